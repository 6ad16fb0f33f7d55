import type { SyncConflict } from '../contract/sync.ts';
import { decimalOf, minorOfDecimal } from '../domain/money/money.ts';

/** What was taken for those that are given up: how many payments, and what they come to. Null: nothing. */
export function takenIn(conflicts: readonly Pick<SyncConflict, 'taken'>[]): SyncConflict['taken'] {
  const taken = conflicts.flatMap((conflict) => conflict.taken ?? []);
  const currency = taken[0]?.currency;
  if (currency === undefined) return null;
  const amount = taken.reduce((sum, one) => sum + minorOfDecimal(one.amount), 0);
  return {
    payments: taken.reduce((sum, one) => sum + one.payments, 0),
    ...{ amount: decimalOf(amount, currency), currency },
  };
}
