import type { BillingWorld, Step } from '#shared/domain/billing/account.ts';
import { changedColumns as changedOf } from '#shared/domain/billing/columns.ts';
import type { BillingColumns } from './accounts.ts';

/** What of a customer's columns is another than before, once a step was taken. */
export function changedColumns(
  before: BillingColumns,
  step: Pick<Step, 'account' | 'happenings'>,
  world: BillingWorld,
): Partial<BillingColumns> {
  const known = { ...before, firstPeriodPosted: before.firstPeriodPosted === 1 };
  const { firstPeriodPosted, ...changed } = changedOf(known, step, world);
  return firstPeriodPosted === undefined ? changed : { ...changed, firstPeriodPosted: firstPeriodPosted ? 1 : 0 };
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
