import { type Account, andThen, type BillingWorld, type Step, unchanged } from './account.ts';
import { begin } from './begin.ts';
import { withPaidUntil } from './paid-until.ts';
import { settle } from './settle.ts';

/**
 * What stands in `next_due_at` of those who were there before billing was (a migration, the sample ISP): billing begins with
 * them when the clock first comes by, not with years that nobody billed.
 */
export const BEFORE_BILLING = -1;

/** And of those whom the clock shall look at anew, as what they pay may be another. */
export const LOOK_AGAIN = 0;

/** A customer as the billing clock takes them up. */
export interface Unsettled {
  readonly account: Account;
  readonly columns: { readonly nextDueAt: number | null };
}

/** A customer through to an instant. Writes nothing. */
export function settledTo({ account, columns }: Unsettled, until: number, world: BillingWorld): Step {
  const { nextDueAt } = columns;
  const isMet = account.settledAt !== null || nextDueAt !== BEFORE_BILLING;
  const begun = isMet ? unchanged(account) : begin(account, until, world);
  const step = andThen(begun, (current) => settle(current, until, world));
  if (nextDueAt !== LOOK_AGAIN && isMet) return step;
  return andThen(step, (current) => unchanged(withPaidUntil(current, world)));
}
