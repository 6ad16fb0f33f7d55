import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Batch } from '#shared/contract/import.ts';
import type { MessageKey } from '../../messages/catalogue.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { StaleNotice } from '../../ui/page-states.tsx';
import { type Glyph, Status, type Tone } from '../../ui/status.tsx';
import styles from './import-page.module.css';
import { UndoDialog } from './undo-dialog.tsx';

const STATES: Readonly<Record<Batch['state'], readonly [Glyph, Tone, MessageKey]>> = {
  complete: ['tick', 'good', 'import.state-complete'],
  partial: ['triangle', 'warn', 'import.state-partial'],
  undone: ['ring', 'idle', 'import.state-undone'],
};

/** What was imported before: the counts of each run, the way to its customers, and its undo. */
export function Earlier({ query }: { readonly query: UseQueryResult<Batch[]> }) {
  const say = useMessage();
  const { count, dateTime } = useFormats();
  const [undo, setUndo] = useState<Batch | null>(null);
  if (query.data === undefined) {
    return query.error === null ? null : <StaleNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  return (
    <section className={styles.part}>
      <h2>{say('import.earlier')}</h2>
      {query.data.length === 0 ? (
        <p className="muted">{say('import.no-earlier')}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{say('import.when')}</th>
              <th scope="col">{say('import.file')}</th>
              <th scope="col">{say('import.state')}</th>
              <th scope="col" className={styles.amount}>
                {say('import.imported')}
              </th>
              <th scope="col" className={styles.amount}>
                {say('import.errors')}
              </th>
              <th scope="col" className={styles.amount}>
                {say('import.left-out')}
              </th>
              <th scope="col">
                <span className="unseen">{say('import.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {query.data.map((batch) => {
              const [glyph, tone, word] = STATES[batch.state];
              return (
                <tr key={batch.batch}>
                  <td>{dateTime(batch.at)}</td>
                  <td className={styles.file} title={batch.fileName}>
                    {batch.fileName}
                  </td>
                  <td>
                    <Status glyph={glyph} tone={tone}>
                      {say(word)}
                    </Status>
                    {batch.refused > 0 && (
                      <Link to="/sync" search={{ batch: batch.batch }} className={styles.refused}>
                        <Status glyph="square" tone="bad">
                          {say('sync.undecided', { count: batch.refused })}
                        </Status>
                      </Link>
                    )}
                  </td>
                  <td className={styles.amount}>{count(batch.imported)}</td>
                  <td className={styles.amount}>{count(batch.failed)}</td>
                  <td className={styles.amount}>{count(batch.skipped)}</td>
                  <td className={styles.act}>
                    {batch.state !== 'undone' && (
                      <>
                        <ButtonLink kind="quiet" to="/customers" search={{ batch: batch.batch }}>
                          {say('import.show')}
                        </ButtonLink>
                        <Button kind="quiet" onClick={() => setUndo(batch)}>
                          {say('import.undo')}
                        </Button>
                      </>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {undo !== null && (
        <UndoDialog
          batch={undo.batch}
          fileName={undo.fileName}
          undoable={undo.undoable}
          onClose={() => setUndo(null)}
        />
      )}
    </section>
  );
}
