import type { ReactNode } from 'react';
import type { GridSort } from './column.ts';
import styles from './grid.module.css';
import { PickBox } from './pick-box.tsx';
import { PICK_COLUMN } from './picking.ts';
import { cellId } from './row.tsx';
import { placeStyle, type PlacedColumn } from './use-columns.ts';

interface GridHeadingsProps<Row> {
  readonly gridId: string;
  readonly columns: readonly PlacedColumn<Row>[];
  readonly sort: GridSort | null;
  /** Position of the cursor's column when the cursor is in the headings, else -1. */
  readonly active: number;
  /** Whether all rows are picked; undefined where rows cannot be. */
  readonly picked: boolean | 'some' | undefined;
  readonly onSort: ((columnId: string) => void) | undefined;
}

const ARIA_SORT = { true: 'descending', false: 'ascending' } as const;

/** The headings: a click sorts, dragging the edge changes the width. By keyboard: Enter, and Shift with the arrows. */
export function GridHeadings<Row>(props: GridHeadingsProps<Row>): ReactNode {
  const { gridId, columns, sort, active, picked, onSort } = props;
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.headings}>
        {columns.map(({ column, header, sticky, grows }, position) => {
          const sorted = sort?.columnId === column.id ? sort : null;
          const sortable = column.sortable === true && onSort !== undefined;
          const dragEdge = header.getResizeHandler();
          return (
            <div
              key={column.id}
              role="columnheader"
              id={cellId(gridId, -1, position)}
              aria-colindex={position + 1}
              aria-sort={sortable ? (sorted === null ? 'none' : ARIA_SORT[`${sorted.descending}`]) : undefined}
              data-row={-1}
              data-column={position}
              data-active={active === position || undefined}
              data-sticky={sticky ?? undefined}
              data-grows={grows || undefined}
              data-align={column.align}
              data-sortable={sortable || undefined}
              className={styles.heading}
              style={placeStyle(position, sticky)}
              title={column.header}
              onClick={() => (sortable ? onSort(column.id) : undefined)}
            >
              {column.id === PICK_COLUMN ? (
                <PickBox label={column.header} picked={picked ?? false} />
              ) : (
                <span className={styles.content}>{column.header}</span>
              )}
              {sorted !== null && <span aria-hidden>{sorted.descending ? '↓' : '↑'}</span>}
              {sticky !== 'end' && column.id !== PICK_COLUMN && (
                <span
                  className={styles.edge}
                  aria-hidden
                  onMouseDown={(event) => {
                    event.preventDefault();
                    dragEdge(event);
                  }}
                  onTouchStart={dragEdge}
                  onClick={(event) => event.stopPropagation()}
                  onDoubleClick={() => header.column.resetSize()}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
