import { dayAt } from '../time/day.ts';
import { type Account, type BillingWorld, isRunning, type Step, andThen, unchanged } from './account.ts';
import { act } from './act.ts';
import { begin } from './begin.ts';
import { lift } from './lift.ts';
import { billAhead, billUpTo } from './monthly.ts';
import { reckonPause } from './pause.ts';
import { settle } from './settle.ts';
import { modeOf } from './tariff.ts';
import { chargeTime } from './time-bought.ts';

/** Service begins, for the first time or anew. */
export function activate(account: Account, now: number, world: BillingWorld): Step {
  return act(account, now, world, (current, at) => start(current, at, world));
}

/** The same, once the clock has gone. */
export function start(account: Account, at: number, world: BillingWorld): Step {
  const { tariff, status, activatedAt, expiresAt, firstPeriodPosted } = account;
  const active: Account = {
    ...account,
    ...{ status: 'active', suspendedReason: null, pausedSince: null },
    activatedAt: status === 'pending' || activatedAt === null ? at : activatedAt,
    // What was brought along as paid holds; what has run out does not.
    expiresAt: expiresAt !== null && expiresAt > at ? expiresAt : null,
  };
  const step = begin(active, at, world);
  const isOwed = tariff.type === 'hotspot' && active.expiresAt === null && !firstPeriodPosted;
  if (!isOwed) return step;
  const id = world.idOf(account.id, `time:${at}`);
  return andThen(step, (current) => chargeTime(current, { id, at, from: at, to: current.expiresAt ?? at }, world));
}

/** By the office: nothing is charged until it is lifted. */
export function suspend(account: Account, now: number, world: BillingWorld): Step {
  return act(account, now, world, (current, at) =>
    unchanged({
      ...current,
      ...{ status: 'suspended', suspendedReason: 'manual' },
      // Of those whose time was over nothing is charged anyway.
      pausedSince: isRunning(current) ? at : null,
    }),
  );
}

/**
 * Lifts a suspension by the office. Who does not cover the day, or has a bill that is overdue, is suspended as unpaid;
 * whose time was over when it began, or is by now, has to be renewed.
 */
export function reactivate(account: Account, now: number, world: BillingWorld): Step {
  return act(account, now, world, (current, at) => {
    const { tariff, expiresAt } = current;
    const isTimeLeft = modeOf(tariff) === 'time' && expiresAt !== null && expiresAt > at;
    if (!isRunning(current) && !isTimeLeft) {
      return unchanged({ ...current, status: 'expired', suspendedReason: null, pausedSince: null });
    }
    const step = modeOf(tariff) === 'month' ? backInMonth(current, at, world) : unchanged(current);
    return andThen(step, (resumed) => lift({ ...resumed, suspendedReason: 'unpaid', pausedSince: null }, at, world));
  });
}

/** Days of the suspension wait for the next bill; of those who pay in advance, what is left of a month is billed now. */
function backInMonth(account: Account, at: number, world: BillingWorld): Step {
  const today = dayAt(at, world.timeZone);
  return andThen(reckonPause(account, today, world), (reckoned) => {
    const resumed: Account = { ...reckoned, pausedSince: null };
    const { billedThrough, tariff } = resumed;
    const isPaidAhead = billedThrough !== null && billedThrough > today;
    if (tariff.timing !== 'advance' || isPaidAhead) return unchanged(resumed);
    return andThen(billUpTo(resumed, today, at, world), (current) => billAhead(current, at, world));
  });
}

/** Service ends for good: what was served and is not billed yet is billed. What was paid ahead is not given back. */
export function end(account: Account, now: number, world: BillingWorld): Step {
  const step = andThen(settle(account, now, world), (current) => {
    const at = Math.max(now, current.settledAt ?? now);
    if (modeOf(current.tariff) !== 'month' || !isRunning(current)) return unchanged(current);
    const today = dayAt(at, world.timeZone);
    return andThen(reckonPause(current, today, world), (reckoned) => billUpTo(reckoned, today, at, world));
  });
  return andThen(step, (current) =>
    unchanged({
      ...current,
      ...{ status: 'deleted', suspendedReason: null, settledAt: null, next: null },
      ...{ pausedSince: null, pausedDays: 0, extendedUntil: null },
      // What is charged already (billedThrough) is not charged again should service begin anew.
      expiresAt: modeOf(current.tariff) === 'time' || current.status === 'pending' ? current.expiresAt : null,
    }),
  );
}
