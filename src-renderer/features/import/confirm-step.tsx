import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { core } from '../../host/core.ts';
import { refusalOf, sentenceOf } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Status } from '../../ui/status.tsx';
import styles from './confirm-step.module.css';
import { Meter } from '../../ui/meter.tsx';
import type { StepProps } from './session-page.tsx';
import { StepFrame } from './step-frame.tsx';
import { useCommit } from './use-commit.ts';

/** Step 4: what will be created and what will not, and the one button that does it. */
export function ConfirmStep({ session, onGo }: StepProps) {
  const say = useMessage();
  const { count } = useFormats();
  const [activate, setActivate] = useState(session.activate);
  const commit = useCommit(session);
  const stop = useMutation(core.import.stop.mutationOptions());
  const { counts } = session;
  const ready = counts?.ready ?? 0;
  const isCommitting = session.stage === 'committing' || commit.isRunning;
  const isStopped = session.stage === 'stopped';
  // Said before anything is created: no value of the file is passed over in silence.
  const unread = session.columns
    .filter(({ field, confidence }) => field === null && confidence !== 'official')
    .map(({ heading, column }) => (heading === '' ? say('import.column-number', { number: column + 1 }) : heading));
  const wasStopped = refusalOf(commit.error)?.code === 'import-stopped';
  return (
    <StepFrame
      hint={isCommitting ? say('import.keep-open') : say('import.backup-first')}
      actions={
        isCommitting ? (
          <Button disabled={stop.isPending} onClick={() => stop.mutate({ session: session.id })}>
            {say('import.stop')}
          </Button>
        ) : (
          <>
            <Button disabled={isStopped} onClick={() => onGo('fix')}>
              {say('import.back')}
            </Button>
            <Button kind="primary" disabled={ready === 0} onClick={() => commit.begin(activate)}>
              {isStopped ? say('import.go-on') : say('import.import-rows', { count: ready })}
            </Button>
          </>
        )
      }
    >
      <div className={styles.step}>
        <ul className={styles.sums}>
          <li>
            <Status glyph="tick" tone="good">
              {say('import.will-create', { count: ready })}
            </Status>
          </li>
          {counts !== null && counts.errors > 0 && (
            <li>
              <Status glyph="square" tone="bad">
                {say('import.with-errors', { count: counts.errors })}
              </Status>
              {!isCommitting && !isStopped && (
                <Button kind="quiet" onClick={() => onGo('fix')}>
                  {say('import.fix-them')}
                </Button>
              )}
            </li>
          )}
          {unread.length > 0 && (
            <li>
              <Status glyph="ring" tone="idle">
                {say('import.unread-columns', { columns: unread.join(', ') })}
              </Status>
            </li>
          )}
          {counts !== null && counts.leftOut > 0 && (
            <li>
              <Status glyph="ring" tone="idle">
                {say('import.by-you', { count: counts.leftOut })}
              </Status>
            </li>
          )}
        </ul>
        {isCommitting ? (
          <Meter
            label={say('import.importing')}
            share={session.progress}
            count={say('import.done-of', { done: count(Math.round(session.progress * ready)), total: count(ready) })}
          />
        ) : (
          <fieldset className={styles.activate} disabled={isStopped}>
            <legend>{say('import.activate')}</legend>
            <label>
              <input type="radio" name="activate" checked={activate} onChange={() => setActivate(true)} />
              <span>
                {say('import.activate-yes')} <span className="muted">{say('import.activate-yes-text')}</span>
              </span>
            </label>
            <label>
              <input type="radio" name="activate" checked={!activate} onChange={() => setActivate(false)} />
              <span>
                {say('import.activate-no')} <span className="muted">{say('import.activate-no-text')}</span>
              </span>
            </label>
          </fieldset>
        )}
        {!isCommitting && ready === 0 && <p role="status">{say('import.none-ready')}</p>}
        {!isCommitting && isStopped && <p role="status">{say('import.stopped-partly')}</p>}
        {!isCommitting && !isStopped && wasStopped && <p role="status">{say('import.stopped-wholly')}</p>}
        {!isCommitting && commit.error !== null && !wasStopped && (
          <p role="alert" className={styles.failed}>
            {sentenceOf(commit.error, say)}
          </p>
        )}
        {stop.error !== null && <p role="alert">{sentenceOf(stop.error, say)}</p>}
      </div>
    </StepFrame>
  );
}
