import { refusedSentence, sentenceOf } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Status } from '../../ui/status.tsx';
import { ChooseFile } from './choose-file.tsx';
import styles from './file-step.module.css';
import { FirstLines } from './first-lines.tsx';
import { Meter } from '../../ui/meter.tsx';
import { ReadingChoices } from './reading-choices.tsx';
import { ReadingNotes } from './reading-notes.tsx';
import type { StepProps } from './session-page.tsx';
import { StepFrame } from './step-frame.tsx';
import { useChoose } from './use-choose.ts';

/** Step 1: how the file is read, with its first lines; or why it cannot be read. */
export function FileStep({ session, onGo }: StepProps) {
  const say = useMessage();
  const { size } = useFormats();
  const { choose, isPending, error } = useChoose(session);
  const isReading = session.stage === 'reading';
  const canGoOn = session.stage === 'match' || session.stage === 'fix';
  return (
    <StepFrame
      hint={say('import.nothing-saved')}
      actions={
        <>
          <ChooseFile>{say('import.choose-another')}</ChooseFile>
          <Button kind="primary" disabled={!canGoOn || isPending} onClick={() => onGo('match')}>
            {say('import.next')}
          </Button>
        </>
      }
    >
      <div className={styles.step}>
        {session.refused !== null && (
          <section className={styles.refused} role="alert">
            <Status glyph="square" tone="bad">
              <strong>{say('import.not-read', { file: session.file.name })}</strong>
            </Status>
            <p>{refusedSentence(session.refused, say)}</p>
          </section>
        )}
        {session.stage === 'choose-sheet' && (
          <section className={styles.ask}>
            <Status glyph="triangle" tone="warn">
              <strong>{say('import.which-sheet')}</strong>
            </Status>
          </section>
        )}
        <ReadingNotes session={session} />
        {isReading ? (
          <Meter
            label={say('import.reading', { file: session.file.name, size: size(session.file.size) })}
            share={session.progress}
          />
        ) : (
          <ReadingChoices
            session={session}
            disabled={isPending}
            onChoose={(change) => {
              // It stays here to be looked at; without a word a file that can be read would go on by itself.
              onGo('file');
              // What went wrong shows below.
              void choose(() => change).catch(() => undefined);
            }}
          />
        )}
        {error !== null && <p role="alert">{sentenceOf(error, say)}</p>}
        {session.head.length > 0 && <FirstLines session={session} />}
      </div>
    </StepFrame>
  );
}
