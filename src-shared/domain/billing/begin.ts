import { dayAt, daysAfter, startOfDay } from '../time/day.ts';
import { type Account, type BillingWorld, isRunning, type Step, unchanged } from './account.ts';
import { billingDayAfter, billingDayUpTo, daysBetween, later, validityEnd } from './calendar.ts';
import { billAhead } from './monthly.ts';
import { modeOf } from './tariff.ts';

/**
 * Where billing begins with a customer: at an instant, or where the time ends that somebody brought along as paid
 * (`expiresAt`), or that was charged before. The first day of those who pay by the day is free: they are charged from the
 * next midnight on.
 */
export function begin(account: Account, start: number, world: BillingWorld): Step {
  const { timeZone } = world;
  const { tariff, expiresAt, firstPeriodPosted } = account;
  const today = dayAt(start, timeZone);
  const begun: Account = {
    ...account,
    settledAt: start,
    pausedDays: 0,
    pausedSince: pausedFrom(account, start, world),
  };
  if (!isRunning(begun)) return unchanged(begun);
  const met = { ...begun, firstPeriodPosted: false };
  const paidBefore = expiresAt === null ? null : daysAfter(dayAt(expiresAt, timeZone), 1);
  const charged = account.billedThrough ?? today;
  switch (modeOf(tariff)) {
    case 'time': {
      // The time of other services is set by hand, but for the first one that was charged.
      const isTimed = tariff.type === 'hotspot' || firstPeriodPosted;
      const end = isTimed ? validityEnd(start, tariff.validity, tariff.validityUnit, timeZone) : null;
      return unchanged({ ...met, expiresAt: expiresAt ?? end });
    }
    case 'day':
      return unchanged({ ...met, billedThrough: later(later(daysAfter(today, 1), charged), paidBefore ?? '') });
    case 'month': {
      const from = firstPeriodPosted
        ? firstPeriodEnd(account, today, world)
        : paidBefore === null
          ? today
          : later(paidBefore, billingDayUpTo(today, tariff.billingDay));
      // What was charged before is not charged again.
      return billAhead({ ...met, billedThrough: later(from, account.billedThrough ?? '') }, start, world);
    }
  }
}

/** A suspension by the office that was there before billing was. */
function pausedFrom(account: Account, start: number, { timeZone }: BillingWorld): number | null {
  const { status, suspendedReason, pausedSince } = account;
  if (status !== 'suspended' || suspendedReason !== 'manual') return null;
  return pausedSince === null ? start : Math.max(pausedSince, startOfDay(dayAt(start, timeZone), timeZone));
}

/** As many days as were charged when the customer was registered, though service may begin later. */
function firstPeriodEnd({ tariff, createdAt }: Account, today: string, { timeZone }: BillingWorld): string {
  const { billingDay, prorateFirst } = tariff;
  if (!prorateFirst) return billingDayAfter(today, billingDay);
  const registered = dayAt(createdAt, timeZone);
  return daysAfter(today, daysBetween(registered, billingDayAfter(registered, billingDay)));
}
