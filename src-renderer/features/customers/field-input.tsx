import { Autocomplete, Textarea, TextInput } from '@mantine/core';
import { useMessage } from '../../messages/use-message.ts';
import styles from './customer-page.module.css';
import { FIELD_WORDS, OFFERED, type PlainField, REQUIRED } from './edit-fields.ts';

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
  };
  const offered = OFFERED[field];
  if (offered !== undefined) {
    return (
      <Autocomplete {...common} data={offered} onChange={onChange} comboboxProps={{ withinPortal: false }} size="xs" />
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
