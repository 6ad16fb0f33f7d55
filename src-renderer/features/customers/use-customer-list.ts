import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CustomerLine } from '#shared/contract/customers.ts';
import { core } from '../../host/core.ts';
import type { ListPlace } from './place.ts';

/** Rows that travel together. */
const WINDOW = 200;
/** Rows beyond the edge of the screen that are fetched before they are reached. */
const AHEAD = 40;
/** How long a scroll must rest before what it passed is fetched, in ms. */
const REST = 40;
/** How long a window that is off the screen is kept, in ms: a long scroll must not hold the whole table in the page. */
const KEPT = 60_000;

export interface CustomerList {
  /** Changes with what is listed, not with its order: another list begins at its top. */
  readonly key: string;
  /** Undefined until the first answer. */
  readonly total: number | undefined;
  /** The customer at a position; undefined while it is on its way. */
  readonly rowAt: (index: number) => CustomerLine | undefined;
  /** Tells which rows are wanted, first to last. */
  readonly want: (first: number, last: number) => void;
  /** The customers between two positions, both included, fetched where they are not there yet. */
  readonly rowsBetween: (from: number, to: number) => Promise<readonly CustomerLine[]>;
  readonly error: Error | null;
  /** When the first window last arrived, in ms since 1970; 0 for never. */
  readonly lastGood: number;
  readonly retry: () => void;
}

const windowQuery = (place: ListPlace, after?: string) =>
  core.customers.list.queryOptions({ input: { ...place, limit: WINDOW, ...(after !== undefined && { after }) } });

/**
 * A list of any length, of which only the windows around the wanted rows are fetched. While the answer to another search
 * is on its way the list from before stays. `place` must be the same object as long as it means the same.
 */
export function useCustomerList(place: ListPlace): CustomerList {
  const cache = useQueryClient();
  const [settled, setSettled] = useState(place);
  const [wanted, setWanted] = useState({ from: 0, to: 0 });

  const head = useQuery({ ...windowQuery(place), placeholderData: keepPreviousData });
  if (head.data !== undefined && !head.isPlaceholderData && settled !== place) setSettled(place);
  const shown = head.isPlaceholderData ? settled : place;
  const least = head.data?.total;

  const windows = useQuery({
    ...core.customers.windows.queryOptions({ input: { ...shown, size: WINDOW } }),
    enabled: least !== undefined && least > WINDOW,
  });
  // Of very many the first window tells how many there are at least; laying out the windows counts them.
  const total = head.data?.isExact === false ? (windows.data?.total ?? least) : least;
  const cursors = windows.data?.cursors ?? [];
  const cursorOf = (window: number): string | undefined => (window === 0 ? undefined : cursors[window - 1]);

  const near = range(Math.max(1, wanted.from), wanted.to).filter((window) => cursorOf(window) !== undefined);
  const fetched = useQueries({
    queries: near.map((window) => ({ ...windowQuery(shown, cursorOf(window)), gcTime: KEPT })),
  });
  // Reading `data` here is what draws the page again when a window arrives.
  const arrived = new Map(near.map((window, place) => [window, fetched[place]?.data]));

  const rowAt = (index: number): CustomerLine | undefined => {
    const window = Math.floor(index / WINDOW);
    if (window === 0) return head.data?.customers[index];
    const after = cursorOf(window);
    if (after === undefined) return undefined;
    const page = arrived.get(window) ?? cache.getQueryData(windowQuery(shown, after).queryKey);
    return page?.customers[index % WINDOW];
  };

  const rowsBetween = async (from: number, to: number): Promise<readonly CustomerLine[]> => {
    const numbers = range(Math.floor(from / WINDOW), Math.floor(to / WINDOW));
    const pages = await Promise.all(
      numbers.map(async (window) => {
        const after = cursorOf(window);
        if (window > 0 && after === undefined) return [];
        return (await cache.query({ ...windowQuery(shown, after), staleTime: KEPT })).customers;
      }),
    );
    const first = (numbers[0] ?? 0) * WINDOW;
    return pages.flat().slice(from - first, to - first + 1);
  };

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const want = useCallback((first: number, last: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const from = Math.floor(Math.max(0, first - AHEAD) / WINDOW);
      const to = Math.floor((last + AHEAD) / WINDOW);
      setWanted((now) => (now.from === from && now.to === to ? now : { from, to }));
    }, REST);
  }, []);

  const failed = [head, windows, ...fetched].filter((query) => query.isError);
  return {
    key: JSON.stringify(shown.filter),
    total,
    rowAt,
    want,
    rowsBetween,
    error: failed[0]?.error ?? null,
    lastGood: head.dataUpdatedAt || (cache.getQueryState(windowQuery(settled).queryKey)?.dataUpdatedAt ?? 0),
    retry: () => failed.forEach((query) => void query.refetch()),
  };
}

const range = (from: number, to: number): number[] =>
  to < from ? [] : Array.from({ length: to - from + 1 }, (_, step) => from + step);
