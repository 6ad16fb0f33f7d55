import { type Account, type BillingWorld, type Step, andThen, unchanged } from './account.ts';
import { withPaidUntil } from './paid-until.ts';
import { settle } from './settle.ts';

/**
 * Something that people do to an account. The clock goes first: what should have come about before, has. Then it is done,
 * at `now`, or at the clock's time where that was set back since; and what follows from it follows at once.
 */
export function act(
  account: Account,
  now: number,
  world: BillingWorld,
  does: (account: Account, at: number) => Step,
): Step {
  const settled = settle(account, now, world);
  const at = Math.max(now, settled.account.settledAt ?? now);
  const done = andThen(settled, (current) => does(current, at));
  const known = andThen(done, (current) => unchanged(withPaidUntil(current, world)));
  return andThen(known, (current) => settle(current, at, world));
}
