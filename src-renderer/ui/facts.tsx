import { type ReactNode, useId } from 'react';
import { useMessage } from '../messages/use-message.ts';
import styles from './facts.module.css';

/** A titled part of a page: a heading over a line. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

/** Names and what they are, in two aligned columns. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>;
}

/** One of them. What is not known is said, so that an empty place never looks like an oversight. */
export function Fact({ name, mono = false, children }: { name: string; mono?: boolean; children: ReactNode }) {
  const say = useMessage();
  const empty = children === null || children === undefined || children === false || children === '';
  return (
    <div>
      <dt>{name}</dt>
      <dd className={mono && !empty ? 'mono' : undefined}>
        {empty ? (
          <span className={styles.none}>
            <span aria-hidden="true">–</span>
            <span className="unseen">{say('common.not-given')}</span>
          </span>
        ) : (
          children
        )}
      </dd>
    </div>
  );
}
