import { dayAt, daysAfter } from '../time/day.ts';
import { type Account, type BillingWorld, type Step, then, unchanged } from './account.ts';
import { billingDayAfter, billingDayUpTo, validityEnd } from './calendar.ts';
import { billAhead } from './monthly.ts';
import { paidUntil } from './paid-until.ts';

/**
 * Where billing begins with a customer it has not met: with the activation, or where the time ends that somebody brought
 * along as paid. The first day of those who pay by the day is free: they are charged from the next midnight on.
 */
export function begin(account: Account, world: BillingWorld): Step {
  const { timeZone } = world;
  const { status, tariff, expiresAt, createdAt } = account;
  const start = account.activatedAt ?? createdAt;
  const begun = { ...account, settledAt: start, pausedDays: 0 };
  if (status === 'pending' || status === 'expired' || status === 'deleted') return unchanged(begun);
  const today = dayAt(start, timeZone);
  const unpaidFrom = expiresAt === null ? null : daysAfter(dayAt(expiresAt, timeZone), 1);
  switch (tariff.type) {
    case 'other':
      return unchanged(begun);
    case 'hotspot': {
      const end = validityEnd(start, tariff.validity, tariff.validityUnit, timeZone);
      return unchanged({ ...begun, expiresAt: expiresAt ?? end });
    }
    case 'pppoe-daily':
      return paid({ ...begun, billedThrough: latest(daysAfter(today, 1), unpaidFrom) }, world);
    default: {
      const from = account.firstPeriodPosted
        ? billingDayAfter(today, tariff.billingDay)
        : unpaidFrom === null
          ? today
          : latest(unpaidFrom, billingDayUpTo(today, tariff.billingDay));
      const step = billAhead({ ...begun, billedThrough: from, firstPeriodPosted: false }, today, world);
      return then(step, (current) => paid(current, world));
    }
  }
}

function paid(account: Account, world: BillingWorld): Step {
  return unchanged({ ...account, expiresAt: paidUntil(account, world) });
}

const latest = (day: string, other: string | null): string => (other !== null && other > day ? other : day);
