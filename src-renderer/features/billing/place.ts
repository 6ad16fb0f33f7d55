import { z } from 'zod';

/** What the address of the cash report says after the ?: days ("2026-11-30"), and whose. Without any: today, of all. */
export interface CashSearch {
  readonly from?: string;
  readonly to?: string;
  readonly operator?: string;
}

const Day = z.iso.date();
const Id = z.uuid();

/** Reads an address; what cannot be meant is left out, as if it had not been written. */
export function cashSearchOf(raw: Readonly<Record<string, unknown>>): CashSearch {
  const from = Day.safeParse(raw['from']);
  const to = Day.safeParse(raw['to']);
  const operator = Id.safeParse(raw['operator']);
  return {
    ...(from.success && { from: from.data }),
    ...(to.success && { to: to.data }),
    ...(operator.success && { operator: operator.data }),
  };
}

/** Which suspensions: all, or those that nobody has looked through. */
export interface SuspensionSearch {
  readonly unread?: 'yes';
}

export const suspensionSearchOf = (raw: Readonly<Record<string, unknown>>): SuspensionSearch =>
  raw['unread'] === 'yes' ? { unread: 'yes' } : {};
