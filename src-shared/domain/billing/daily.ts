import { dayAt, daysAfter } from '../time/day.ts';
import { type Account, type BillingWorld, isTrusted, post, type Step, andThen, unchanged } from './account.ts';
import { dayPrice } from './price.ts';
import { suspendUnpaid } from './unpaid.ts';

/** A midnight of somebody who pays by the day: the day that begins is deducted, or, when it is not covered, they are suspended. */
export function chargeDay(account: Account, at: number, world: BillingWorld): Step {
  const day = dayAt(at, world.timeZone);
  if (account.status !== 'active' || isCharged(account, day)) return unchanged(account);
  if (isTrusted(account, at) || isCovered(account, day)) return postDay(account, at, world);
  return suspendUnpaid(account, at, 'daily-balance', world);
}

/** A day that costs nothing is covered by nothing. */
export function isCovered({ balance, tariff }: Account, day: string): boolean {
  const price = dayPrice(tariff, day);
  return price === 0 || balance >= price;
}

export const isCharged = ({ billedThrough }: Account, day: string): boolean =>
  billedThrough !== null && billedThrough > day;

/** Serves somebody again who was not: the day under way costs what a day costs, once. */
export function chargeToday(account: Account, now: number, world: BillingWorld): Step {
  return isCharged(account, dayAt(now, world.timeZone)) ? unchanged(account) : postDay(account, now, world);
}

function postDay(account: Account, at: number, { timeZone, idOf }: BillingWorld): Step {
  const day = dayAt(at, timeZone);
  const periodTo = daysAfter(day, 1);
  const step = post(account, {
    id: idOf(account.id, `day:${day}`),
    kind: 'day',
    amount: -dayPrice(account.tariff, day),
    at,
    dueAt: null,
    reverses: null,
    periodFrom: day,
    periodTo,
  });
  return andThen(step, (current) => unchanged({ ...current, billedThrough: periodTo }));
}
