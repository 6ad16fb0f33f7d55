import type { Minor } from '../money/money.ts';
import { dayAt, daysAfter, startOfDay } from '../time/day.ts';
import {
  type Account,
  type BillingWorld,
  isRunning,
  LAST_SECOND,
  post,
  type Step,
  andThen,
  unchanged,
} from './account.ts';
import { begin } from './begin.ts';
import { billingDayAfter, later, overdueFrom } from './calendar.ts';
import { billAhead, billOf, billUpTo } from './monthly.ts';
import { giveBack, reckonPause } from './pause.ts';
import { firstPeriod } from './quote.ts';
import { modeOf, type Tariff } from './tariff.ts';

/** Which change it is, and when. */
interface Change {
  /** Of the line that evens it out; the others that come of it have ids made from it. */
  readonly id: string;
  readonly at: number;
}

/**
 * An account under another tariff. By the month it holds from today on, and what is paid for beyond is evened out; by the
 * day, from the next day that is charged; of what runs out, with the next renewal.
 */
export function become(account: Account, tariff: Tariff, { id, at }: Change, outside: BillingWorld): Step {
  const world: BillingWorld = { ...outside, idOf: (of, name) => outside.idOf(of, `${name}:${id}`) };
  const was = modeOf(account.tariff);
  const mode = modeOf(tariff);
  if (!isRunning(account)) return becomeBefore(account, tariff, { id, at }, world);
  if (was === mode && mode !== 'month') return unchanged({ ...account, tariff });
  const today = dayAt(at, world.timeZone);
  if (was === 'time') {
    const isAhead = account.expiresAt !== null && account.expiresAt > at;
    return begin({ ...account, tariff, billedThrough: null, expiresAt: isAhead ? account.expiresAt : null }, at, world);
  }
  if (was === 'month') {
    // Today was the month's: another way to pay begins with tomorrow.
    const day = mode === 'month' ? today : daysAfter(today, 1);
    const left = leaveMonth(account, tariff, { id, at, day }, world);
    return andThen(left, (current) =>
      mode === 'month'
        ? billAhead({ ...current, tariff }, at, world)
        : unchanged(mode === 'day' ? { ...current, tariff } : timed(current, tariff, world)),
    );
  }
  const paid = { ...account, billedThrough: later(account.billedThrough ?? today, today) };
  if (mode === 'time') return unchanged(timed(paid, tariff, world));
  const { pausedSince } = account;
  const since = pausedSince === null ? null : Math.max(pausedSince, startOfDay(today, world.timeZone));
  return billAhead({ ...paid, tariff, pausedDays: 0, pausedSince: since }, at, world);
}

/** Service has not begun: a first period that was charged already costs from now on what it costs under the other tariff. */
function becomeBefore(account: Account, tariff: Tariff, { id, at }: Change, world: BillingWorld): Step {
  if (!account.firstPeriodPosted) return unchanged({ ...account, tariff });
  const mode = modeOf(tariff);
  const price = (one: Tariff): Minor => (modeOf(one) === 'day' ? 0 : firstPeriod(one, account.createdAt, world).amount);
  const dueAt = mode === 'month' ? overdueFrom(dayAt(at, world.timeZone), tariff, world) : null;
  const amount = price(account.tariff) - price(tariff);
  const step = post(account, {
    ...{ id, kind: 'adjustment', amount, at, reverses: null },
    dueAt: amount < 0 ? dueAt : null,
  });
  return andThen(step, (current) => unchanged({ ...current, tariff, firstPeriodPosted: mode !== 'day' }));
}

/** What is paid for ends with the day before the first one that is not. */
function timed(account: Account, tariff: Tariff, { timeZone }: BillingWorld): Account {
  const { billedThrough } = account;
  const expiresAt = billedThrough === null ? null : startOfDay(billedThrough, timeZone) - LAST_SECOND;
  return { ...account, tariff, expiresAt, billedThrough: null, pausedDays: 0 };
}

/** Up to a day everything is billed at the old price; from it on, what was billed already is evened out. */
function leaveMonth(
  account: Account,
  tariff: Tariff,
  { id, at, day }: Change & { readonly day: string },
  world: BillingWorld,
): Step {
  return andThen(reckonPause(account, day, world), (reckoned) => {
    const to = reckoned.billedThrough ?? day;
    if (to <= day) return billUpTo(reckoned, day, at, world);
    const back = giveBack({ ...reckoned, pausedDays: 0 }, reckoned.pausedDays, day, at, world);
    return andThen(back, (current) => evenOut(current, tariff, { id, at, from: day, to }, world));
  });
}

/** Days that were billed: given back at the old price, and, by the month, taken at the new one. */
function evenOut(
  account: Account,
  tariff: Tariff,
  { id, at, from, to }: Change & { readonly from: string; readonly to: string },
  world: BillingWorld,
): Step {
  const stays = modeOf(tariff) === 'month';
  const { billingDay } = account.tariff;
  const price = (one: Tariff): Minor => billOf({ ...account, tariff: one }, { from, to, off: 0 }, world);
  const amount = price(account.tariff) - (stays ? price({ ...tariff, billingDay }) : 0);
  const dueAt = amount < 0 ? overdueFrom(billingDayAfter(from, billingDay), account.tariff, world) : null;
  const step = post(account, {
    ...{ id, kind: 'adjustment', amount, at, dueAt, reverses: null, periodFrom: from, periodTo: to },
  });
  return andThen(step, (current) => unchanged(stays ? current : { ...current, billedThrough: from }));
}
