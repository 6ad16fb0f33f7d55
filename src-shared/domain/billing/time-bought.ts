import { dayAt, daysAfter } from '../time/day.ts';
import { type Account, type BillingWorld, happened, post, type Step, andThen, unchanged } from './account.ts';
import { validityEnd } from './calendar.ts';

// Time that runs out: of a hotspot by itself, of other services by hand.

/** Another period of it, behind what is left of the last one. `id` is the charge's. */
export function buyTime(account: Account, id: string, at: number, world: BillingWorld): Step {
  const { tariff, expiresAt } = account;
  const from = expiresAt !== null && expiresAt > at ? expiresAt : at;
  const to = validityEnd(from, tariff.validity, tariff.validityUnit, world.timeZone);
  return andThen(chargeTime(account, { id, at, from, to }, world), (charged) => giveTime(charged, to, at));
}

/** Time that ends at an instant. Whoever had none left is served again. */
export function giveTime(account: Account, until: number, at: number): Step {
  const timed: Account = { ...account, expiresAt: until };
  if (account.status !== 'expired' || until <= at) return unchanged(timed);
  return happened({ ...timed, status: 'active' }, { kind: 'reactivated', at });
}

interface Time {
  /** Of the charge. */
  readonly id: string;
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export function chargeTime(account: Account, { id, at, from, to }: Time, { timeZone }: BillingWorld): Step {
  return post(account, {
    ...{ id, kind: 'renewal', amount: -account.tariff.price, at, dueAt: null, reverses: null },
    periodFrom: dayAt(from, timeZone),
    periodTo: dayBehind(to, timeZone),
  });
}

/** The first day of which nothing belongs to a time that ends at an instant. */
export const dayBehind = (instant: number, timeZone: string): string => daysAfter(dayAt(instant - 1, timeZone), 1);
