import { count, desc, eq, inArray } from 'drizzle-orm';
import type { Batch } from '#shared/contract/import.ts';
import type { Store, WriteTransaction } from '../../store/store.ts';
import { customer, importBatch, staffUser } from '../../store/schema.ts';

export type BatchRecord = typeof importBatch.$inferSelect;

export function batchOf(store: Store, id: string): BatchRecord | undefined {
  return store.query.select().from(importBatch).where(eq(importBatch.id, id)).get();
}

/** Begins or goes on with a batch: what stands there already is kept. */
export function recordBatch(tx: WriteTransaction, batch: BatchRecord): void {
  const { imported, failed, skipped, doneThrough, state } = batch;
  tx.orm
    .insert(importBatch)
    .values(batch)
    .onConflictDoUpdate({ target: importBatch.id, set: { imported, failed, skipped, doneThrough, state } })
    .run();
}

/** The batches of these operators, newest first. */
export function batchesOf(store: Store, reach: ReadonlySet<string>): Batch[] {
  const found = store.query
    .select({ batch: importBatch, by: staffUser.name })
    .from(importBatch)
    .leftJoin(staffUser, eq(staffUser.id, importBatch.staffUserId))
    .where(inArray(importBatch.operatorId, [...reach]))
    .orderBy(desc(importBatch.at))
    .all();
  return found.map(({ batch, by }) => ({
    batch: batch.id,
    fileName: batch.fileName,
    rows: batch.rows,
    imported: batch.imported,
    failed: batch.failed,
    skipped: batch.skipped,
    at: batch.at.toISOString(),
    by: by ?? '',
    state: batch.state,
    undoable: batch.state === 'undone' ? 0 : remaining(store, batch.id),
  }));
}

function remaining(store: Store, batch: string): number {
  const found = store.query.select({ n: count() }).from(customer).where(eq(customer.batchId, batch)).get();
  return found?.n ?? 0;
}
