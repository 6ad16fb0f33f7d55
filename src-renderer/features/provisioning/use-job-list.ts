import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { ProvisioningCounts, ProvisioningJob } from '#shared/contract/provisioning.ts';
import { core } from '../../host/core.ts';
import type { JobSearch } from './place.ts';
import { useJobCounts } from './use-job-counts.ts';

/** Rows that travel together. */
const WINDOW = 200;

interface JobList {
  /** Undefined until the first answer. */
  readonly total: number | undefined;
  readonly rows: readonly ProvisioningJob[];
  readonly counts: ProvisioningCounts | undefined;
  readonly want: (first: number, last: number) => void;
  readonly error: Error | null;
  readonly lastGood: number;
  readonly retry: () => void;
}

/** The jobs of a state, window after window as far as somebody scrolls; read again whenever their counts change. */
export function useJobList({ state = 'queued', router }: JobSearch): JobList {
  const [wanted, setWanted] = useState(0);
  const counts = useJobCounts();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, dataUpdatedAt } = useInfiniteQuery({
    ...core.provisioning.list.infiniteOptions({
      input: (after: string | undefined) => ({
        state,
        ...(router !== undefined && { router }),
        limit: WINDOW,
        ...(after !== undefined && { after }),
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next,
    }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const key = counts === undefined ? '' : JSON.stringify(counts);
  useEffect(() => {
    if (key !== '') void refetch();
  }, [key, refetch]);
  const rows = data?.pages.flatMap((page) => page.jobs) ?? [];
  const isShort = rows.length <= wanted && hasNextPage && !isFetchingNextPage && error === null;
  useEffect(() => {
    if (isShort) void fetchNextPage();
  }, [isShort, fetchNextPage]);
  const inAll = router === undefined ? (counts?.[state] ?? 0) : 0;
  return {
    total: data === undefined ? undefined : hasNextPage ? Math.max(rows.length + 1, inAll) : rows.length,
    rows,
    counts,
    want: useCallback((_first: number, last: number) => setWanted(last + WINDOW / 2), []),
    error,
    lastGood: dataUpdatedAt,
    retry: () => void refetch(),
  };
}
