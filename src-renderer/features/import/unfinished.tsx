import { useMutation, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { Session } from '#shared/contract/import.ts';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { StaleNotice } from '../../ui/page-states.tsx';
import styles from './import-page.module.css';

/** Imports that were begun and not finished: to go on with, or to give up. */
export function Unfinished({ query }: { readonly query: UseQueryResult<Session[]> }) {
  const say = useMessage();
  const { dateTime } = useFormats();
  const [giveUp, setGiveUp] = useState<Session | null>(null);
  if (query.data === undefined || query.data.length === 0) {
    return query.error === null ? null : <StaleNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  return (
    <section className={styles.part}>
      <h2>{say('import.unfinished')}</h2>
      <ul className={styles.list}>
        {query.data.map((session) => (
          <li key={session.id} className={styles.line}>
            <div className={styles.what}>
              <span className={styles.name} title={session.file.name}>
                {session.file.name}
              </span>
              <Standing session={session} />
              <span className={styles.note}>{say('import.begun', { time: dateTime(session.startedAt) })}</span>
            </div>
            <Button kind="quiet" onClick={() => setGiveUp(session)}>
              {say('import.discard')}
            </Button>
            <ButtonLink to="/import/$session" params={{ session: session.id }}>
              {say('import.resume')}
            </ButtonLink>
          </li>
        ))}
      </ul>
      <GiveUp session={giveUp} onClose={() => setGiveUp(null)} />
    </section>
  );
}

/** What is left to do, as far as that is known before the file is read again. */
function Standing({ session: { stage, errorsLeft } }: { readonly session: Session }) {
  const say = useMessage();
  if (stage === 'refused') return <span className={styles.note}>{say('import.stands-refused')}</span>;
  if (stage === 'choose-sheet') return <span className={styles.note}>{say('import.stands-sheet')}</span>;
  if (stage === 'match') return <span className={styles.note}>{say('import.stands-match')}</span>;
  if (stage === 'stopped') return <span className={styles.note}>{say('import.state-partial')}</span>;
  if (errorsLeft === null) return null;
  return <span className={styles.note}>{say('import.errors-left', { count: errorsLeft })}</span>;
}

/** Asks before an unfinished import is thrown away, and says what goes with it. */
function GiveUp({ session, onClose }: { readonly session: Session | null; readonly onClose: () => void }) {
  const say = useMessage();
  const cache = useQueryClient();
  const discard = useMutation(
    core.import.discard.mutationOptions({
      onSuccess: async () => {
        onClose();
        await cache.invalidateQueries({ queryKey: core.import.unfinished.key() });
      },
    }),
  );
  return (
    <Dialog
      title={say('import.discard-title')}
      opened={session !== null}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{say('import.keep')}</Button>
          <Button
            kind="danger"
            disabled={discard.isPending}
            onClick={() => (session === null ? undefined : discard.mutate({ session: session.id }))}
          >
            {say('import.discard')}
          </Button>
        </>
      }
    >
      <p>{say('import.discard-text', { file: session?.file.name ?? '' })}</p>
      {discard.error !== null && <p role="alert">{sentenceOf(discard.error, say)}</p>}
    </Dialog>
  );
}
