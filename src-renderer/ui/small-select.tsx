import styles from './small-select.module.css';

interface SmallSelectProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly word: string }[];
  readonly onChoose: (value: Value) => void;
}

/** A choice of a few, in a line over a table. */
export function SmallSelect<Value extends string>({ label, value, options, onChoose }: SmallSelectProps<Value>) {
  return (
    <label className={styles.choice}>
      {label}
      <select
        value={value}
        onChange={(event) => {
          const chosen = options[event.currentTarget.selectedIndex];
          if (chosen) onChoose(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.word}
          </option>
        ))}
      </select>
    </label>
  );
}
