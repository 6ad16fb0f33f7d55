import { folded } from '#shared/domain/text.ts';
import { HEADINGS } from '#shared/domain/import/fields.ts';
import type { WriteTransaction } from '../../../store/index.ts';
import { BEFORE_BILLING } from '../../billing/index.ts';
import { DAY_MS, sampleCustomers } from './sample.ts';

/**
 * Lets the sample's customers have joined over the years, and some of them be pending, suspended, expired or deleted.
 * `batch` is what they were written under; nobody imported them, so they keep no trace of it. Answers who they are.
 */
export function giveLives(tx: WriteTransaction, batch: string, now: Date): readonly string[] {
  const live = tx.db.prepare(
    `UPDATE customer SET status = ?, suspended_reason = ?, created_at = ?, updated_at = ?, deleted_at = ?,
       activated_at = ?, next_due_at = ?
     WHERE batch_id = ? AND username_key = ?`,
  );
  const ids = tx.db
    .prepare<[string], string>('SELECT id FROM customer WHERE batch_id = ? ORDER BY seq')
    .pluck()
    .all(batch);
  for (const { row, status, suspendedReason, joinedDaysAgo } of sampleCustomers) {
    const joined = now.getTime() - joinedDaysAgo * DAY_MS;
    const changed = status === 'active' || status === 'pending' ? joined : now.getTime();
    const username = row[HEADINGS.username] ?? '';
    const deletedAt = status === 'deleted' ? changed : null;
    const activatedAt = status === 'pending' ? null : joined;
    live.run(
      status,
      suspendedReason ?? null,
      joined,
      changed,
      deletedAt,
      activatedAt,
      BEFORE_BILLING,
      batch,
      folded(username),
    );
  }
  tx.db.prepare('UPDATE customer SET batch_id = NULL, batch_row = NULL WHERE batch_id = ?').run(batch);
  tx.db.prepare('UPDATE ledger_entry SET batch_id = NULL WHERE batch_id = ?').run(batch);
  return ids;
}
