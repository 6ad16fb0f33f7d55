import { dayAt } from '../time/day.ts';
import { type Account, type BillingWorld, happened, isTrusted, type Step, andThen, unchanged } from './account.ts';
import { firstDue } from './charges.ts';
import { chargeToday, isCharged, isCovered } from './daily.ts';
import { withPaidUntil } from './paid-until.ts';
import { modeOf } from './tariff.ts';

/**
 * Serves somebody who was suspended as unpaid, as soon as nothing is overdue, or the day under way is covered: that one is
 * charged. A suspension by the office is not lifted by a payment.
 */
export function lift(account: Account, at: number, world: BillingWorld): Step {
  if (account.status !== 'suspended' || account.suspendedReason !== 'unpaid' || !maybeServed(account, at, world)) {
    return unchanged(account);
  }
  const back = happened({ ...account, status: 'active', suspendedReason: null }, { kind: 'reactivated', at });
  const isByDay = modeOf(account.tariff) === 'day';
  const step = isByDay ? andThen(back, (current) => chargeToday(current, at, world)) : back;
  return andThen(step, (current) => unchanged(withPaidUntil(current, world)));
}

function maybeServed(account: Account, at: number, { timeZone }: BillingWorld): boolean {
  if (isTrusted(account, at)) return true;
  if (modeOf(account.tariff) === 'day') {
    const today = dayAt(at, timeZone);
    return isCharged(account, today) || isCovered(account, today);
  }
  const due = firstDue(account);
  return due === null || due > at;
}
