import { useId } from 'react';
import styles from './wizard.module.css';

interface ChoiceListProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly { readonly value: Value; readonly word: string; readonly hint: string }[];
  readonly value: Value | null;
  readonly onChoose: (value: Value) => void;
  readonly error?: string | undefined;
}

/** A choice of a few, each with what it is for; the arrow keys go from one to the next. */
export function ChoiceList<Value extends string>({ label, choices, value, onChoose, error }: ChoiceListProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.choices}>
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            aria-invalid={error !== undefined || undefined}
            aria-describedby={`${name}-${choice.value}`}
            onChange={() => onChoose(choice.value)}
          />
          <span className={styles.word}>{choice.word}</span>
          <span className={styles.hint} id={`${name}-${choice.value}`}>
            {choice.hint}
          </span>
        </label>
      ))}
      {error !== undefined && <p className={styles.wrong}>{error}</p>}
    </fieldset>
  );
}
