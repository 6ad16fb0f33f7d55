import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { DeviceLine } from '#shared/contract/devices.ts';
import { core } from '../../host/core.ts';
import type { DeviceSearch } from './place.ts';

/** Rows that travel together. */
const WINDOW = 500;

interface DeviceList {
  /** Undefined until the first answer. */
  readonly total: number | undefined;
  readonly rowAt: (index: number) => DeviceLine | undefined;
  /** Tells which rows are wanted, first to last. */
  readonly want: (first: number, last: number) => void;
  readonly error: Error | null;
  readonly lastGood: number;
  readonly retry: () => void;
}

/** The devices, window after window as far as somebody scrolls: there are about as many as customers, and they are short. */
export function useDeviceList({ search, twice }: DeviceSearch): DeviceList {
  const [wanted, setWanted] = useState(0);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, dataUpdatedAt } = useInfiniteQuery({
    ...core.devices.list.infiniteOptions({
      input: (after: string | undefined) => ({
        ...(search !== undefined && { search }),
        twice: twice === 'yes',
        limit: WINDOW,
        ...(after !== undefined && { after }),
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next,
    }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const rows = data?.pages.flatMap((page) => page.devices) ?? [];
  const isShort = rows.length <= wanted && hasNextPage && !isFetchingNextPage && error === null;
  useEffect(() => {
    if (isShort) void fetchNextPage();
  }, [isShort, fetchNextPage]);
  return {
    total: data?.pages[0]?.total,
    rowAt: (index) => rows[index],
    want: useCallback((_first: number, last: number) => setWanted(last + WINDOW / 2), []),
    error,
    lastGood: dataUpdatedAt,
    retry: () => void refetch(),
  };
}
