import { dayAt, daysAfter } from '../time/day.ts';
import { type Account, type BillingWorld, happened, post, type Step, then, unchanged } from './account.ts';
import { dayPrice } from './tariff.ts';

/** A midnight of somebody who pays by the day: the day that begins is deducted, or, when it is not covered, they are suspended. */
export function chargeDay(account: Account, at: number, world: BillingWorld): Step {
  const { status, tariff, extendedUntil, billedThrough } = account;
  const day = dayAt(at, world.timeZone);
  if (status !== 'active' || (billedThrough !== null && billedThrough > day)) return unchanged(account);
  const isTrusted = !tariff.autoSuspend || (extendedUntil !== null && extendedUntil > at);
  if (isTrusted || isCovered(account, day)) return postDay(account, at, world);
  return happened(
    { ...account, status: 'suspended', suspendedReason: 'unpaid' },
    { kind: 'suspended', at, reason: 'daily-balance' },
  );
}

export function isCovered({ balance, tariff }: Account, day: string): boolean {
  return balance >= dayPrice(tariff, day);
}

/** Serves somebody again who was not: the day under way costs what a day costs, once. */
export function chargeToday(account: Account, now: number, world: BillingWorld): Step {
  const { billedThrough } = account;
  const today = dayAt(now, world.timeZone);
  return billedThrough !== null && billedThrough > today ? unchanged(account) : postDay(account, now, world);
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
  return then(step, (current) => unchanged({ ...current, billedThrough: periodTo }));
}
