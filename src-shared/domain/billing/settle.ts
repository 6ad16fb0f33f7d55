import { dayAt, daysAfter, startOfDay } from '../time/day.ts';
import {
  type Account,
  type BillingWorld,
  happened,
  isRunning,
  LAST_SECOND,
  type Step,
  andThen,
  unchanged,
} from './account.ts';
import { become } from './become.ts';
import { begin } from './begin.ts';
import { billingDayAfter } from './calendar.ts';
import { firstDue } from './charges.ts';
import { chargeDay } from './daily.ts';
import { lift } from './lift.ts';
import { billOnDay } from './monthly.ts';
import { withPaidUntil } from './paid-until.ts';
import { modeOf } from './tariff.ts';
import { suspendUnpaid } from './unpaid.ts';

// The billing clock as a function of an account and an instant. Everything comes about at a time of its own (a midnight, a
// billing day, the end of grace), never at the time of the run: whether the clock runs once a minute, late, twice or after a
// month's pause, what is posted is the same. A clock that was set back finds nothing to do.

/** Takes an account through to an instant. */
export function settle(account: Account, until: number, world: BillingWorld): Step {
  const isNew = account.settledAt === null;
  let step = isNew ? begin(account, beginning(account), world) : unchanged(account);
  let at = nextDue(step.account, world);
  if (!isNew && (at === null || at > until)) return unchanged(settledTo(account, until));
  for (; at !== null && at <= until; at = nextDue(step.account, world)) {
    const due = at;
    step = andThen(step, (current) => come(current, due, world));
  }
  return { ...step, account: withPaidUntil(settledTo(step.account, until), world) };
}

function settledTo(account: Account, until: number): Account {
  const { settledAt } = account;
  return settledAt === null || settledAt >= until ? account : { ...account, settledAt: until };
}

const beginning = ({ activatedAt, createdAt }: Account): number => activatedAt ?? createdAt;

/** When the clock has to look at an account again; null: not before something is done to it. */
export function nextDue(account: Account, world: BillingWorld): number | null {
  const { settledAt, status, tariff, expiresAt } = account;
  if (status === 'deleted' || status === 'pending') return null;
  if (settledAt === null) return beginning(account);
  const times = [packageChange(account, settledAt, world)];
  const mode = modeOf(tariff);
  if (mode === 'day' && status === 'active') times.push(midnightAfter(settledAt, world));
  if (tariff.type === 'hotspot' && status === 'active' && expiresAt !== null) {
    times.push(Math.max(expiresAt, settledAt));
  }
  if (mode === 'month' && isRunning(account)) {
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
  const due = firstDue(account);
  const trustedUntil = extendedUntil === null ? 0 : extendedUntil + LAST_SECOND;
  return due === null ? null : Math.max(due, trustedUntil, settledAt);
}

/** What comes about at an instant. */
function come(account: Account, at: number, world: BillingWorld): Step {
  const step = withPackage({ ...account, settledAt: at }, at, world);
  const mode = modeOf(step.account.tariff);
  if (mode === 'day') return andThen(step, (current) => chargeDay(current, at, world));
  if (mode === 'time') return andThen(step, (current) => timeOver(current, at));
  const billed = andThen(step, (current) => billOnDay(current, at, world));
  return andThen(billed, (current) => overdue(current, at, world));
}

function withPackage(account: Account, at: number, world: BillingWorld): Step {
  const { id, next } = account;
  if (next === null || startOfDay(next.from, world.timeZone) > at) return unchanged(account);
  const change = { id: world.idOf(id, `change:${next.from}`), at };
  const step = become({ ...account, next: null }, next.tariff, change, world);
  const changed = andThen(step, (current) =>
    happened(current, { kind: 'package-changed', at, packageId: next.packageId }),
  );
  return andThen(changed, (current) => lift(current, at, world));
}

function timeOver(account: Account, at: number): Step {
  const { tariff, status, expiresAt } = account;
  if (tariff.type !== 'hotspot' || status !== 'active' || expiresAt === null || expiresAt > at)
    return unchanged(account);
  return happened({ ...account, status: 'expired' }, { kind: 'expired', at });
}

function overdue(account: Account, at: number, world: BillingWorld): Step {
  const since = overdueAt(account, at);
  return since === null || since > at ? unchanged(account) : suspendUnpaid(account, at, 'bill-overdue', world);
}
