import { useId } from 'react';
import styles from './meter.module.css';

interface MeterProps {
  readonly label: string;
  /** 0 to 1. */
  readonly share: number;
  /** Beside the label: "6,200 of 12,352". */
  readonly count?: string;
}

/** How far something has got. */
export function Meter({ label, share, count }: MeterProps) {
  const id = useId();
  return (
    <div className={styles.meter}>
      <div className={styles.words}>
        <span id={id}>{label}</span>
        {count !== undefined && <span className="muted">{count}</span>}
      </div>
      <progress aria-labelledby={id} max={1} value={share} />
    </div>
  );
}
