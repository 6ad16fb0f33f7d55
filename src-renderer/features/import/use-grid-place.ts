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
  readonly onFailure: (error: unknown) => void;
}

/** The first field of the first row: the row's number before it is nothing to work on. */
function beginning(filter: RowFilter, { fields }: Session): Target {
  const first = fields[0];
  return { filter, index: 0, ...(first && { field: first.field }) };
}

export interface GridPlace {
  readonly toError: (backwards: boolean) => void;
  /** Says which cell was just corrected: with Enter the cursor goes one row down, and the search must not skip what lies between. */
  readonly corrected: (index: number, field: string) => void;
  /** To the row with this number in the file; shows all rows for it. */
  readonly toRow: (number: number) => void;
  readonly toGrid: () => void;
}

/** Brings the cursor of the grid to places that may be far away or behind another filter. */
export function useGridPlace({
  grid,
  session,
  filter,
  setFilter,
  rows,
  cursor,
  onNone,
  onFailure,
}: GridPlaceOptions): GridPlace {
  const target = useRef<Target | null>(beginning(filter, session));
  const { shown, total } = rows;
  // The keys may come faster than the core answers: each search begins where the one before it ended.
  const at = useRef<Pick<GridCursor, 'index' | 'columnId'>>(cursor);
  const correction = useRef<{
    readonly number: number | undefined;
    readonly below: number | undefined;
    readonly field: string;
  } | null>(null);
  const searching = useRef<Promise<void>>(Promise.resolve());
  const waiting = useRef(0);
  useEffect(() => {
    // While a search runs the cursor shows where the one before it ended.
    if (waiting.current === 0) at.current = cursor;
  }, [cursor]);

  const arrive = useCallback(() => {
    const wanted = target.current;
    if (wanted === null || grid.current === null || wanted.filter !== shown) return;
    target.current = null;
    grid.current.focusCell(wanted.index, wanted.field);
  }, [grid, shown]);
  useEffect(arrive, [arrive, total]);

  const numberAt = (index: number): number | undefined => rows.rowAt(index)?.number;
  /** Where the search begins when Enter has brought the cursor here: behind the corrected cell, or where its row was. */
  const behindCorrection = (): Pick<GridCursor, 'index' | 'columnId'> | null => {
    const last = correction.current;
    const { index, columnId } = at.current;
    if (last === null || last.field !== columnId || last.below !== numberAt(index)) return null;
    return last.number === numberAt(index - 1) ? { index: index - 1, columnId } : { index, columnId: '' };
  };

  const goTo = (wanted: Target): void => {
    target.current = wanted;
    if (wanted.filter === shown) arrive();
    else setFilter(wanted.filter);
  };

  const seek = async (backwards: boolean): Promise<void> => {
    const from = behindCorrection() ?? at.current;
    const field = session.fields.find((one) => one.field === from.columnId)?.field ?? null;
    const here = await client.import.seek({ session: session.id, filter, from: from.index, field, backwards });
    if (here !== null) {
      at.current = { index: here.index, columnId: here.field };
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
    toError: (backwards) => {
      waiting.current += 1;
      const over = (): void => {
        waiting.current -= 1;
      };
      searching.current = searching.current
        .then(() => seek(backwards))
        .catch(onFailure)
        .then(over);
    },
    corrected: (index, field) => {
      correction.current = { number: numberAt(index), below: numberAt(index + 1), field };
    },
    toRow: (number) => void show(number).catch(onFailure),
    toGrid: () => grid.current?.focusCell(cursor.index),
  };
}
