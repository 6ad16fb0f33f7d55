import { dayAt, daysAfter, startOfDay } from '../time/day.ts';
import { type Account, type BillingWorld, happened, openCharges, type Step, then, unchanged } from './account.ts';
import { begin } from './begin.ts';
import { billingDayAfter } from './calendar.ts';
import { billOnDay } from './monthly.ts';
import { chargeDay } from './daily.ts';
import { paidUntil } from './paid-until.ts';

// The billing clock as a function of an account and an instant. Everything comes about at a time of its own (a midnight, a
// billing day, the end of grace), never at the time of the run: whether the clock runs once a minute, late, twice or after a
// month's pause, what is posted is the same. A clock that was set back finds nothing to do.

/** Takes an account through to an instant. */
export function settle(account: Account, until: number, world: BillingWorld): Step {
  let step = account.settledAt === null ? begin(account, world) : unchanged(account);
  for (;;) {
    const at = nextDue(step.account, world);
    if (at === null || at > until) break;
    step = then(step, (current) => come(current, at, world));
  }
  const { settledAt } = step.account;
  if (settledAt === null || settledAt >= until) return step;
  return { ...step, account: { ...step.account, settledAt: until } };
}

/** When the clock has to look at an account again; null: not before something is done to it. */
export function nextDue(account: Account, world: BillingWorld): number | null {
  const { settledAt, status, tariff } = account;
  if (status === 'deleted' || status === 'pending') return null;
  if (settledAt === null) return begin(account, world).account.settledAt;
  const times = [packageChange(account, settledAt, world)];
  if (tariff.type === 'pppoe-daily') times.push(status === 'active' ? midnightAfter(settledAt, world) : null);
  else if (tariff.type === 'hotspot') times.push(status === 'active' ? account.expiresAt : null);
  else if (tariff.type !== 'other' && status !== 'expired') {
    const day = billingDayAfter(dayAt(settledAt, world.timeZone), tariff.billingDay);
    times.push(startOfDay(day, world.timeZone), overdueAt(account, settledAt));
  }
  const due = times.filter((time) => time !== null);
  return due.length === 0 ? null : Math.min(...due);
}

const midnightAfter = (instant: number, { timeZone }: BillingWorld): number =>
  startOfDay(daysAfter(dayAt(instant, timeZone), 1), timeZone);

function packageChange({ next }: Account, settledAt: number, { timeZone }: BillingWorld): number | null {
  return next === null ? null : Math.max(startOfDay(next.from, timeZone), settledAt);
}

/** When somebody has to be suspended for a bill; at once where a payment for it was taken back. */
function overdueAt(account: Account, settledAt: number): number | null {
  const { status, tariff, extendedUntil } = account;
  if (status !== 'active' || !tariff.autoSuspend) return null;
  const dues = openCharges(account).flatMap(({ dueAt }) => dueAt ?? []);
  return dues.length === 0 ? null : Math.max(Math.min(...dues), extendedUntil ?? 0, settledAt);
}

/** What comes about at an instant. */
function come(account: Account, at: number, world: BillingWorld): Step {
  let step = withPackage({ ...account, settledAt: Math.max(at, account.settledAt ?? at) }, at, world);
  const { type } = account.tariff;
  if (type === 'pppoe-daily') step = then(step, (current) => chargeDay(current, at, world));
  else if (type === 'hotspot') step = then(step, (current) => timeOver(current, at));
  else if (type !== 'other') {
    step = then(step, (current) => billOnDay(current, at, world));
    step = then(step, (current) => overdue(current, at));
  }
  return { ...step, account: { ...step.account, expiresAt: paidUntil(step.account, world) } };
}

function withPackage(account: Account, at: number, { timeZone }: BillingWorld): Step {
  const { next } = account;
  if (next === null || startOfDay(next.from, timeZone) > at) return unchanged(account);
  return happened(
    { ...account, tariff: next.tariff, next: null },
    { kind: 'package-changed', at, packageId: next.packageId },
  );
}

function timeOver(account: Account, at: number): Step {
  if (account.status !== 'active' || account.expiresAt === null || account.expiresAt > at) return unchanged(account);
  return happened({ ...account, status: 'expired' }, { kind: 'expired', at });
}

function overdue(account: Account, at: number): Step {
  const since = overdueAt(account, at);
  if (since === null || since > at) return unchanged(account);
  return happened(
    { ...account, status: 'suspended', suspendedReason: 'unpaid' },
    { kind: 'suspended', at, reason: 'bill-overdue' },
  );
}
