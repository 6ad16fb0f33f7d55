import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { OnlineSession } from '#shared/contract/online.ts';
import { core } from '../../host/core.ts';
import { useWindows } from '../../ui/grid/index.ts';
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
  const list = useInfiniteQuery({
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
  const { rows, want, error, lastGood, retry } = useWindows(list, { size: WINDOW, rowsOf: ({ sessions }) => sessions });
  const [first] = list.data?.pages ?? [];
  const routers = first?.routers ?? [];
  return {
    ...{ total: first?.total, rows, routers, want, error, lastGood, retry },
    isReading: routers.some(isWaiting) && routers.every(({ readAt }) => readAt === null),
  };
}
