import { type ReactNode, useEffect, useRef } from 'react';
import styles from './step-frame.module.css';

interface StepFrameProps {
  readonly children: ReactNode;
  /** The left end of the foot: what holds in this step. */
  readonly hint?: ReactNode;
  /** The right end of the foot: back, and on. */
  readonly actions: ReactNode;
  /** `fill`: the content lays its own scrolling. */
  readonly layout?: 'fill' | 'scroll';
}

/** One step of the import: what it shows, and its foot. */
export function StepFrame({ children, hint, actions, layout = 'scroll' }: StepFrameProps) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that led here went with its step: the focus goes on with the person.
    if (document.activeElement === document.body) frame.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={frame} className={styles.frame} tabIndex={-1}>
      <div className={layout === 'scroll' ? styles.scroll : styles.fill}>{children}</div>
      <footer className={styles.foot}>
        <div className={styles.hint}>{hint}</div>
        <div className={styles.actions}>{actions}</div>
      </footer>
    </div>
  );
}
