import { useState } from 'react';
import type { CustomFieldLine } from '#shared/contract/fields.ts';
import { CustomFieldType } from '#shared/domain/field/custom-field.ts';
import { trimmed } from '#shared/domain/text.ts';
import { useMessage } from '../../messages/use-message.ts';
import { CustomFieldInput } from '../../ui/custom-field-input.tsx';
import {
  ChoiceField,
  FieldRow,
  type Reading,
  TextField,
  TickField,
  type Typed,
  useForm,
  useText,
} from '../../ui/records/index.ts';
import styles from './fields.module.css';

export type FieldDraft = Pick<CustomFieldLine, 'label' | 'type' | 'required' | 'options'>;

export function typedField(line: FieldDraft | null): Typed {
  return {
    label: line?.label ?? '',
    type: line?.type ?? 'text',
    required: line?.required ?? false,
    options: line?.options.join('\n') ?? '',
  };
}

const optionsIn = (text: string): string[] =>
  text
    .split('\n')
    .map(trimmed)
    .filter((option) => option !== '');

export function fieldOf(read: Reading): FieldDraft {
  // Cast: it is chosen from the list of them.
  const type = read.text('type') as CustomFieldType;
  const options = type === 'dropdown' ? optionsIn(read.optional('options') ?? '') : [];
  if (type === 'dropdown' && options.length === 0) read.wrong('options', 'refused.field-options-missing');
  if (options.some((option) => option.length > 100)) read.wrong('options', 'fields.option-too-long');
  return { label: read.text('label'), type, required: read.flag('required'), options };
}

/** The fields of a field, and how it will look in the form of a customer. */
export function FieldForm() {
  const say = useMessage();
  const { typed } = useForm();
  const [sample, setSample] = useState('');
  const label = useText('label');
  const type = CustomFieldType.parse(useText('type'));
  const options = optionsIn(useText('options'));
  return (
    <>
      <FieldRow>
        <TextField name="label" label="fields.label" required first />
        <ChoiceField
          name="type"
          label="fields.type"
          choices={CustomFieldType.options.map((value) => ({ value, label: say(`fields.${value}`) }))}
        />
      </FieldRow>
      {type === 'dropdown' && (
        <TextField name="options" label="fields.options" hint="fields.options-hint" lines={5} required />
      )}
      <TickField name="required" label="fields.required" hint="fields.required-hint" />
      <section className={styles.preview} aria-label={say('fields.preview')}>
        <h3>{say('fields.preview')}</h3>
        <CustomFieldInput
          key={type}
          field={{
            label: label === '' ? say('fields.no-label') : label,
            type,
            required: typed['required'] === true,
            options: [...new Set(options)],
          }}
          value={sample}
          onChange={setSample}
        />
      </section>
    </>
  );
}
