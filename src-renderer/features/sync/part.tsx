import { type ReactNode, useId } from 'react';
import styles from './sync.module.css';

/** One part of the page: what it is on the left, what is done on the right. */
export function Part({ title, what, children }: { title: string; what: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <div>
        <h2 id={id}>{title}</h2>
        <div className={styles.what}>{what}</div>
      </div>
      <div className={styles.fields}>{children}</div>
    </section>
  );
}
