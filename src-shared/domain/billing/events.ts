import { dayAt, daysAfter, startOfDay } from '../time/day.ts';
import type { Minor } from '../money/money.ts';
import {
  type Account,
  type BillingWorld,
  happened,
  openCharges,
  overdueFrom,
  post,
  type Step,
  then,
  unchanged,
} from './account.ts';
import { begin } from './begin.ts';
import { billingDayAfter, daysBetween, validityEnd } from './calendar.ts';
import { chargeToday, isCovered } from './daily.ts';
import type { Posting } from './entry.ts';
import { billAhead, billUpTo, monthOf, reckonPause } from './monthly.ts';
import { paidUntil } from './paid-until.ts';
import { settle } from './settle.ts';
import { dayPrice, partOfMonth, type Tariff } from './tariff.ts';

// What people do to an account, as functions of it. Whatever it is, the clock goes first: what should have come about
// before, has.

/** Service begins, for the first time or anew. */
export function activate(account: Account, now: number, world: BillingWorld): Step {
  const first = account.activatedAt === null || account.status === 'pending';
  const fresh: Account = {
    ...account,
    status: 'active',
    suspendedReason: null,
    activatedAt: first ? now : account.activatedAt,
    settledAt: null,
    pausedSince: null,
    pausedDays: 0,
    // What was brought along as paid holds; what has run out does not.
    expiresAt: account.expiresAt !== null && account.expiresAt > now ? account.expiresAt : null,
  };
  const step = begin({ ...fresh, createdAt: now, activatedAt: now }, world);
  return paid(
    { ...step, account: { ...step.account, createdAt: account.createdAt, activatedAt: fresh.activatedAt } },
    world,
  );
}

/** By the office: nothing is charged until it is lifted. */
export function suspend(account: Account, now: number, world: BillingWorld): Step {
  return then(settle(account, now, world), (current) =>
    unchanged({ ...current, status: 'suspended', suspendedReason: 'manual', pausedSince: now }),
  );
}

/** Lifts a suspension by the office. Who does not cover the day, or has a bill that is overdue, is suspended as unpaid. */
export function reactivate(account: Account, now: number, world: BillingWorld): Step {
  const today = dayAt(now, world.timeZone);
  const settled = settle(account, now, world);
  const lifted = then(settled, (current) => reckonPause(current, today, world));
  const step = then(lifted, (current) => {
    const { billedThrough, tariff } = current;
    // Days that are not paid for were not charged either: there is nothing to give back.
    const isAhead = tariff.timing === 'advance' && (billedThrough === null || billedThrough <= today);
    const active: Account = {
      ...current,
      ...{ status: 'suspended', suspendedReason: 'unpaid', pausedSince: null },
      ...(isAhead ? { pausedDays: 0 } : {}),
    };
    return tariff.type.endsWith('-monthly') ? billAhead(active, today, world) : unchanged(active);
  });
  return then(step, (current) => lift(current, now, world));
}

/** Serves somebody who was suspended as unpaid, as soon as nothing is overdue. */
export function lift(account: Account, now: number, world: BillingWorld): Step {
  const { status, suspendedReason, tariff, extendedUntil } = account;
  if (status !== 'suspended' || suspendedReason !== 'unpaid') return paid(unchanged(account), world);
  const isTrusted = !tariff.autoSuspend || (extendedUntil !== null && extendedUntil > now);
  const active: Account = { ...account, status: 'active', suspendedReason: null };
  const back = happened(active, { kind: 'reactivated', at: now });
  if (tariff.type === 'pppoe-daily') {
    const today = dayAt(now, world.timeZone);
    const isBilled = account.billedThrough !== null && account.billedThrough > today;
    if (!isBilled && !isTrusted && !isCovered(account, today)) return unchanged(account);
    return paid(
      then(back, (current) => chargeToday(current, now, world)),
      world,
    );
  }
  const isOverdue = openCharges(account).some(({ dueAt }) => dueAt !== null && dueAt <= now);
  return isOverdue && !isTrusted ? unchanged(account) : paid(back, world);
}

