import type { KeyboardEvent, Ref } from 'react';
import type { CellEdit, CellNote, Density, GridColumn, GridCursor, GridSort } from './column.ts';
import type { Picking } from './picking.ts';
import type { MenuSpot } from './use-menus.ts';

/** Moves the cursor from outside. */
export interface GridHandle {
  /** Puts the cursor on a cell, shows it and gives the grid the keyboard. Without a column it keeps its own. */
  readonly focusCell: (index: number, columnId?: string) => void;
}

export interface GridProps<Row> {
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly total: number;
  /** The row at a position, undefined while it is on its way. */
  readonly rowAt: (index: number) => Row | undefined;
  /** The rows on the screen, first and last, whenever they change: what is to be fetched. */
  readonly onRange: (first: number, last: number) => void;
  readonly rowKey: (row: Row) => string;
  readonly rowClass?: (row: Row) => string;
  /** Enter on a cell that is not edited, and double click. */
  readonly onOpen?: (index: number, row: Row) => void;
  readonly sort?: GridSort | null;
  readonly onSort?: (columnId: string) => void;
  /** Settles when the change shows in `rowAt`; until then the grid shows what was typed. */
  readonly onEdit?: (edit: CellEdit<Row>) => Promise<unknown>;
  /** An edit begins or ends: what would move rows can wait for its end. */
  readonly onEditing?: (editing: boolean) => void;
  readonly cellNote?: (row: Row, columnId: string) => CellNote | null;
  readonly onCursor?: (cursor: GridCursor) => void;
  /** Every key before the grid acts on it, with the cell it is meant for: prevent the default to keep the grid from it. */
  readonly onKey?: (event: KeyboardEvent<HTMLDivElement>, cursor: GridCursor) => void;
  /** Rows can be picked: a box for each, Space, Shift and Ctrl+A. */
  readonly picking?: Picking<Row>;
  /** The menu of a row (null: of the column's heading) is asked for. */
  readonly onMenu?: (of: { readonly index: number; readonly row: Row } | null, columnId: string, at: MenuSpot) => void;
  readonly density?: Density;
  readonly ref?: Ref<GridHandle>;
}
