import styles from './network-addresses.module.css';

const WIDTH = 80;

interface UsageBarProps {
  readonly taken: number;
  readonly held: number;
  readonly size: number;
}

/** How full a block is: what is taken, then what is held. A few of very many are still a stroke. */
export function UsageBar({ taken, held, size }: UsageBarProps) {
  const wide = (many: number): number =>
    many === 0 ? 0 : Math.max(2, Math.min(WIDTH, (WIDTH * many) / Math.max(1, size)));
  const isFull = taken + held >= 0.9 * size;
  return (
    <svg className={styles.bar} data-full={isFull || undefined} width={WIDTH} height="8" aria-hidden="true">
      <rect className={styles.all} width={WIDTH} height="8" rx="2" />
      <rect className={styles.held} width={Math.min(WIDTH, wide(taken) + wide(held))} height="8" rx="2" />
      <rect className={styles.part} width={wide(taken)} height="8" rx="2" />
    </svg>
  );
}
