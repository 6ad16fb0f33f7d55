import type { Minor } from '../money/money.ts';
import { dayAt, daysAfter, startOfDay } from '../time/day.ts';
import { type Account, type BillingWorld, LAST_SECOND } from './account.ts';
import { billingDayAfter, daysBetween, earlier, later, overdueFrom } from './calendar.ts';
import { firstDue } from './charges.ts';
import { billOf } from './monthly.ts';
import { priceBetween } from './price.ts';

/** Further ahead nobody needs to know; who has paid for longer has paid until then at least. */
const MOST_MONTHS = 60;

/** When the first bill is overdue that is open, or will be if nothing more is paid; null: there never is one. */
export function coveredUntil(account: Account, world: BillingWorld): number | null {
  const { tariff, extendedUntil } = account;
  const trustedUntil = extendedUntil === null ? 0 : extendedUntil + LAST_SECOND;
  const next = nextBillingDay(account, world);
  const open = firstDue(account);
  if (open !== null && Math.max(open, trustedUntil) < startOfDay(next, world.timeZone)) {
    return Math.max(open, trustedUntil);
  }
  // The next billing day may give money back, and so pay for something that is open now.
  const balance = account.balance + worthOfPause(account, next).back;
  const uncovered = firstUncovered({ ...account, balance }, next, world)?.due ?? null;
  const dues = [firstDue({ ...account, balance }), uncovered === null ? null : overdueFrom(uncovered, tariff, world)];
  const known = dues.filter((due) => due !== null);
  return known.length === 0 ? null : Math.max(Math.min(...known), trustedUntil);
}

/** What is missing for the first bill that is not covered; of those who owe something, all of it. */
export function missing(account: Account, world: BillingWorld): Minor {
  if (account.balance < 0) return -account.balance;
  const next = nextBillingDay(account, world);
  const balance = account.balance + worthOfPause(account, next).back;
  return firstUncovered({ ...account, balance }, next, world)?.missing ?? 0;
}

const nextBillingDay = ({ tariff, settledAt, createdAt }: Account, { timeZone }: BillingWorld): string =>
  billingDayAfter(dayAt(settledAt ?? createdAt, timeZone), tariff.billingDay);

/** What a suspension by the office is worth on the next billing day: days off its bill, and the rest as money. */
function worthOfPause(
  { tariff, billedThrough, pausedDays }: Account,
  next: string,
): { readonly off: number; readonly back: Minor } {
  const from = billedThrough ?? next;
  const off = Math.min(pausedDays, Math.max(0, daysBetween(from, next)));
  const paidTo = earlier(from, next);
  return { off, back: priceBetween(tariff, daysAfter(paidTo, off - pausedDays), paidTo) };
}

interface Uncovered {
  /** The day on which the bill is due. */
  readonly due: string;
  readonly missing: Minor;
}

/** The first bill to come that the balance does not cover; as far as anybody looks, null if the bills are of nothing. */
function firstUncovered(account: Account, next: string, world: BillingWorld): Uncovered | null {
  const { tariff, billedThrough } = account;
  if (tariff.price === 0) return null;
  let { off } = worthOfPause(account, next);
  let left = account.balance;
  let from = billedThrough ?? next;
  for (let count = 0; count < MOST_MONTHS; count++) {
    const to = billingDayAfter(from, tariff.billingDay);
    const price = billOf(account, { from, to, off }, world);
    const due = tariff.timing === 'arrears' ? to : later(from, next);
    left -= price;
    if (left < 0 && price > 0) return { due, missing: -left };
    [off, from] = [0, to];
  }
  return { due: from, missing: 0 };
}
