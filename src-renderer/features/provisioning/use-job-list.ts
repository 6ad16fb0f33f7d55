import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { ProvisioningCounts, ProvisioningJob } from '#shared/contract/provisioning.ts';
import { core } from '../../host/core.ts';
import { useWindows } from '../../ui/grid/index.ts';
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
  const counts = useJobCounts();
  const list = useInfiniteQuery({
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
  const { hasMore, ...windows } = useWindows(list, {
    size: WINDOW,
    rowsOf: ({ jobs }) => jobs,
    stamp: counts === undefined ? '' : JSON.stringify(counts),
  });
  const { rows } = windows;
  const inAll = router === undefined ? (counts?.[state] ?? 0) : 0;
  return {
    ...windows,
    counts,
    total: list.data === undefined ? undefined : hasMore ? Math.max(rows.length + 1, inAll) : rows.length,
  };
}
