import { type ReactNode, useId } from 'react';
import styles from './messages.module.css';

/** One part of the settings of messages: what it is on the left, what can be set on the right. */
export function Part({ title, what, children }: { title: string; what: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <div>
        <h2 id={id}>{title}</h2>
        <p className={styles.what}>{what}</p>
      </div>
      <div className={styles.fields}>{children}</div>
    </section>
  );
}
