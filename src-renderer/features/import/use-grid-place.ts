import { useCallback, useEffect, useRef, type RefObject } from 'react';
import type { Session } from '#shared/contract/import.ts';
import type { RowFilter } from '#shared/domain/import/choices.ts';
import { client } from '../../host/core.ts';
import type { GridCursor, GridHandle } from '../../ui/grid/index.ts';
import { findRow } from './find-row.ts';
import type { Rows } from './use-rows.ts';

interface Target {
  readonly filter: RowFilter;
  readonly index: number;
  readonly field?: string;
}

interface GridPlaceOptions {
  readonly grid: RefObject<GridHandle | null>;
  readonly session: Session;
  readonly filter: RowFilter;
  readonly setFilter: (filter: RowFilter) => void;
  readonly rows: Rows;
  readonly cursor: GridCursor;
  /** There is no error to go to. */
  readonly onNone: () => void;
}

export interface GridPlace {
  readonly toError: (backwards: boolean) => void;
  /** To the row with this number in the file; shows all rows for it. */
  readonly toRow: (number: number) => void;
  readonly toGrid: () => void;
}

/** Brings the cursor of the grid to places that may be far away or behind another filter. */
export function useGridPlace({ grid, session, filter, setFilter, rows, cursor, onNone }: GridPlaceOptions): GridPlace {
  const target = useRef<Target | null>({ filter, index: 0 });
  const { shown, total } = rows;

  const arrive = useCallback(() => {
    const wanted = target.current;
    if (wanted === null || grid.current === null || wanted.filter !== shown) return;
    target.current = null;
    grid.current.focusCell(wanted.index, wanted.field);
  }, [grid, shown]);
  useEffect(arrive, [arrive, total]);

  const goTo = (wanted: Target): void => {
    target.current = wanted;
    if (wanted.filter === shown) arrive();
    else setFilter(wanted.filter);
  };

  const seek = async (backwards: boolean): Promise<void> => {
    const field = session.fields.find((one) => one.field === cursor.columnId)?.field ?? null;
    const here = await client.import.seek({ session: session.id, filter, from: cursor.index, field, backwards });
    if (here !== null) {
      goTo({ filter, index: here.index, field: here.field });
      return;
    }
    // None among the rows that show: those that do not are looked through from the beginning.
    const all: RowFilter = { show: 'all' };
    const elsewhere = await client.import.seek({ session: session.id, filter: all, from: -1, field: null, backwards });
    if (elsewhere === null) onNone();
    else goTo({ filter: all, index: elsewhere.index, field: elsewhere.field });
  };

  const show = async (number: number): Promise<void> => {
    const index = await findRow(session.id, number);
    if (index === null) return;
    const isAll = filter.show === 'all' && filter.code === undefined && filter.text === undefined;
    goTo({
      filter: isAll ? filter : { show: 'all' },
      index,
      ...(cursor.columnId !== '' && { field: cursor.columnId }),
    });
  };

  return {
    toError: (backwards) => void seek(backwards),
    toRow: (number) => void show(number),
    toGrid: () => grid.current?.focusCell(cursor.index),
  };
}