/** A payment, a credit, a charge, a line that takes another one back: what follows from it, follows at once. */
export function postLine(account: Account, posting: Posting, world: BillingWorld): Step {
  const settled = settle(account, posting.at, world);
  const step = then(settled, (current) => post(withoutReversed(current, posting), posting));
  return then(step, (current) => lift(current, posting.at, world));
}

/** A charge that was taken back is owed no longer, and the line that takes it back pays for nothing. */
function withoutReversed(account: Account, { reverses }: Posting): Account {
  return reverses === null ? account : { ...account, charges: account.charges.filter(({ id }) => id !== reverses) };
}

/** What "renew" costs: the open bills, or, where there is none, the next period. */
export function renewalPrice(account: Account): Minor {
  const { tariff, balance, settledAt } = account;
  if (tariff.type === 'hotspot' || tariff.type === 'other') return Math.max(0, tariff.price - balance);
  if (balance < 0) return -balance;
  const day = account.billedThrough ?? dayAt(settledAt ?? account.createdAt, 'UTC');
  return Math.max(0, monthOf(account, day) - balance);
}

/**
 * Another period of those whose time runs out by itself or by hand. `id` is the charge's. Monthly customers are renewed by
 * their payment alone.
 */
export function renew(account: Account, id: string, now: number, world: BillingWorld): Step {
  const { tariff } = account;
  if (tariff.type !== 'hotspot' && tariff.type !== 'other') return paid(settle(account, now, world), world);
  return then(settle(account, now, world), (current) => {
    const from = current.expiresAt !== null && current.expiresAt > now ? current.expiresAt : now;
    const expiresAt = validityEnd(from, tariff.validity, tariff.validityUnit, world.timeZone);
    const isOver = current.status === 'expired';
    const charged = post(current, {
      ...{ id, kind: 'renewal', amount: -tariff.price, at: now, dueAt: null, reverses: null },
      periodFrom: dayAt(from, world.timeZone),
      periodTo: daysAfter(dayAt(expiresAt, world.timeZone), 1),
    });
    return then(charged, (renewed) => {
      const active: Account = { ...renewed, expiresAt, ...(isOver ? { status: 'active' } : {}) };
      return isOver ? happened(active, { kind: 'reactivated', at: now }) : unchanged(active);
    });
  });
}

/** More time to pay, or, where time runs out by itself, more time. */
export function extend(account: Account, until: number, now: number, world: BillingWorld): Step {
  return then(settle(account, now, world), (current) => {
    const { type } = current.tariff;
    if (type === 'hotspot' || type === 'other') {
      const isBack = current.status === 'expired' && until > now;
      const extended: Account = { ...current, expiresAt: until, ...(isBack ? { status: 'active' } : {}) };
      return isBack ? happened(extended, { kind: 'reactivated', at: now }) : unchanged(extended);
    }
    return lift({ ...current, extendedUntil: until }, now, world);
  });
}

/**
 * Another package, profile or price. Monthly: from now on, and what is paid for beyond today is reckoned anew (`id` is that
 * line's). Daily: whoever stays daily pays the new price from the next midnight on. `from`: what the type was before.
 */
