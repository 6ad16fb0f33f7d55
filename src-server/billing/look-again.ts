import { PRICED, TERMS } from '#shared/domain/billing/tariff.ts';
import { LOOK_AGAIN } from '#shared/domain/billing/settled.ts';
import type { RecordRow } from '#shared/sync/rows.ts';
import type { Transaction } from '../store/database.ts';

/** What makes a price, and the column of a customer that names it. */
const KINDS = {
  package: { fields: PRICED, column: 'package_id' },
  'billing-profile': { fields: TERMS, column: 'billing_profile_id' },
} as const;

type Bodied = Pick<RecordRow, 'kind' | 'id' | 'body'>;

/**
 * Has the clock look anew at everybody on a package or under a billing profile whose price or days are others now: until when
 * they are paid, and when they are due. What is billed already stays.
 */
export async function lookAgain(tx: Transaction, before: Bodied, after: Bodied): Promise<void> {
  if (after.kind !== 'package' && after.kind !== 'billing-profile') return;
  const { fields, column } = KINDS[after.kind];
  if (fields.every((field) => before.body[field] === after.body[field])) return;
  // Who was there before billing was has not been met yet; and nothing of it concerns a console before the clock has come by.
  await tx.query(`UPDATE customer SET next_due_at = $1 WHERE ${column} = $2 AND next_due_at IS DISTINCT FROM -1`, [
    LOOK_AGAIN,
    after.id,
  ]);
}
