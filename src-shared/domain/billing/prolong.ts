import type { Minor } from '../money/money.ts';
import { type Account, type BillingWorld, type Step, unchanged } from './account.ts';
import { act } from './act.ts';
import { missing } from './coming-bills.ts';
import { lift } from './lift.ts';
import { start } from './service.ts';
import { modeOf } from './tariff.ts';
import { buyTime, giveTime } from './time-bought.ts';

/**
 * What "renew" costs: of a time that runs out, a whole validity and what is owed; by the month, what is owed, or the first
 * bill to come that is not paid yet.
 */
export function renewalPrice(account: Account, world: BillingWorld): Minor {
  const { tariff, balance } = account;
  return modeOf(tariff) === 'month' ? missing(account, world) : Math.max(0, tariff.price - balance);
}

/**
 * Another period of those whose time runs out by itself or by hand; `id` is the charge's. By the month or by the day the
 * payment alone renews; whoever was restored begins anew.
 */
export function renew(account: Account, id: string, now: number, world: BillingWorld): Step {
  return act(account, now, world, (current, at) => {
    if (modeOf(current.tariff) === 'time') return buyTime(current, id, at, world);
    return current.status === 'expired' ? start(current, at, world) : unchanged(current);
  });
}

/** More time to pay, or, where time runs out by itself or by hand, another end of it. */
export function extend(account: Account, until: number, now: number, world: BillingWorld): Step {
  return act(account, now, world, (current, at) =>
    modeOf(current.tariff) === 'time'
      ? giveTime(current, until, at)
      : lift({ ...current, extendedUntil: until }, at, world),
  );
}
