import type { ReactNode } from 'react';
import styles from './plain-table.module.css';

interface PlainTableProps {
  /** Absent: what stands around it says what it is of. */
  readonly label?: string;
  readonly columns: readonly { readonly word: string; readonly isNumber?: boolean }[];
  /** Rows in one line each, however wide that is; what does not fit is scrolled to. */
  readonly oneLine?: boolean;
  /** As wide as there is place. */
  readonly wide?: boolean;
  /** The rows; the first cell of each may be its heading. */
  readonly children: ReactNode;
}

/** A few rows that are read and not worked with: no choosing, no sorting. */
export function PlainTable({ label, columns, oneLine = false, wide = false, children }: PlainTableProps) {
  return (
    <table
      className={styles.table}
      aria-label={label}
      data-one-line={oneLine || undefined}
      data-wide={wide || undefined}
    >
      <thead>
        <tr>
          {columns.map(({ word, isNumber = false }) => (
            <th key={word} scope="col" className={isNumber ? styles.number : undefined}>
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** A cell of a column of numbers. */
export const NumberCell = ({ children }: { readonly children: ReactNode }) => (
  <td className={styles.number}>{children}</td>
);
