import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { MessageCounts, MessageLine } from '#shared/contract/messages.ts';
import { core } from '../../host/core.ts';
import { useWindows } from '../../ui/grid/index.ts';
import type { MessageSearch } from './place.ts';

/** Rows that travel together. */
const WINDOW = 200;
/** How often is looked again while something waits, and while nothing does, in ms. */
const SOON = 3000;
const LATER = 15_000;

interface MessageList {
  /** Undefined until the first answer. */
  readonly total: number | undefined;
  readonly rows: readonly MessageLine[];
  readonly counts: MessageCounts | undefined;
  readonly want: (first: number, last: number) => void;
  readonly error: Error | null;
  readonly lastGood: number;
  readonly retry: () => void;
}

/** The messages of a state, window after window as far as somebody scrolls; they change by themselves while some wait. */
export function useMessageList({ state, customer }: MessageSearch): MessageList {
  const counting = useQuery({
    ...core.messages.counts.queryOptions(),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => ((data?.waiting ?? 0) > 0 ? SOON : LATER),
  });
  const counts = counting.data;
  const list = useInfiniteQuery({
    ...core.messages.list.infiniteOptions({
      input: (after: string | undefined) => ({
        ...(state !== undefined && { state }),
        ...(customer !== undefined && { customer }),
        limit: WINDOW,
        ...(after !== undefined && { after }),
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next,
    }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  // Whatever moves from one state to another shows in the counts; then the list is read again.
  const { hasMore, ...windows } = useWindows(list, {
    size: WINDOW,
    rowsOf: ({ messages }) => messages,
    stamp: counts === undefined ? '' : JSON.stringify(counts),
  });
  const { rows, error, retry } = windows;
  const least = Math.max(rows.length + 1, countOf(counts, state));
  return {
    ...windows,
    counts,
    total: list.data === undefined ? undefined : hasMore ? least : rows.length,
    error: error ?? counting.error,
    retry: () => {
      retry();
      void counting.refetch();
    },
  };
}

/** As far as the counts tell; 0 until they are there. */
function countOf(counts: MessageCounts | undefined, state: MessageSearch['state']): number {
  if (!counts) return 0;
  return state === undefined ? Object.values(counts).reduce((sum, count) => sum + count, 0) : counts[state];
}
