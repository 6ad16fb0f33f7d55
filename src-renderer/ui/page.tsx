import { type ReactNode, useEffect } from 'react';
import { useMessage } from '../messages/use-message.ts';
import styles from './page.module.css';

interface PageProps {
  /** Also the title of the window. */
  readonly title: string;
  /** Before the title: the way back. */
  readonly before?: ReactNode;
  /** Beside the title: a status. */
  readonly beside?: ReactNode;
  /** The middle of the toolbar: a search field. */
  readonly middle?: ReactNode;
  /** The right end of the toolbar: at most one of them primary. */
  readonly actions?: ReactNode;
  /** `fill` (a table from edge to edge) lays its own scrolling; `scroll` is for text and forms. */
  readonly layout?: 'fill' | 'scroll';
  readonly children: ReactNode;
}

/** A page: one toolbar and what stands under it. */
export function Page({ title, before, beside, middle, actions, layout = 'scroll', children }: PageProps) {
  const say = useMessage();
  const name = say('app.name');
  useEffect(() => {
    document.title = `${title} – ${name}`;
  }, [title, name]);
  return (
    <div className={styles.page}>
      <header className={styles.toolbar}>
        <div className={styles.heading}>
          {before}
          <h1>{title}</h1>
          {beside}
        </div>
        <div className={styles.middle}>{middle}</div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={layout === 'scroll' ? `${styles.body} ${styles.scrolling}` : styles.body}>{children}</div>
    </div>
  );
}
