import { useQuery } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { refusedSentence } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { PlainTable } from '../../ui/plain-table.tsx';
import { Status } from '../../ui/status.tsx';
import { useMay } from '../sign-in/index.ts';
import styles from './sync.module.css';

/** As many are read beside an import; the page of the synchronisation has all. */
const SHOWN = 10;
const REFRESH = 10_000;

/** Rows of an import that the server did not take; nothing where it took all, or where there is none. */
export function RefusedByServer({ batch }: { batch: string }) {
  const say = useMessage();
  const may = useMay('sync.conflicts');
  const { data } = useQuery({
    ...core.sync.conflicts.queryOptions({ input: { batch, limit: SHOWN } }),
    staleTime: 0,
    refetchInterval: REFRESH,
    enabled: may.allowed,
  });
  if (!data || data.total === 0) return null;
  return (
    <section className={styles.ofImport} aria-label={say('sync.of-import-title')}>
      <div className={styles.beside}>
        <Status glyph="square" tone="bad">
          {say('sync.of-import', { count: data.total })}
        </Status>
        <ButtonLink to="/sync" search={{ batch }}>
          {say('sync.of-import-fix')}
        </ButtonLink>
      </div>
      <PlainTable columns={[{ word: say('history.field.username') }, { word: say('sync.why') }]} wide>
        {data.conflicts.map(({ id, title, reason }) => (
          <tr key={id}>
            <th scope="row">{title}</th>
            <td>{refusedSentence(reason, say)}</td>
          </tr>
        ))}
      </PlainTable>
      {data.total > SHOWN && <p className="muted">{say('sync.of-import-more', { count: data.total - SHOWN })}</p>}
    </section>
  );
}
