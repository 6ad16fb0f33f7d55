import { Switch } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import styles from './wizard.module.css';

interface ToggleProps {
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** What appears while it is on. */
  readonly children?: ReactNode;
}

/** A switch, and the fields that it brings. */
export function Toggle({ label, hint, checked, onChange, children }: ToggleProps) {
  const id = useId();
  return (
    <div>
      <Switch
        size="xs"
        classNames={{ track: styles.track ?? '' }}
        label={label}
        aria-describedby={hint === undefined ? undefined : id}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {hint !== undefined && (
        <p className={styles.toggleHint} id={id}>
          {hint}
        </p>
      )}
      {checked && <div className={styles.toggled}>{children}</div>}
    </div>
  );
}
