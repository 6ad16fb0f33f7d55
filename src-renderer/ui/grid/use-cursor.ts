import { useState } from 'react';
import type { Place } from './keyboard.ts';

/** How far from its place a row is looked for when others came or went above it. */
const REACH = 60;

interface CursorState extends Place {
  /** The key of the row that the cursor stands on: the cursor stays with it. */
  readonly key: string | null;
  /** Where Shift began to mark rows. */
  readonly anchor: number;
}

export interface Cursor {
  readonly place: Place;
  /** First and last marked row, both included. */
  readonly from: number;
  readonly to: number;
  readonly moveTo: (to: Place, marking: boolean) => void;
}

interface CursorOptions {
  readonly rows: number;
  readonly columns: number;
  /** Undefined when the row is not there yet. */
  readonly keyAt: (index: number) => string | undefined;
}

/** The cell that keys act on. It stays with its row when rows above it appear or vanish, as they do under a filter. */
export function useCursor({ rows, columns, keyAt }: CursorOptions): Cursor {
  const [state, setState] = useState<CursorState>({ index: 0, column: 0, key: null, anchor: 0 });
  const index = Math.min(follow(state, keyAt), rows - 1);
  const key = index < 0 ? null : (keyAt(index) ?? state.key);
  const shift = index - state.index;
  const anchor = Math.max(0, Math.min(rows - 1, state.anchor + shift));
  const column = Math.max(0, Math.min(state.column, columns - 1));

  if (rows > 0 && (index !== state.index || key !== state.key)) setState({ ...state, index, key, anchor });

  const place = { index, column };
  return {
    place,
    from: Math.max(0, Math.min(anchor, index)),
    to: Math.max(anchor, index),
    moveTo: (to, marking) =>
      setState({ ...to, key: to.index < 0 ? null : (keyAt(to.index) ?? null), anchor: marking ? anchor : to.index }),
  };
}

/** Where the cursor's row is now: its own place, the nearest place with the same key, or the place that it had. */
function follow({ index, key }: CursorState, keyAt: CursorOptions['keyAt']): number {
  if (index < 0 || key === null) return index;
  const here = keyAt(index);
  if (here === undefined || here === key) return index;
  for (let distance = 1; distance <= REACH; distance += 1) {
    if (keyAt(index - distance) === key) return index - distance;
    if (keyAt(index + distance) === key) return index + distance;
  }
  return index;
}
