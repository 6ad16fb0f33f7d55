import { Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RegistrationForm } from '#shared/contract/registration.ts';
import { Warning } from './warning.tsx';
import { useWizard } from './wizard-context.ts';
import styles from './wizard.module.css';

type TextName = {
  [Name in keyof RegistrationForm]: RegistrationForm[Name] extends string ? Name : never;
}[keyof RegistrationForm];

interface TextFieldProps {
  readonly name: Exclude<TextName, 'method'>;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly required?: boolean;
  readonly mono?: boolean;
  readonly mode?: 'tel' | 'email' | 'decimal';
  readonly lines?: number;
  readonly unit?: string;
  /** Beside it: what fills it in. */
  readonly action?: ReactNode;
}

/** A line of text of the form, with what is wrong with it, or what should be known of it. */
export function TextField(props: TextFieldProps) {
  const { name, label, hint, placeholder, required = false, mono = false, mode, lines, unit, action } = props;
  const { form, set, problemOf, warningOf, onLeft } = useWizard();
  const problem = problemOf(name);
  const warning = problem === undefined ? warningOf(name) : undefined;
  const common = {
    label,
    placeholder,
    required,
    withAsterisk: required,
    description: warning === undefined ? hint : <Warning of={name} />,
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
    error: problem,
    value: form[name],
    maxLength: name === 'fullName' ? 500 : name === 'address' ? 1000 : 300,
    autoComplete: 'off',
    spellCheck: false,
    classNames: mono ? { input: 'mono' } : {},
    onBlur: () => onLeft(name),
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  };
  const input =
    lines === undefined ? (
      <TextInput
        {...common}
        inputMode={mode}
        rightSection={unit && <span className={styles.unit}>{unit}</span>}
        rightSectionWidth={unit ? 52 : undefined}
      />
    ) : (
      <Textarea {...common} rows={lines} />
    );
  if (action === undefined) return input;
  return (
    <div className={styles.withAction}>
      {input}
      <div className={styles.action}>{action}</div>
    </div>
  );
}
