/** A cell by position: rows from 0 (the headings are row -1), columns from 0 in the order they are shown. */
export interface Place {
  readonly index: number;
  readonly column: number;
}

/** What a cursor can move about in. */
export interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** Rows that fit on the screen. */
  readonly page: number;
}

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** Where a key takes the cursor, or null when it does not move it. Only the up arrow reaches the headings. */
export function moveBy(pressed: Key, from: Place, extent: Extent): Place | null {
  const jump = pressed.ctrlKey || pressed.metaKey;
  const firstRow = Math.min(0, extent.rows - 1);
  const lastRow = extent.rows - 1;
  const lastColumn = extent.columns - 1;
  const row = (index: number): Place => ({ ...from, index: Math.max(firstRow, Math.min(lastRow, index)) });
  const column = (to: number): Place => ({ ...from, column: Math.max(0, Math.min(lastColumn, to)) });
  switch (pressed.key) {
    case 'ArrowDown':
      return row(jump ? lastRow : from.index + 1);
    case 'ArrowUp':
      if (from.index <= 0 && !jump) return { ...from, index: -1 };
      return row(jump ? firstRow : from.index - 1);
    case 'ArrowLeft':
      return column(jump ? 0 : from.column - 1);
    case 'ArrowRight':
      return column(jump ? lastColumn : from.column + 1);
    case 'PageDown':
      return row(from.index + extent.page);
    case 'PageUp':
      return row(from.index - extent.page);
    case 'Home':
      return { ...(jump ? row(firstRow) : from), column: 0 };
    case 'End':
      return { ...(jump ? row(lastRow) : from), column: lastColumn };
    default:
      return null;
  }
}

/** Whether a key writes something: one character, or what an input method writes in one stroke (ক্ষ). */
export function writes(pressed: Key & { readonly altKey: boolean }): boolean {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return false;
  return pressed.key.length === 1 || /[^\x20-\x7e]/.test(pressed.key);
}
