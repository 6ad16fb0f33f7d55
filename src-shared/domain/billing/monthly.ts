import type { Minor } from '../money/money.ts';
import { dayAt, daysAfter, startOfDay } from '../time/day.ts';
import { type Account, type BillingWorld, overdueFrom, post, type Step, then, unchanged } from './account.ts';
import { billingDayAfter, billingDayUpTo, daysBetween } from './calendar.ts';
import { partOfMonth } from './tariff.ts';

/** A billing day: the bill for the days up to it, or, of those who pay in advance, for the month that begins. */
export function billOnDay(account: Account, at: number, world: BillingWorld): Step {
  const day = dayAt(at, world.timeZone);
  const isBillingDay = at === startOfDay(day, world.timeZone) && billingDayUpTo(day, account.tariff.billingDay) === day;
  if (!isBillingDay) return unchanged(account);
  const step = then(reckonPause(account, day, world), (current) => billUpTo(current, day, at, world));
  return then(step, (current) => billAhead(current, day, world));
}

/** What was served up to a day and is not billed yet. What was paid for and not served is given back. */
export function billUpTo(account: Account, day: string, at: number, world: BillingWorld): Step {
  const { billedThrough, pausedDays, tariff } = account;
  const from = billedThrough ?? day;
  const reckoned = { ...account, pausedDays: 0, billedThrough: from > day ? from : day };
  if (from >= day) return giveBack(reckoned, pausedDays, day, at, world);
  const isFirst = account.activatedAt !== null && from === dayAt(account.activatedAt, world.timeZone);
  const served = Math.max(0, daysBetween(from, day) - pausedDays);
  const whole = isFirst && !tariff.prorateFirst && pausedDays === 0;
  const amount = whole ? monthOf(account, from) : partOfMonth(tariff, from, served);
  return bill(reckoned, { from, to: day, amount, at, due: dueOf(day, account) }, world);
}

/** Of those who pay in advance: the days from `day` to the next billing day. Nobody who is suspended by the office is billed. */
export function billAhead(account: Account, day: string, world: BillingWorld): Step {
  const { tariff, billedThrough, pausedSince } = account;
  const to = billingDayAfter(day, tariff.billingDay);
  const from = billedThrough !== null && billedThrough > day ? billedThrough : day;
  if (tariff.timing !== 'advance' || pausedSince !== null || from >= to) return unchanged(account);
  const isFirst = account.activatedAt !== null && from === dayAt(account.activatedAt, world.timeZone);
  const amount =
    isFirst && !tariff.prorateFirst ? monthOf(account, from) : partOfMonth(tariff, from, daysBetween(from, to));
  const at = Math.max(startOfDay(day, world.timeZone), account.settledAt ?? 0);
  return bill({ ...account, billedThrough: to }, { from, to, amount, at, due: day }, world);
}

/** What a whole month costs around a day. */
export function monthOf({ tariff }: Pick<Account, 'tariff'>, day: string): Minor {
  return partOfMonth(tariff, day, 31);
}

/** A part of a month is due with the bill of that month. */
const dueOf = (day: string, { tariff }: Account): string =>
  billingDayUpTo(day, tariff.billingDay) === day ? day : billingDayAfter(day, tariff.billingDay);

interface Bill {
  readonly from: string;
  readonly to: string;
  readonly amount: Minor;
  readonly at: number;
  readonly due: string;
}

function bill(account: Account, { from, to, amount, at, due }: Bill, world: BillingWorld): Step {
  return post(account, {
    id: world.idOf(account.id, `period:${from}`),
    kind: 'period',
    amount: -amount,
    at,
    dueAt: overdueFrom(due, account.tariff, world),
    reverses: null,
    periodFrom: from,
    periodTo: to,
  });
}

/** Days that were paid for and on which the office had the customer suspended. */
function giveBack(account: Account, days: number, day: string, at: number, world: BillingWorld): Step {
  if (days === 0) return unchanged(account);
  return post(account, {
    id: world.idOf(account.id, `pause:${day}`),
    kind: 'adjustment',
    amount: partOfMonth(account.tariff, daysAfter(day, -1), days),
    at,
    dueAt: null,
    reverses: null,
  });
}

/** Reckons the whole days that somebody has been suspended by the office, up to a day; from then on it is reckoned anew. */
export function reckonPause(account: Account, day: string, { timeZone }: BillingWorld): Step {
  const { pausedSince, pausedDays } = account;
  if (pausedSince === null) return unchanged(account);
  const on = dayAt(pausedSince, timeZone);
  // The day on which it began was served, unless it began with it.
  const first = startOfDay(on, timeZone) === pausedSince ? on : daysAfter(on, 1);
  const days = first < day ? daysBetween(first, day) : 0;
  const since = Math.max(pausedSince, startOfDay(day, timeZone));
  return unchanged({ ...account, pausedDays: pausedDays + days, pausedSince: since });
}
