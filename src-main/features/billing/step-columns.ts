import type { Account, BillingWorld, Step } from '#shared/domain/billing/account.ts';
import { nextDue } from '#shared/domain/billing/settle.ts';
import type { BillingColumns } from './accounts.ts';

/** What of a customer's columns is another than before, once a step was taken. */
export function changedColumns(
  before: BillingColumns,
  { account, happenings }: Pick<Step, 'account' | 'happenings'>,
  world: BillingWorld,
): Partial<BillingColumns> {
  const changed = happenings.findLast((one) => one.kind === 'package-changed');
  const after = columnsOf(account, changed?.packageId ?? before.packageId, world);
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => {
      const known: Readonly<Record<string, unknown>> = { ...before };
      return known[name] !== value;
    }),
  );
}

function columnsOf(account: Account, packageId: string, world: BillingWorld): BillingColumns {
  const { status, suspendedReason, activatedAt, expiresAt, settledAt, billedThrough, pausedSince } = account;
  const { pausedDays, extendedUntil, next, firstPeriodPosted } = account;
  return {
    ...{ status, suspendedReason, packageId, activatedAt, expiresAt, settledAt, billedThrough, pausedSince },
    ...{ pausedDays, extendedUntil },
    nextPackageId: next?.packageId ?? null,
    nextPackageFrom: next?.from ?? null,
    nextDueAt: nextDue(account, world),
    firstPeriodPosted: firstPeriodPosted ? 1 : 0,
  };
}

/** How the columns are called in the table. */
export const BILLING_COLUMNS: Readonly<Record<keyof BillingColumns, string>> = {
  status: 'status',
  suspendedReason: 'suspended_reason',
  packageId: 'package_id',
  activatedAt: 'activated_at',
  expiresAt: 'expires_at',
  settledAt: 'settled_at',
  billedThrough: 'billed_through',
  pausedSince: 'paused_since',
  pausedDays: 'paused_days',
  extendedUntil: 'extended_until',
  nextPackageId: 'next_package_id',
  nextPackageFrom: 'next_package_from',
  nextDueAt: 'next_due_at',
  firstPeriodPosted: 'first_period_posted',
};
