import { type Account, type BillingWorld, post, type Step, andThen } from './account.ts';
import { act } from './act.ts';
import type { Posting } from './entry.ts';
import { lift } from './lift.ts';

/**
 * A payment, a credit, a charge, a line that takes another one back: what follows from it, follows at once. Service comes
 * back with a payment, and ends where one is taken back for a bill that is overdue.
 */
export function postLine(account: Account, posting: Posting, world: BillingWorld): Step {
  return act(account, posting.at, world, (current, at) => {
    const posted = post(withoutReversed(current, posting), posting);
    return posting.amount > 0 ? andThen(posted, (paid) => lift(paid, at, world)) : posted;
  });
}

/** A charge that was taken back is owed no longer. */
function withoutReversed(account: Account, { reverses }: Posting): Account {
  return reverses === null ? account : { ...account, charges: account.charges.filter(({ id }) => id !== reverses) };
}
