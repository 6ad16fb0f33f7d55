import type { ReactNode } from 'react';
import styles from './list-bars.module.css';

interface ListBarProps {
  /** What it begins with: tabs have room of their own at their sides. */
  readonly begins: 'tabs' | 'words';
  readonly children: ReactNode;
  /** What stands at its right end. */
  readonly end?: ReactNode;
}

/** The bar over a list. */
export function ListBar({ begins, children, end }: ListBarProps) {
  return (
    <div className={styles.bar} data-begins={begins}>
      {children}
      {end !== undefined && <span className={styles.gap} />}
      {end}
    </div>
  );
}
