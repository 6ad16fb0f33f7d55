import { type Account, type BillingWorld, LAST_SECOND } from '../billing/account.ts';
import { begin } from '../billing/begin.ts';
import { paidUntil } from '../billing/paid-until.ts';
import { modeOf } from '../billing/tariff.ts';

/** 2100: what FreeRADIUS counts in 32 bits ends in 2106, and nobody waits for that. */
const LATEST = 4_102_444_800;

/**
 * When FreeRADIUS stops letting an active customer in, in seconds since 1970; null: never. By the day the midnight until which
 * the balance lasts, by the month when a bill is overdue, by the time its end. It says the same before and after a midnight
 * is charged, so it need not be written anew every night.
 */
export function expirationOf(account: Account, world: BillingWorld): number | null {
  const met =
    account.settledAt === null ? begin(account, account.activatedAt ?? account.createdAt, world).account : account;
  const until = paidUntil(met, world);
  if (until === null) return null;
  // "Until the 12th" is kept as its last second; what is bought by the hour ends at an instant.
  const end = Math.ceil((modeOf(met.tariff) === 'time' ? until : until + LAST_SECOND) / 1000);
  return end > LATEST ? null : Math.max(0, end);
}
