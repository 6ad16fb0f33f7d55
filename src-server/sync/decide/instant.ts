import type { BillingNow } from '../../billing/last-run.ts';

/** Nobody works for longer without a line: what is said to be older was done under a clock that is wrong. */
export const LONGEST_AWAY = 366 * 86_400_000;

/**
 * When something was done, as far as the clock of whoever did it can be believed: never later than now, never before the
 * customer was there, and not years ago. Otherwise it was done now.
 */
export function instantOf(
  at: number,
  { believed, latest }: BillingNow,
  { createdAt }: { readonly createdAt: number },
): number {
  return at > latest || at < createdAt || believed - at > LONGEST_AWAY ? believed : at;
}
