import { HistoryFilter } from '#shared/contract/history.ts';

/** What the address says after the ?: the filter, in the words of the contract. */
export interface HistorySearch {
  readonly customer?: string;
  readonly staff?: string;
  readonly action?: string;
  readonly from?: string;
  readonly to?: string;
}

const WORDS = ['customer', 'staff', 'action', 'from', 'to'] as const;

/** Reads an address; what cannot be meant is left out, as if it had not been written. */
export function historySearchOf(raw: Readonly<Record<string, unknown>>): HistorySearch {
  return Object.fromEntries(
    WORDS.flatMap((name) => {
      const value = raw[name];
      const isMeant = typeof value === 'string' && HistoryFilter.safeParse({ [name]: value }).success;
      return isMeant && value !== '' ? [[name, value]] : [];
    }),
  );
}
