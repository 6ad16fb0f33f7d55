import { PasswordInput } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import { useMessage } from '../messages/use-message.ts';

interface PasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** A password that somebody has, or one that is being made: what the browser may fill in. */
  readonly kind: 'current' | 'new';
  readonly hint?: string | undefined;
  /** What is wrong with it, already said. */
  readonly error?: ReactNode;
  readonly required?: boolean;
  readonly disabled?: boolean;
  /** Has the keyboard when its dialog opens. */
  readonly first?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A password that is typed: dots, and an eye that shows it. */
export function PasswordField(props: PasswordFieldProps) {
  const { label, value, onChange, kind, hint, error, required = false, disabled, first, ref } = props;
  const say = useMessage();
  return (
    <PasswordInput
      ref={ref}
      size="xs"
      label={label}
      description={hint}
      value={value}
      error={error}
      required={required}
      disabled={disabled ?? false}
      autoComplete={kind === 'new' ? 'new-password' : 'current-password'}
      spellCheck={false}
      maxLength={200}
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': say('signIn.show-password'), tabIndex: 0 }}
      {...(first && { 'data-autofocus': '' })}
    />
  );
}
