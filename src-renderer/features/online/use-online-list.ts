import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { OnlineServer, OnlineSession } from '#shared/contract/online.ts';
import { core } from '../../host/core.ts';
import { useWindows } from '../../ui/grid/index.ts';
import type { SourceRouter } from '../../ui/sessions/index.ts';
import type { OnlineSearch } from './place.ts';

/** Rows that travel together. */
const WINDOW = 500;
/** How often is looked again, and while nobody has told anything yet, in ms. */
const LATER = 5000;
const SOON = 500;

type Source = Pick<SourceRouter, 'readAt' | 'reason'>;

const isWaiting = ({ readAt, reason }: Source): boolean => readAt === null && reason === null;
const sourcesOf = (page: { readonly routers: readonly SourceRouter[]; readonly server: OnlineServer }) => [
  ...page.routers,
  ...(page.server === null ? [] : [page.server]),
];

interface OnlineList {
  /** Undefined until the first answer. */
  readonly total: number | undefined;
  /** All who are, whatever is searched. */
  readonly online: number;
  readonly rows: readonly OnlineSession[];
  readonly routers: readonly SourceRouter[];
  /** Null: this console works alone. */
  readonly server: OnlineServer;
  /** The routers, and the server where there is one. */
  readonly sources: readonly Source[];
  /** Whether none of them has told anything yet, and one still may. */
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
      isPaused ? false : state.data?.pages[0] && sourcesOf(state.data.pages[0]).some(isWaiting) ? SOON : LATER,
  });
  const { rows, want, error, lastGood, retry } = useWindows(list, { size: WINDOW, rowsOf: ({ sessions }) => sessions });
  const [first] = list.data?.pages ?? [];
  const sources = first ? sourcesOf(first) : [];
  return {
    ...{ total: first?.total, online: first?.online ?? 0, rows, want, error, lastGood, retry },
    ...{ routers: first?.routers ?? [], server: first?.server ?? null, sources },
    isReading: sources.some(isWaiting) && sources.every(({ readAt }) => readAt === null),
  };
}
