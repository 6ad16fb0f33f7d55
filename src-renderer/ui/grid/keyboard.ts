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
  const lastRow = extent.rows - 1;
  const lastColumn = extent.columns - 1;
  const to = (index: number, column: number): Place => ({
    index: Math.max(index < from.index && from.index <= 0 ? -1 : Math.min(0, lastRow), Math.min(lastRow, index)),
    column: Math.max(0, Math.min(lastColumn, column)),
  });
  switch (pressed.key) {
    case 'ArrowDown':
      return jump ? to(lastRow, from.column) : to(from.index + 1, from.column);
    case 'ArrowUp':
      return jump ? { ...from, index: Math.min(0, lastRow) } : to(from.index - 1, from.column);
    case 'ArrowLeft':
      return to(from.index, jump ? 0 : from.column - 1);
    case 'ArrowRight':
      return to(from.index, jump ? lastColumn : from.column + 1);
    case 'PageDown':
      return { ...from, index: Math.min(lastRow, Math.max(0, from.index) + extent.page) };
    case 'PageUp':
      return { ...from, index: Math.max(Math.min(0, lastRow), from.index - extent.page) };
    case 'Home':
      return { index: jump ? Math.min(0, lastRow) : from.index, column: 0 };
    case 'End':
      return { index: jump ? lastRow : from.index, column: lastColumn };
    default:
      return null;
  }
}

/** Whether a key writes something: one character, or what an input method writes in one stroke (ক্ষ). */
export function writes(pressed: Key & { readonly altKey: boolean }): boolean {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return false;
  return pressed.key.length === 1 || /[^\x20-\x7e]/.test(pressed.key);
}
