import { Autocomplete, Combobox, Textarea, TextInput } from '@mantine/core';
import { folded } from '#shared/domain/text.ts';
import { useMessage } from '../../messages/use-message.ts';
import styles from './customer-page.module.css';
import { FIELD_WORDS, OFFERED, type PlainField, REQUIRED } from './edit-fields.ts';
import { regulatedWord } from './regulated-word.ts';

interface FieldInputProps {
  readonly field: PlainField;
  readonly value: string;
  /** Already said. */
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
}

/** The input of one field of a customer. */
export function FieldInput({ field, value, problem, onChange }: FieldInputProps) {
  const say = useMessage();
  const common = {
    label: say(FIELD_WORDS[field]),
    required: REQUIRED.includes(field),
    value,
    error: problem,
    autoComplete: 'off',
    'data-field': field,
  };
  const offered = OFFERED[field];
  if (offered !== undefined) {
    const words = offered.map((one) => regulatedWord(one, say));
    return (
      <Autocomplete
        {...common}
        value={regulatedWord(value, say)}
        data={words}
        // What is chosen already hides none of the others.
        filter={({ options, search }) =>
          words.includes(search)
            ? options
            : options.filter((one) => 'value' in one && folded(one.value).includes(folded(search)))
        }
        onChange={(text) => onChange(offered[words.findIndex((word) => folded(word) === folded(text))] ?? text)}
        rightSection={<Combobox.Chevron />}
        rightSectionPointerEvents="none"
        comboboxProps={{ withinPortal: false }}
        size="xs"
      />
    );
  }
  if (field === 'address') {
    return (
      <Textarea
        {...common}
        rows={2}
        maxLength={1000}
        className={styles.wide ?? ''}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...common}
      spellCheck={false}
      maxLength={500}
      inputMode={field === 'phone' ? 'tel' : field === 'email' ? 'email' : undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
