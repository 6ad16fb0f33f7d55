import type { ReactNode } from 'react';

/** One column of a grid. */
export interface GridColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** Pixels before anybody drags its edge. */
  readonly width: number;
  readonly align?: 'start' | 'end';
  /** Monospace, for IP and MAC addresses. */
  readonly mono?: boolean;
  readonly sortable?: boolean;
  /** Stays at the edge of the table while the others scroll sideways: `true` at its beginning. */
  readonly sticky?: boolean | 'end';
  /** Takes the width that is left over. Without any such column the last one does. */
  readonly grow?: boolean;
  readonly editable?: boolean;
  /** What an edit begins with, where that is not the text: a hidden password begins empty. */
  readonly editText?: (row: Row) => string;
  /** What is copied, searched by eye, edited, and shown when there is no `render`. Shown as it is: never formatted by locale. */
  readonly text: (row: Row) => string;
  readonly render?: (row: Row, index: number) => ReactNode;
  /** What may be written here, offered while typing. */
  readonly options?: readonly string[];
}

/** A problem of one cell: shown in place by glyph, colour and underline, told in full to assistive technology and on hover. */
export interface CellNote {
  readonly severity: 'error' | 'warning';
  readonly text: string;
}

/** Which column orders the rows. */
export interface GridSort {
  readonly columnId: string;
  readonly descending: boolean;
}

/** A value that somebody typed into a cell. */
export interface CellEdit<Row> {
  readonly row: Row;
  readonly index: number;
  readonly columnId: string;
  readonly value: string;
}

/** Where the cursor stands, and the rows that Shift marked with it (first to last, both included). */
export interface GridCursor {
  readonly index: number;
  readonly columnId: string;
  readonly from: number;
  readonly to: number;
}

/** Row height in pixels by density. */
export const DENSITIES = { compact: 26, normal: 30, comfortable: 36 } as const;
export type Density = keyof typeof DENSITIES;
