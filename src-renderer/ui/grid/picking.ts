import { type KeyboardEvent, type MouseEvent, useRef } from 'react';
import type { GridColumn } from './column.ts';

/** Rows that somebody picks, to do something with them. The grid shows a box for each in a column of its own. */
export interface Picking<Row> {
  readonly isPicked: (row: Row) => boolean;
  /** Of all rows, those that are not on the screen too. */
  readonly all: boolean | 'some';
  /** Rows by position, first to last, both included. */
  readonly onPick: (from: number, to: number, picked: boolean) => void;
  readonly onPickAll: (picked: boolean) => void;
}

export const PICK_COLUMN = 'pick';

/** The column of the boxes. */
export const pickColumn = <Row>(header: string): GridColumn<Row> => ({
  id: PICK_COLUMN,
  header,
  width: 40,
  sticky: true,
  text: () => '',
});

interface Marked {
  readonly from: number;
  readonly to: number;
}

interface PickActs {
  /** Space picks the marked rows, over the headings all of them, as does Ctrl+A. Answers whether the key was meant. */
  readonly onKey: (event: KeyboardEvent, index: number, marked: Marked) => boolean;
  /** A click on a box; with Shift all rows since the last one. */
  readonly onClick: (event: MouseEvent, index: number) => void;
}

/** Picking rows by keyboard and mouse. */
export function usePicking<Row>(
  picking: Picking<Row> | undefined,
  rowAt: (index: number) => Row | undefined,
): PickActs | null {
  const last = useRef<number | null>(null);
  if (picking === undefined) return null;
  const toggled = (index: number): boolean => {
    const row = rowAt(index);
    return row === undefined || !picking.isPicked(row);
  };
  return {
    onKey: (event, index, { from, to }) => {
      const isAll = event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      if (isAll || (event.key === ' ' && index < 0)) {
        picking.onPickAll(picking.all !== true);
        return true;
      }
      if (event.key !== ' ' || event.ctrlKey || event.altKey || event.metaKey) return false;
      last.current = index;
      picking.onPick(from, to, toggled(index));
      return true;
    },
    onClick: (event, index) => {
      if (index < 0) {
        picking.onPickAll(picking.all !== true);
        return;
      }
      const since = event.shiftKey ? (last.current ?? index) : index;
      picking.onPick(Math.min(since, index), Math.max(since, index), event.shiftKey || toggled(index));
      last.current = index;
    },
  };
}
