import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { BatchResult, Session } from '#shared/contract/import.ts';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Status } from '../../ui/status.tsx';
import { RefusedByServer } from '../sync/index.ts';
import styles from './confirm-step.module.css';
import { RefusedRows } from './refused-rows.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { StepFrame } from './step-frame.tsx';
import { UndoDialog } from './undo-dialog.tsx';

interface ResultStepProps {
  readonly session: Session;
  readonly result: BatchResult;
}

/** What the import came to: how many are in, how many are not, and what can be done about either. */
export function ResultStep({ session, result }: ResultStepProps) {
  const say = useMessage();
  const navigate = useNavigate();
  const [isReporting, setReporting] = useState(false);
  const [isUndoing, setUndoing] = useState(false);
  const { data: batches } = useQuery(core.import.batches.queryOptions({ staleTime: 0 }));
  const batch = batches?.find((one) => one.batch === result.batch);
  const isUndone = batch?.state === 'undone';
  const fix = useMutation(
    core.import.fixRefused.mutationOptions({
      onSuccess: ({ session: id }) => navigate({ to: '/import/$session', params: { session: id } }),
    }),
  );
  return (
    <StepFrame
      hint={isUndone ? null : say('import.saved-here')}
      actions={
        <>
          <ButtonLink to="/import">{say('import.import-another')}</ButtonLink>
          {!isUndone && (
            <ButtonLink kind="primary" to="/customers" search={{ batch: result.batch }}>
              {say('import.open-customers')}
            </ButtonLink>
          )}
        </>
      }
    >
      <div className={styles.step}>
        <ul className={`${styles.sums ?? ''} ${styles.result ?? ''}`}>
          <li>
            {isUndone ? (
              <Status glyph="ring" tone="idle">
                {say('import.was-undone')}
              </Status>
            ) : (
              <Status glyph="tick" tone="good">
                {say('import.successfully', { count: result.imported })}
              </Status>
            )}
          </li>
          {result.failed > 0 && (
            <li>
              <Status glyph="square" tone="bad">
                {say('import.failed', { count: result.failed })}
              </Status>
            </li>
          )}
          {result.skipped > 0 && (
            <li>
              <Status glyph="ring" tone="idle">
                {say('import.by-you', { count: result.skipped })}
              </Status>
            </li>
          )}
        </ul>
        <div className={styles.actions}>
          {result.failed > 0 && (
            <>
              <Button disabled={fix.isPending} onClick={() => fix.mutate({ session: session.id })}>
                {say('import.fix', { count: result.failed })}
              </Button>
              <Button onClick={() => setReporting(true)}>{say('import.report-do')}</Button>
            </>
          )}
          {batch !== undefined && !isUndone && (
            <Button kind="danger" onClick={() => setUndoing(true)}>
              {say('import.undo-import')}
            </Button>
          )}
        </div>
        {fix.error !== null && <p role="alert">{sentenceOf(fix.error, say)}</p>}
        {!isUndone && <RefusedByServer batch={result.batch} />}
        {result.failed > 0 && !isUndone && <RefusedRows session={session} />}
      </div>
      {isReporting && <ReportDialog session={session.id} onClose={() => setReporting(false)} />}
      {isUndoing && batch !== undefined && (
        <UndoDialog
          batch={result.batch}
          fileName={result.fileName}
          undoable={batch.undoable}
          onClose={() => setUndoing(false)}
        />
      )}
    </StepFrame>
  );
}
