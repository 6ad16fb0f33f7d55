import { type Account, type BillingWorld, post, type Step } from './account.ts';
import type { Entry, Posting } from './entry.ts';
import { postLine } from './line.ts';

/** A line is taken back by another one; what follows from it follows at once. `taken`: the one that is. */
export function takeBack(account: Account, taken: Pick<Entry, 'kind'>, line: Posting, world: BillingWorld): Step {
  // A first period that is owed no longer is charged when service begins.
  const isFirst = account.status === 'pending' && (taken.kind === 'period' || taken.kind === 'renewal');
  const owing = isFirst ? { ...account, firstPeriodPosted: false } : account;
  // Of somebody who is deleted nothing follows.
  return account.status === 'deleted' ? post(owing, line) : postLine(owing, line, world);
}
