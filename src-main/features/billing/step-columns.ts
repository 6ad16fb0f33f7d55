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
