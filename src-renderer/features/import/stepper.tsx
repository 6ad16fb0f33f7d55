import type { Session } from '#shared/contract/import.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Status } from '../../ui/status.tsx';
import { reachable, STEPS, type StepName } from './steps.ts';
import styles from './stepper.module.css';

interface StepperProps {
  readonly session: Session;
  readonly at: StepName;
  readonly onGo: (step: StepName) => void;
}

/** The four steps in the toolbar: which are behind, which is now, and the way to those that can be gone to. */
export function Stepper({ session, at, onGo }: StepperProps) {
  const say = useMessage();
  const open = reachable(session);
  return (
    <nav aria-label={say('import.steps')}>
      <ol className={styles.steps}>
        {STEPS.map((step, position) => {
          const isDone = session.stage === 'done' || position < STEPS.indexOf(at);
          return (
            <li key={step} className={styles.step}>
              <button
                type="button"
                disabled={!open.includes(step)}
                aria-current={step === at ? 'step' : undefined}
                onClick={() => onGo(step)}
              >
                <span className={styles.number} aria-hidden="true">
                  {isDone ? (
                    <Status glyph="tick" tone="good">
                      {null}
                    </Status>
                  ) : (
                    position + 1
                  )}
                </span>
                {say(`import.step-${step}`)}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
