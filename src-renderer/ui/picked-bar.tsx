import type { ReactNode } from 'react';
import { useMessage } from '../messages/use-message.ts';
import { Button } from './button.tsx';
import styles from './list-bars.module.css';

interface PickedBarProps {
  readonly label: string;
  readonly count: number;
  readonly onNone: () => void;
  /** What can be done with them, the most usual last. */
  readonly children: ReactNode;
}

/** The bar under a list of which some rows are picked: how many, and what can be done with them. */
export function PickedBar({ label, count, onNone, children }: PickedBarProps) {
  const say = useMessage();
  return (
    <div className={styles.picked} role="region" aria-label={label}>
      <strong role="status">{say('customers.picked-count', { count })}</strong>
      <Button kind="quiet" onClick={onNone}>
        {say('customers.pick-none')}
      </Button>
      <span className={styles.gap} />
      {children}
    </div>
  );
}