export function changeTariff(account: Account, tariff: Tariff, id: string, now: number, world: BillingWorld): Step {
  const step = then(settle(account, now, world), (current) => {
    if (current.status === 'pending' || current.status === 'expired') return unchanged({ ...current, tariff });
    const isMonthly = (type: string): boolean => type.endsWith('-monthly');
    const was = current.tariff;
    if (!isMonthly(was.type)) {
      const today = dayAt(now, world.timeZone);
      const from = current.billedThrough !== null && current.billedThrough > today ? current.billedThrough : today;
      const begun = { ...current, tariff, ...(isMonthly(tariff.type) ? { billedThrough: from } : {}) };
      return isMonthly(tariff.type) ? billAhead(begun, today, world) : unchanged(begun);
    }
    // Who pays by the day from now on begins with tomorrow: today was the month's.
    const today = dayAt(now, world.timeZone);
    const day = isMonthly(tariff.type) ? today : daysAfter(today, 1);
    const reckoned = then(reckonPause(current, day, world), (paused) =>
      paused.billedThrough !== null && paused.billedThrough > day
        ? evenOut(paused, tariff, { id, day, now }, world)
        : billUpTo(paused, day, now, world),
    );
    return then(reckoned, (billed) => {
      const changed = { ...billed, tariff };
      return isMonthly(tariff.type) ? billAhead(changed, day, world) : unchanged(changed);
    });
  });
  return then(step, (current) => lift(current, now, world));
}

/** The days that are paid for already: given back at the old price, taken at the new one. */
function evenOut(
  account: Account,
  tariff: Tariff,
  { id, day, now }: { readonly id: string; readonly day: string; readonly now: number },
  world: BillingWorld,
): Step {
  const to = account.billedThrough ?? day;
  const isMonthly = tariff.type.endsWith('-monthly');
  const days = daysBetween(day, to);
  const old = partOfMonth(account.tariff, day, days);
  const amount = isMonthly ? old - partOfMonth({ ...tariff, billingDay: account.tariff.billingDay }, day, days) : old;
  const due = billingDayAfter(day, account.tariff.billingDay);
  const step = post(account, {
    ...{ id, kind: 'adjustment', amount, at: now, reverses: null, periodFrom: day, periodTo: to },
    dueAt: amount < 0 ? overdueFrom(due, account.tariff, world) : null,
  });
  return then(step, (current) => unchanged(isMonthly ? current : { ...current, billedThrough: day }));
}

/** Service ends: what was served and not billed, is. */
export function end(account: Account, now: number, world: BillingWorld): Step {
  const settled = settle(account, now, world);
  const step = then(settled, (current) => {
    const isMonthly = current.tariff.type.endsWith('-monthly');
    const isServed = current.status !== 'pending' && current.status !== 'expired';
    if (!isMonthly || !isServed) return unchanged(current);
    const today = dayAt(now, world.timeZone);
    return then(reckonPause(current, today, world), (paused) => billUpTo(paused, today, now, world));
  });
  return then(step, (current) =>
    unchanged({ ...current, settledAt: null, billedThrough: null, pausedSince: null, pausedDays: 0, next: null }),
  );
}

function paid(step: Step, world: BillingWorld): Step {
  return { ...step, account: { ...step.account, expiresAt: paidUntil(step.account, world) } };
}

/** What the first period costs when somebody is registered today, and how long it lasts. */
export function firstPeriod(
  tariff: Tariff,
  now: number,
  { timeZone }: BillingWorld,
): { readonly amount: Minor; readonly from: string; readonly to: string } {
  const from = dayAt(now, timeZone);
  if (tariff.type.endsWith('-monthly')) {
    const to = billingDayAfter(from, tariff.billingDay);
    return { amount: partOfMonth(tariff, from, tariff.prorateFirst ? daysBetween(from, to) : 31), from, to };
  }
  const end = validityEnd(now, tariff.validity, tariff.validityUnit, timeZone);
  return { amount: tariff.price, from, to: dayAt(end, timeZone) };
}

/** What a day costs today: what a daily customer recharges for. */
export const dayPriceNow = (tariff: Tariff, now: number, { timeZone }: BillingWorld): Minor =>
  dayPrice(tariff, dayAt(now, timeZone));

/** The last second of a day, for a date that somebody names. */
export const lastSecondOf = (day: string, { timeZone }: BillingWorld): number =>
  startOfDay(daysAfter(day, 1), timeZone) - 1000;
