import { useInfiniteQuery } from '@tanstack/react-query';
import { core } from '../../host/core.ts';

/** Lines that are read at once. */
const SOME = 100;

/** A customer's lines, the latest first, a page at a time. */
export function useLedger(customer: string) {
  return useInfiniteQuery({
    ...core.ledger.ofCustomer.infiniteOptions({
      input: (after: string | undefined) => ({ customer, limit: SOME, ...(after !== undefined && { after }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next,
    }),
    // The clock may have come by.
    staleTime: 0,
  });
}
