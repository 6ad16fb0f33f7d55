import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import styles from './print-sheet.module.css';

/** What stands on paper when this page is printed: this alone. On the screen it is not there. */
export function PrintSheet({ children }: { children: ReactNode }) {
  return createPortal(<div className={`printed ${styles.sheet}`}>{children}</div>, document.body);
}
