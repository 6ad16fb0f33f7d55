import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';

interface WindowsOptions<Page, Row> {
  /** Rows that travel together. */
  readonly size: number;
  readonly rowsOf: (page: Page) => readonly Row[];
  /** What tells that rows have changed; the list is read again with each other text. "": it is not known yet. */
  readonly stamp?: string;
}

interface Windows<Row> {
  readonly rows: readonly Row[];
  /** Whether there are more than have come so far. */
  readonly hasMore: boolean;
  /** Tells which rows are wanted, first to last. */
  readonly want: (first: number, last: number) => void;
  readonly error: Error | null;
  /** When the rows last arrived, in ms since 1970. */
  readonly lastGood: number;
  readonly retry: () => void;
}

/** The rows of a list that comes window after window, as far as somebody scrolls. */
export function useWindows<Page, Row>(
  list: UseInfiniteQueryResult<InfiniteData<Page>>,
  { size, rowsOf, stamp = '' }: WindowsOptions<Page, Row>,
): Windows<Row> {
  const [wanted, setWanted] = useState(0);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, dataUpdatedAt } = list;
  useEffect(() => {
    if (stamp !== '') void refetch();
  }, [stamp, refetch]);
  const rows = data?.pages.flatMap(rowsOf) ?? [];
  const isShort = rows.length <= wanted && hasNextPage && !isFetchingNextPage && error === null;
  useEffect(() => {
    if (isShort) void fetchNextPage();
  }, [isShort, fetchNextPage]);
  return {
    rows,
    hasMore: hasNextPage,
    want: useCallback((_first: number, last: number) => setWanted(last + size / 2), [size]),
    error,
    lastGood: dataUpdatedAt,
    retry: () => void refetch(),
  };
}
