import { dayAt, daysAfter, startOfDay } from '../time/day.ts';
import { type Account, type BillingWorld, post, type Step, unchanged } from './account.ts';
import { daysBetween } from './calendar.ts';
import { priceBetween } from './price.ts';

// Nothing is charged while the office has somebody suspended, in whole days: the one on which it began was served, the one
// on which it was lifted is again. Days are counted, not remembered: where they have a price, they are the last ones before
// they are reckoned with.

/** Counts the whole days that somebody has been suspended by the office, up to a day; from then on it is counted anew. */
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

/** Gives back days that were paid for and not served, at what the last ones before `upTo` cost. */
export function giveBack(account: Account, days: number, upTo: string, at: number, world: BillingWorld): Step {
  return post(account, {
    id: world.idOf(account.id, `pause:${dayAt(at, world.timeZone)}`),
    kind: 'adjustment',
    amount: priceBetween(account.tariff, daysAfter(upTo, -days), upTo),
    at,
    dueAt: null,
    reverses: null,
  });
}
