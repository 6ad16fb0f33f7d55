import { dayAt, daysAfter, startOfDay } from '../time/day.ts';
import { type Account, type BillingWorld, openCharges, overdueFrom } from './account.ts';
import { billingDayAfter, daysBetween } from './calendar.ts';
import { dayPrice, partOfMonth } from './tariff.ts';

/** Further ahead nobody needs to know; who has paid for longer has paid until then at least. */
const MOST_DAYS = 1830;
const MOST_MONTHS = 60;
/** "Until the 12th" means its last second. */
const LAST_SECOND = 1000;

/**
 * Until when an account is paid as it stands: the last instant at which nobody would suspend it. Null: it never ends. Time that
 * runs out by itself (hotspot), or by hand (other), and that of those who are not served, stays as it was.
 */
export function paidUntil(account: Account, world: BillingWorld): number | null {
  const { tariff, status, expiresAt, extendedUntil } = account;
  if (status !== 'active' || tariff.type === 'hotspot' || tariff.type === 'other') return expiresAt;
  const paid = tariff.type === 'pppoe-daily' ? coveredDays(account, world) : coveredBills(account, world);
  return paid === null || extendedUntil === null ? paid : Math.max(paid, extendedUntil);
}

function coveredDays({ tariff, billedThrough, settledAt, balance }: Account, world: BillingWorld): number | null {
  if (tariff.price === 0) return null;
  let day = billedThrough ?? daysAfter(dayAt(settledAt ?? 0, world.timeZone), 1);
  let left = balance;
  for (let count = 0; count < MOST_DAYS; count++) {
    left -= dayPrice(tariff, day);
    if (left < 0) break;
    day = daysAfter(day, 1);
  }
  return startOfDay(day, world.timeZone) - LAST_SECOND;
}

function coveredBills(account: Account, world: BillingWorld): number | null {
  const { tariff, billedThrough, settledAt, balance } = account;
  const dues = openCharges(account).flatMap(({ dueAt }) => dueAt ?? []);
  if (dues.length > 0) return Math.min(...dues) - LAST_SECOND;
  if (tariff.price === 0) return null;
  let left = balance;
  let from = billedThrough ?? dayAt(settledAt ?? 0, world.timeZone);
  let day = billingDayAfter(dayAt(settledAt ?? 0, world.timeZone), tariff.billingDay);
  for (let count = 0; count < MOST_MONTHS; count++) {
    const to = tariff.timing === 'advance' ? billingDayAfter(day, tariff.billingDay) : day;
    if (from < to) {
      left -= partOfMonth(tariff, from, daysBetween(from, to));
      if (left < 0) break;
      from = to;
    }
    day = billingDayAfter(day, tariff.billingDay);
  }
  return overdueFrom(day, tariff, world) - LAST_SECOND;
}
