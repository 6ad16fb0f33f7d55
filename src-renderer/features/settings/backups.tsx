import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { Status } from '../../ui/status.tsx';
import { Part } from './part.tsx';
import styles from './settings-page.module.css';

/** The copies of the store, on a page of their own. */
export function BackupsPage() {
  const say = useMessage();
  return (
    <Page title={say('settings.backups')}>
      <Part title={say('settings.backups')} what={say('settings.backups-what')}>
        <Backups />
      </Part>
    </Page>
  );
}

/** Copies of the store: which there are, one more, and whether the store itself is sound. */
function Backups() {
  const say = useMessage();
  const cache = useQueryClient();
  const { dateTime, size } = useFormats();
  const list = useQuery(core.backups.list.queryOptions());
  const make = useMutation(
    core.backups.make.mutationOptions({
      onSuccess: () => cache.invalidateQueries({ queryKey: core.backups.list.key() }),
    }),
  );
  const check = useMutation(core.backups.check.mutationOptions());
  const failure = list.error ?? make.error ?? check.error;
  return (
    <>
      <div className={styles.line}>
        <Button disabled={make.isPending} onClick={() => make.mutate({})}>
          {make.isPending ? say('settings.backup-making') : say('settings.backup-make')}
        </Button>
        <Button disabled={check.isPending} onClick={() => check.mutate({})}>
          {check.isPending ? say('settings.checking') : say('settings.check')}
        </Button>
        <span role="status">
          {make.data !== undefined && (
            <Status glyph="tick" tone="good">
              {say('settings.backup-made', { time: dateTime(make.data.at), size: size(make.data.size) })}
            </Status>
          )}{' '}
          {check.data?.ok === true && (
            <Status glyph="tick" tone="good">
              {say('settings.check-ok')}
            </Status>
          )}
        </span>
      </div>
      {check.data?.ok === false && (
        <div role="alert">
          <Status glyph="square" tone="bad">
            {say('settings.check-bad', { count: check.data.problems.length })}
          </Status>
          <ul className={styles.problems}>
            {check.data.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
      {failure !== null && <p role="alert">{sentenceOf(failure, say)}</p>}
      {list.data?.length === 0 && <p className="muted">{say('settings.no-backups')}</p>}
      {list.data !== undefined && list.data.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{say('settings.backup-at')}</th>
              <th scope="col">{say('settings.backup-file')}</th>
              <th scope="col" className={styles.number}>
                {say('settings.backup-size')}
              </th>
            </tr>
          </thead>
          <tbody>
            {list.data.map((backup) => (
              <tr key={backup.file}>
                <td>{dateTime(backup.at)}</td>
                <td className="mono">{backup.file}</td>
                <td className={styles.number}>{size(backup.size)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
