import type { Database } from 'better-sqlite3';
import { LOOK_AGAIN } from '#shared/domain/billing/settled.ts';

const COLUMN = { package: 'package_id', billingProfile: 'billing_profile_id' } as const;

/**
 * Has the clock look anew at everybody on a package or under a billing profile, as its price or its days are others: until
 * when they are paid, and when they are due. What is billed already stays.
 */
export function lookAgain(db: Database, what: keyof typeof COLUMN, id: string): void {
  // Who was there before billing was has not been met yet.
  db.prepare(`UPDATE customer SET next_due_at = ? WHERE ${COLUMN[what]} = ? AND next_due_at IS NOT -1`).run(
    LOOK_AGAIN,
    id,
  );
}
