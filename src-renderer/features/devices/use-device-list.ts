import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { DeviceLine } from '#shared/contract/devices.ts';
import { core } from '../../host/core.ts';
import { useWindows } from '../../ui/grid/index.ts';
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
  const list = useInfiniteQuery({
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
  const { rows, want, error, lastGood, retry } = useWindows(list, { size: WINDOW, rowsOf: ({ devices }) => devices });
  return { total: list.data?.pages[0]?.total, rowAt: (index) => rows[index], want, error, lastGood, retry };
}
