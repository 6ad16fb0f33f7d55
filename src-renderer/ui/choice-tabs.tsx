import { useId } from 'react';
import styles from './choice-tabs.module.css';

interface Choice<Value extends string> {
  readonly value: Value;
  readonly word: string;
  /** Already formatted; left out where it is not known. */
  readonly count?: string | undefined;
}

interface ChoiceTabsProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
}

/** Tabs that choose what a table shows: one Tab stop, the arrow keys go from one to the next. */
export function ChoiceTabs<Value extends string>({ label, choices, value, onChoose }: ChoiceTabsProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.tabs}>
      <legend className="unseen">{label}</legend>
      {choices.map((choice) => (
        <label className={styles.tab} key={choice.value}>
          <input type="radio" name={name} checked={choice.value === value} onChange={() => onChoose(choice.value)} />
          <span className={styles.word} data-word={choice.word}>
            {choice.word}
          </span>
          {choice.count !== undefined && <span className={styles.count}>{choice.count}</span>}
        </label>
      ))}
    </fieldset>
  );
}
