import { STEP_NAMES, stepOfField, stepsOf } from '#shared/domain/registration/steps.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Status } from '../../ui/status.tsx';
import styles from './step-bar.module.css';
import { useWizard } from './wizard-context.ts';

/** The steps in the toolbar: which are done, which is now, where something is wrong, and the way to those that were seen. */
export function StepBar() {
  const say = useMessage();
  const { form, step: at, reached, go, problems } = useWizard();
  const wrong = new Set(problems.map(({ field }) => stepOfField(field)));
  return (
    <nav aria-label={say('registration.steps')} className={styles.bar}>
      <ol className={styles.steps}>
        {stepsOf(form.connection).map((step, index) => (
          <li key={step} className={styles.step}>
            <button
              type="button"
              disabled={step > reached}
              aria-current={step === at ? 'step' : undefined}
              data-wrong={wrong.has(step) || undefined}
              onClick={() => go(step)}
            >
              <Mark number={index + 1} isWrong={wrong.has(step)} isDone={step !== at && step < reached} />
              <span className={styles.word}>{say(`registration.step-${STEP_NAMES[step]}`)}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface MarkProps {
  /** Steps that are left out are not counted. */
  readonly number: number;
  readonly isWrong: boolean;
  readonly isDone: boolean;
}

function Mark({ number, isWrong, isDone }: MarkProps) {
  const say = useMessage();
  if (isWrong) {
    return (
      <span className={styles.mark}>
        <Status glyph="square" tone="bad">
          <span className="unseen">{say('registration.step-wrong')}</span>
        </Status>
      </span>
    );
  }
  return (
    <span className={styles.mark} aria-hidden="true">
      {isDone ? (
        <Status glyph="tick" tone="good">
          {null}
        </Status>
      ) : (
        number
      )}
    </span>
  );
}
