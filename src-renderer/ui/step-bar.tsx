import { useMessage } from '../messages/use-message.ts';
import { Status } from './status.tsx';
import styles from './step-bar.module.css';

/** One step on the way through something. */
export interface Step<Name> {
  readonly name: Name;
  readonly title: string;
  /** Whether it can be gone to. */
  readonly isOpen: boolean;
  readonly isDone: boolean;
  readonly isWrong?: boolean;
}

interface StepBarProps<Name> {
  /** What the steps are of. */
  readonly label: string;
  readonly steps: readonly Step<Name>[];
  readonly at: Name;
  readonly onGo: (name: Name) => void;
}

/** The steps in the toolbar: which are done, which is now, where something is wrong, and the way to those that are open. */
export function StepBar<Name extends string | number>({ label, steps, at, onGo }: StepBarProps<Name>) {
  return (
    <nav aria-label={label} className={styles.bar}>
      <ol className={styles.steps}>
        {steps.map(({ name, title, isOpen, isDone, isWrong = false }, index) => (
          <li key={name} className={styles.step}>
            <button
              type="button"
              disabled={!isOpen}
              aria-current={name === at ? 'step' : undefined}
              data-wrong={isWrong || undefined}
              onClick={() => onGo(name)}
            >
              <Mark number={index + 1} isDone={isDone} isWrong={isWrong} />
              {title}
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
  readonly isDone: boolean;
  readonly isWrong: boolean;
}

function Mark({ number, isDone, isWrong }: MarkProps) {
  const say = useMessage();
  if (isWrong) {
    return (
      <span className={styles.mark}>
        <Status glyph="square" tone="bad">
          <span className="unseen">{say('common.step-wrong')}</span>
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
