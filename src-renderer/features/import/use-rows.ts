import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SessionRow } from '#shared/contract/import.ts';
import type { RowFilter } from '#shared/domain/import/choices.ts';
import { core } from '../../host/core.ts';

/** Rows that travel together. */
const PAGE = 200;
/** Rows beyond the edge of the screen that are fetched before they are reached. */
const AHEAD = 40;
/** How long a scroll must rest before what it passed is fetched, in ms. */
const REST = 40;
/** A scroll that goes on and on is fetched for as often, in ms. */
const PATIENCE = 120;
/** How long a page that is off the screen is kept, in ms. */
const KEPT = 60_000;

export interface Rows {
  /** Undefined until the first answer. */
  readonly total: number | undefined;
  readonly rowAt: (index: number) => SessionRow | undefined;
  /** Tells which rows are wanted, first to last. */
  readonly want: (first: number, last: number) => void;
  /** Fetches what shows again, after something was changed; resolves when it is there. */
  readonly refresh: () => Promise<void>;
  readonly error: Error | null;
  /** The filter that the rows answer to; another than was asked for while its answer is on its way. */
  readonly shown: RowFilter;
}

const pageQuery = (session: string, filter: RowFilter, page: number) =>
  core.import.rows.queryOptions({
    input: { session, filter, from: page * PAGE, count: PAGE },
    staleTime: Infinity,
    gcTime: KEPT,
  });

/**
 * The rows of a session that a filter shows, of which only the pages around the wanted ones are fetched. While the answer
 * to another filter is on its way the rows from before stay. `filter` must be the same object as long as it means the same.
 */
export function useRows(session: string, filter: RowFilter): Rows {
  const cache = useQueryClient();
  const [settled, setSettled] = useState(filter);
  const [wanted, setWanted] = useState({ from: 0, to: 0 });

  const head = useQuery({ ...pageQuery(session, filter, 0), placeholderData: keepPreviousData });
  if (head.data !== undefined && !head.isPlaceholderData && settled !== filter) setSettled(filter);
  const shown = head.isPlaceholderData ? settled : filter;

  const pages = range(Math.max(1, wanted.from), Math.min(wanted.to, Math.ceil((head.data?.total ?? 0) / PAGE) - 1));
  const fetched = useQueries({ queries: pages.map((page) => pageQuery(session, shown, page)) });

  const rowAt = (index: number): SessionRow | undefined => {
    if (index < 0) return undefined;
    const page = Math.floor(index / PAGE);
    if (page === 0) return head.data?.rows[index];
    // By the results, so that the arrival of a page is seen; pages behind and ahead are still known from before.
    const data = fetched[pages.indexOf(page)]?.data ?? cache.getQueryData(pageQuery(session, shown, page).queryKey);
    return data?.rows[index % PAGE];
  };

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const lastWanted = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const want = useCallback((first: number, last: number) => {
    clearTimeout(timer.current);
    const now = performance.now();
    const pause = Math.max(0, Math.min(REST, lastWanted.current + PATIENCE - now));
    timer.current = setTimeout(() => {
      lastWanted.current = performance.now();
      const from = Math.floor(Math.max(0, first - AHEAD) / PAGE);
      const to = Math.floor((last + AHEAD) / PAGE);
      setWanted((now) => (now.from === from && now.to === to ? now : { from, to }));
    }, pause);
  }, []);

  const refresh = useCallback(async () => {
    const queryKey = core.import.rows.key({ input: { session } });
    cache.removeQueries({ queryKey, type: 'inactive' });
    await Promise.all([
      cache.invalidateQueries({ queryKey }),
      cache.invalidateQueries({ queryKey: core.import.tryReplace.key({ input: { session } }) }),
    ]);
  }, [cache, session]);

  const failed = [head, ...fetched].find((query) => query.isError);
  return { total: head.data?.total, rowAt, want, refresh, error: failed?.error ?? null, shown };
}

const range = (from: number, to: number): number[] =>
  to < from ? [] : Array.from({ length: to - from + 1 }, (_, step) => from + step);
