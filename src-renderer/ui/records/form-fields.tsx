import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MessageKey } from '../../messages/catalogue.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../button.tsx';
import { useForm, useText } from './form-state.tsx';
import styles from './records.module.css';

interface FieldProps {
  /** As in the contract. */
  readonly name: string;
  readonly label: MessageKey;
  readonly hint?: MessageKey;
  readonly required?: boolean;
  readonly disabled?: boolean;
}

/** What is wrong with a field, or what somebody else saved in it meanwhile with the way to take it. */
export function useNote(name: string, shown: (theirs: unknown) => string): ReactNode {
  const say = useMessage();
  const { problems, theirs, set } = useForm();
  const problem = problems.get(name);
  if (problem !== undefined) return problem;
  const other = theirs[name];
  if (other === undefined) return undefined;
  return (
    <span className={styles.theirs}>
      {say('records.theirs', { value: shown(other) })}
      <Button kind="quiet" onClick={() => set(name, other)}>
        {say('records.take-theirs')}
      </Button>
    </span>
  );
}

/** A hint stands beneath its field: fields beside each other are in line, whether they have one or not. */
const ORDER = {
  inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
};

const textOf = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : '–');

interface TextFieldProps extends FieldProps {
  readonly mono?: boolean;
  /** Digits are typed: a telephone's keyboard would show them. */
  readonly numeric?: boolean;
  /** Has the keyboard when the form opens. */
  readonly first?: boolean;
  readonly lines?: number;
  /** A unit behind the field: "days". */
  readonly unit?: ReactNode;
  readonly type?: 'password';
}

/** A line of text or a number. */
export function TextField({
  name,
  label,
  hint,
  required,
  disabled,
  mono,
  numeric,
  first,
  lines,
  unit,
  type,
}: TextFieldProps) {
  const say = useMessage();
  const { set } = useForm();
  const note = useNote(name, textOf);
  const common = {
    ...ORDER,
    label: say(label),
    description: hint && say(hint),
    required: required ?? false,
    disabled: disabled ?? false,
    value: useText(name),
    error: note,
    autoComplete: 'off',
    spellCheck: false,
    classNames: mono ? { input: 'mono' } : {},
    ...(first && { 'data-autofocus': '' }),
  };
  if (lines !== undefined) {
    return <Textarea {...common} rows={lines} onChange={(event) => set(name, event.currentTarget.value)} />;
  }
  return (
    <TextInput
      {...common}
      {...(type && { type, autoComplete: 'new-password' })}
      inputMode={numeric ? 'decimal' : undefined}
      rightSection={unit && <span className={styles.unit}>{unit}</span>}
      rightSectionWidth={unit ? 72 : undefined}
      onChange={(event) => set(name, event.currentTarget.value)}
    />
  );
}

interface ChoiceFieldProps extends FieldProps {
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** Whether nothing may be chosen; the word for it. */
  readonly none?: MessageKey;
  readonly first?: boolean;
}

/** One of several; with a search once they are many. */
export function ChoiceField({ name, label, hint, required, disabled, choices, none, first }: ChoiceFieldProps) {
  const say = useMessage();
  const { set } = useForm();
  const value = useText(name);
  const labelOf = (theirs: unknown) => choices.find((choice) => choice.value === theirs)?.label ?? textOf(theirs);
  const note = useNote(name, labelOf);
  return (
    <Select
      {...ORDER}
      label={say(label)}
      description={hint && say(hint)}
      required={required ?? false}
      disabled={disabled ?? false}
      error={note}
      data={choices}
      value={value === '' ? null : value}
      placeholder={none && say(none)}
      clearable={none !== undefined}
      clearButtonProps={{ 'aria-label': none ? say(none) : undefined }}
      allowDeselect={none !== undefined}
      searchable={choices.length > 8}
      selectFirstOptionOnChange
      limit={300}
      {...(first && { 'data-autofocus': '' })}
      onChange={(chosen) => set(name, chosen ?? '')}
    />
  );
}

/** Yes or no. */
export function TickField({ name, label, hint, disabled }: FieldProps) {
  const say = useMessage();
  const { typed, set } = useForm();
  const note = useNote(name, (theirs) => say(theirs === true ? 'records.yes' : 'records.no'));
  return (
    <Checkbox
      label={say(label)}
      description={hint && say(hint)}
      disabled={disabled ?? false}
      error={note}
      checked={typed[name] === true}
      onChange={(event) => set(name, event.currentTarget.checked)}
    />
  );
}

interface TicksFieldProps extends FieldProps {
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** What stands in place of an empty list. */
  readonly none: MessageKey;
}

/** Several of several, all in sight. */
export function TicksField({ name, label, hint, choices, none }: TicksFieldProps) {
  const say = useMessage();
  const { typed, set } = useForm();
  const value = typed[name];
  const chosen = typeof value === 'object' ? value : [];
  const note = useNote(name, (theirs) => {
    const ids = Array.isArray(theirs) ? theirs : [];
    return textOf(
      choices
        .filter((choice) => ids.includes(choice.value))
        .map((choice) => choice.label)
        .join(', '),
    );
  });
  return (
    <fieldset className={styles.ticks}>
      <legend>{say(label)}</legend>
      {hint && <p className={styles.hint}>{say(hint)}</p>}
      {choices.length === 0 && <p className={styles.hint}>{say(none)}</p>}
      <div className={styles.tickList}>
        {choices.map((choice) => (
          <Checkbox
            key={choice.value}
            label={choice.label}
            checked={chosen.includes(choice.value)}
            onChange={(event) =>
              set(
                name,
                event.currentTarget.checked
                  ? [...chosen, choice.value].sort()
                  : chosen.filter((one) => one !== choice.value),
              )
            }
          />
        ))}
      </div>
      {note !== undefined && <div className={styles.wrong}>{note}</div>}
    </fieldset>
  );
}

/** Fields beside each other. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={styles.fieldRow}>{children}</div>;
}

/** Fields that belong together, with a word for it. */
export function FieldGroup({ label, children }: { label: MessageKey; children: ReactNode }) {
  const say = useMessage();
  return (
    <fieldset className={styles.group}>
      <legend>{say(label)}</legend>
      {children}
    </fieldset>
  );
}
