import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { OnlineSession } from '#shared/contract/online.ts';
import { core } from '../../host/core.ts';
import type { SourceRouter } from '../../ui/sessions/index.ts';
import type { OnlineSearch } from './place.ts';

/** Rows that travel together. */
const WINDOW = 500;
/** How often is looked again, and while no router has told anything yet, in ms. */
const LATER = 5000;
const SOON = 500;

const isWaiting = ({ readAt, reason }: SourceRouter): boolean => readAt === null && reason === null;

interface OnlineList {
  /** Undefined until the first answer. */
  readonly total: number | undefined;
  readonly rows: readonly OnlineSession[];
  readonly routers: readonly SourceRouter[];
  /** Whether no router has told anything yet, and one still may. */
  readonly isReading: boolean;
  readonly want: (first: number, last: number) => void;
  readonly error: Error | null;
  readonly lastGood: number;
  readonly retry: () => void;
}

/** Who is online, window after window as far as somebody scrolls; it changes by itself unless it is paused. */
export function useOnlineList({ search, router, zone }: OnlineSearch, isPaused: boolean): OnlineList {
  const [wanted, setWanted] = useState(0);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, dataUpdatedAt } = useInfiniteQuery({
    ...core.online.list.infiniteOptions({
      input: (after: string | undefined) => ({
        ...(search !== undefined && { search }),
        ...(router !== undefined && { router }),
        ...(zone !== undefined && { zone }),
        limit: WINDOW,
        ...(after !== undefined && { after }),
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next,
    }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      isPaused ? false : state.data?.pages[0]?.routers.some(isWaiting) === true ? SOON : LATER,
  });
  const rows = data?.pages.flatMap((page) => page.sessions) ?? [];
  const routers = data?.pages[0]?.routers ?? [];
  const isShort = rows.length <= wanted && hasNextPage && !isFetchingNextPage && error === null;
  useEffect(() => {
    if (isShort) void fetchNextPage();
  }, [isShort, fetchNextPage]);
  return {
    total: data?.pages[0]?.total,
    rows,
    routers,
    isReading: routers.some(isWaiting) && routers.every(({ readAt }) => readAt === null),
    want: useCallback((_first: number, last: number) => setWanted(last + WINDOW / 2), []),
    error,
    lastGood: dataUpdatedAt,
    retry: () => void refetch(),
  };
}
