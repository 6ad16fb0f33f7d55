import { useId } from 'react';
import styles from './radio-list.module.css';

interface RadioListProps<Value extends string> {
  readonly label: string;
  /** Whether the label is only for those who do not see the page, because a heading beside it says the same. */
  readonly labelUnseen?: boolean;
  /** Beside each other under the label; without one that is seen they always are. */
  readonly inLine?: boolean;
  readonly choices: readonly { readonly value: Value; readonly word: string }[];
  /** Null: none of them. */
  readonly value: Value | null;
  readonly onChoose: (value: Value) => void;
}

/** A choice of a few that are all in sight; the arrow keys go from one to the next. */
export function RadioList<Value extends string>(props: RadioListProps<Value>) {
  const { label, labelUnseen = false, inLine = labelUnseen, choices, value, onChoose } = props;
  const name = useId();
  return (
    <fieldset className={styles.list} data-in-line={inLine || undefined}>
      <legend className={labelUnseen ? 'unseen' : undefined}>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input type="radio" name={name} checked={choice.value === value} onChange={() => onChoose(choice.value)} />
          {choice.word}
        </label>
      ))}
    </fieldset>
  );
}
