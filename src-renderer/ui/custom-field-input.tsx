import { Select, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CustomFieldType } from '#shared/domain/field/custom-field.ts';
import { asciiDigits } from '#shared/domain/text.ts';
import { useMessage } from '../messages/use-message.ts';
import { DateField } from './date-field.tsx';

interface CustomFieldInputProps {
  /** As `reference.lists` or `fields.list` tells of it. */
  readonly field: {
    readonly label: string;
    readonly type: CustomFieldType;
    readonly required?: boolean;
    readonly options: readonly string[];
  };
  /** As the store keeps it: a date as "2026-11-21", a number in ASCII digits; '' for none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong with it, already said. */
  readonly error?: ReactNode;
  readonly disabled?: boolean;
}

/** The input for a value of a custom field, by its kind: a line, a number, a date, several lines, or one of its options. */
export function CustomFieldInput({ field, value, onChange, error, disabled = false }: CustomFieldInputProps) {
  const say = useMessage();
  const { label, type, required = false, options } = field;
  const common = { label, required, error, disabled, autoComplete: 'off' };
  switch (type) {
    case 'text':
      return <TextInput {...common} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
    case 'number':
      return (
        <TextInput
          {...common}
          inputMode="decimal"
          value={value}
          onChange={(event) => onChange(asciiDigits(event.currentTarget.value))}
        />
      );
    case 'date':
      return (
        <DateField
          label={label}
          required={required}
          error={error}
          disabled={disabled}
          value={value}
          onChange={onChange}
        />
      );
    case 'text-area':
      return <Textarea {...common} rows={3} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
    case 'dropdown':
      return (
        <Select
          {...common}
          // A value from before the options changed is still this customer's value.
          data={value === '' || options.includes(value) ? options : [value, ...options]}
          value={value === '' ? null : value}
          placeholder={say('fields.choose')}
          clearable={!required}
          clearButtonProps={{ 'aria-label': say('fields.clear', { label }) }}
          searchable={options.length > 8}
          onChange={(chosen) => onChange(chosen ?? '')}
        />
      );
  }
}
