import type { Rejection } from '#shared/sync/push.ts';
import type { ChangeArgs } from './standing.ts';

/** What billing makes of a customer: no form has it. */
export const BILLING = [
  ...(['status', 'suspendedReason', 'expiresAt', 'settledAt', 'billedThrough', 'pausedSince', 'pausedDays'] as const),
  ...(['extendedUntil', 'nextPackageId', 'nextPackageFrom', 'nextDueAt', 'firstPeriodPosted', 'specialPrice'] as const),
] satisfies readonly (keyof ChangeArgs['columns'])[];

/** The first of them that is to be changed without an action. */
export function billingColumnIn(columns: ChangeArgs['columns']): Rejection | null {
  const field = BILLING.find((name) => columns[name] !== undefined);
  return field === undefined ? null : { code: 'VALUE_UNFIT', field };
}
