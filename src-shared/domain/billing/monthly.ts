import type { Minor } from '../money/money.ts';
import { dayAt, daysAfter, startOfDay } from '../time/day.ts';
import { type Account, type BillingWorld, post, type Step, andThen, unchanged } from './account.ts';
import { billingDayAfter, billingDayUpTo, daysBetween, earlier, later, overdueFrom } from './calendar.ts';
import { giveBack, reckonPause } from './pause.ts';
import { monthPrice, priceBetween } from './price.ts';

/** A billing day: the bill for the days up to it, or, of those who pay in advance, for the month that begins. */
export function billOnDay(account: Account, at: number, world: BillingWorld): Step {
  const day = dayAt(at, world.timeZone);
  const isBillingDay = at === startOfDay(day, world.timeZone) && billingDayUpTo(day, account.tariff.billingDay) === day;
  if (!isBillingDay) return unchanged(account);
  const step = andThen(reckonPause(account, day, world), (current) => billUpTo(current, day, at, world));
  return andThen(step, (current) => billAhead(current, at, world));
}

/** What was served up to a day and is not billed yet. What was paid for and not served is given back. */
export function billUpTo(account: Account, day: string, at: number, world: BillingWorld): Step {
  const { pausedDays } = account;
  const from = account.billedThrough ?? day;
  const off = Math.min(pausedDays, Math.max(0, daysBetween(from, day)));
  const reckoned = { ...account, pausedDays: 0, billedThrough: later(from, day) };
  const billed =
    from < day
      ? bill(
          reckoned,
          { from, to: day, amount: billOf(account, { from, to: day, off }, world), at, due: dueOf(day, account) },
          world,
        )
      : unchanged(reckoned);
  return andThen(billed, (current) => giveBack(current, pausedDays - off, earlier(from, day), at, world));
}

/**
 * Of those who pay in advance: what is not billed yet of the days up to the next billing day. Nobody who is suspended by
 * the office is billed.
 */
export function billAhead(account: Account, at: number, world: BillingWorld): Step {
  const { tariff, pausedSince } = account;
  const day = dayAt(at, world.timeZone);
  const to = billingDayAfter(day, tariff.billingDay);
  const from = account.billedThrough ?? day;
  if (tariff.timing !== 'advance' || pausedSince !== null || from >= to) return unchanged(account);
  const amount = billOf(account, { from, to, off: 0 }, world);
  // Not before the days that are paid already are over, such as those that were brought along.
  return bill({ ...account, billedThrough: to }, { from, to, amount, at, due: later(from, day) }, world);
}

interface Served {
  readonly from: string;
  readonly to: string;
  /** How many of the days were without service: they count as the last ones. */
  readonly off: number;
}

/**
 * What the bill for some days comes to. A first period costs a whole month where the profile does not prorate it, if it
 * comes to its end.
 */
export function billOf(account: Account, served: Served, world: BillingWorld): Minor {
  const { from, to, off } = served;
  return isFirstWhole(account, served, world)
    ? monthPrice(account.tariff, from)
    : priceBetween(account.tariff, from, daysAfter(to, -off));
}

function isFirstWhole(
  { tariff, activatedAt }: Account,
  { from, to, off }: Served,
  { timeZone }: BillingWorld,
): boolean {
  if (tariff.prorateFirst || activatedAt === null || off > 0) return false;
  return from === dayAt(activatedAt, timeZone) && to === billingDayAfter(from, tariff.billingDay);
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
  // With the day of the bill: what was billed ahead, and given back as the way to pay was changed, is billed again later.
  const id = world.idOf(account.id, `period:${from}:${dayAt(at, world.timeZone)}`);
  return post(account, {
    id,
    kind: 'period',
    amount: -amount,
    at,
    dueAt: overdueFrom(due, account.tariff, world),
    reverses: null,
    periodFrom: from,
    periodTo: to,
  });
}
