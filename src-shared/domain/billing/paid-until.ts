import { dayAt, daysAfter, startOfDay } from '../time/day.ts';
import { type Account, type BillingWorld, LAST_SECOND } from './account.ts';
import { coveredUntil } from './coming-bills.ts';
import { dayPrice } from './price.ts';
import { modeOf } from './tariff.ts';

/** Further ahead nobody needs to know; who has paid for longer has paid until then at least. */
const MOST_DAYS = 1830;

/**
 * Until when an account is paid as it stands: the last second at which nobody would suspend it, if nothing more is paid.
 * Null: it never ends (a price of nothing, or a profile that suspends nobody). Time that runs out by itself (hotspot) or by
 * hand (other), and that of those who are not served, stays as it was.
 */
export function paidUntil(account: Account, world: BillingWorld): number | null {
  const { tariff, status, expiresAt } = account;
  const mode = modeOf(tariff);
  if (status !== 'active' || mode === 'time') return expiresAt;
  const end =
    mode === 'day' ? firstUncoveredDay(account, world) : tariff.autoSuspend ? coveredUntil(account, world) : null;
  return end === null ? null : end - LAST_SECOND;
}

/** Whether service has no end that more time could move: nobody is suspended by this profile, or nothing is to be paid. */
export const neverEnds = ({ tariff, expiresAt }: Account): boolean =>
  modeOf(tariff) !== 'time' && expiresAt === null && (!tariff.autoSuspend || tariff.price === 0);

/** The first midnight whose day is not covered. */
function firstUncoveredDay(account: Account, { timeZone }: BillingWorld): number | null {
  const { next, settledAt, extendedUntil } = account;
  // A day is served on trust if it begins within the time that was given.
  const lastTrusted = extendedUntil === null ? '' : dayAt(extendedUntil + LAST_SECOND - 1, timeZone);
  let day = account.billedThrough ?? daysAfter(dayAt(settledAt ?? 0, timeZone), 1);
  let left = account.balance;
  for (let count = 0; count < MOST_DAYS; count++) {
    const isNext = next !== null && day >= next.from;
    const tariff = isNext ? next.tariff : account.tariff;
    // What comes with another way to pay is known when it has come.
    if (modeOf(tariff) !== 'day') break;
    const isLast = isNext || next === null;
    if (isLast && (tariff.price === 0 || !tariff.autoSuspend)) return null;
    const price = dayPrice(tariff, day);
    const isTrusted = !tariff.autoSuspend || day <= lastTrusted;
    if (!isTrusted && price > 0 && left < price) break;
    left -= price;
    day = daysAfter(day, 1);
  }
  return startOfDay(day, timeZone);
}

/** An account as it stands, with until when it is paid. */
export function withPaidUntil(account: Account, world: BillingWorld): Account {
  return { ...account, expiresAt: paidUntil(account, world) };
}
