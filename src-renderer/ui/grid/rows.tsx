import type { ReactNode } from 'react';
import type { Step } from './cell-editor.tsx';
import type { CellNote } from './column.ts';
import type { Place } from './keyboard.ts';
import { GridRow, type Editing } from './row.tsx';
import type { PlacedColumn } from './use-columns.ts';
import type { Pending } from './use-editing.ts';
import type { WindowRow } from './use-row-window.ts';

interface GridRowsProps<Row> {
  readonly gridId: string;
  readonly rows: readonly WindowRow[];
  readonly rowAt: (index: number) => Row | undefined;
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly PlacedColumn<Row>[];
  readonly place: Place;
  /** First and last marked row, both included. */
  readonly marked: { readonly from: number; readonly to: number };
  /** The edit of the cell under the cursor. */
  readonly editing: Editing | null;
  readonly pending: Pending;
  readonly rowClass: ((row: Row) => string) | undefined;
  readonly isPicked: ((row: Row) => boolean) | undefined;
  readonly cellNote: ((row: Row, columnId: string) => CellNote | null) | undefined;
  readonly onCommit: (value: string, step: Step | null) => void;
  readonly onCancel: () => void;
}

/** The rows near the screen. */
export function GridRows<Row>(props: GridRowsProps<Row>): ReactNode {
  const { rows, rowAt, rowKey, place, marked } = props;
  return keysOf(rows, rowAt, rowKey).map(({ at, top, row, key, unique }) => (
    <GridRow<Row>
      key={unique}
      gridId={props.gridId}
      index={at}
      top={top}
      row={row}
      columns={props.columns}
      className={row === undefined ? '' : (props.rowClass?.(row) ?? '')}
      marked={at >= marked.from && at <= marked.to}
      picked={props.isPicked === undefined ? undefined : row !== undefined && props.isPicked(row)}
      active={at === place.index ? place.column : -1}
      editing={at === place.index ? props.editing : null}
      pending={key === null ? undefined : props.pending.get(key)}
      cellNote={props.cellNote}
      onCommit={props.onCommit}
      onCancel={props.onCancel}
    />
  ));
}

interface KeyedRow<Row> {
  readonly at: number;
  readonly top: number;
  readonly row: Row | undefined;
  readonly key: string | null;
  readonly unique: string;
}

/** The rows with a key each. Pages that were fetched at different moments may hold a row twice for an instant. */
function keysOf<Row>(
  rows: readonly WindowRow[],
  rowAt: (index: number) => Row | undefined,
  rowKey: (row: Row) => string,
): readonly KeyedRow<Row>[] {
  const seen = new Set<string>();
  return rows.map(({ index: at, top }) => {
    const row = rowAt(at);
    const key = row === undefined ? null : rowKey(row);
    const unique = key === null || seen.has(key) ? `at ${at}` : key;
    seen.add(unique);
    return { at, top, row, key, unique };
  });
}
