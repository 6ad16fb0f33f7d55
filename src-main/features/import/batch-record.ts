import { and, count, desc, eq, inArray, isNull } from 'drizzle-orm';
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
  const refused = refusedOf(store, reach);
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
    undoable: batch.state === 'undone' ? 0 : remaining(store, batch.id, reach),
    refused: refused.get(batch.id) ?? 0,
  }));
}

/** By batch, how many of its customers the central server did not take. Nothing that is sealed is opened for it. */
function refusedOf({ reader }: Store, reach: ReadonlySet<string>): ReadonlyMap<string, number> {
  const found = reader
    .prepare<[string], readonly [string, number]>(
      `SELECT sync_journal.batch_id, count(DISTINCT customer.id) FROM sync_journal
         JOIN sync_reference USING (seq) JOIN customer ON customer.id = sync_reference.id
         WHERE sync_journal.state = 'rejected' AND sync_journal.batch_id IS NOT NULL AND sync_reference.entity = 'customer'
           AND customer.operator_id IN (SELECT value FROM json_each(?))
         GROUP BY sync_journal.batch_id`,
    )
    .raw()
    .all(JSON.stringify([...reach]));
  return new Map(found);
}

/** Customers within reach that would go with an undo, as far as their row tells. */
function remaining(store: Store, batch: string, reach: ReadonlySet<string>): number {
  const untouched = and(
    eq(customer.batchId, batch),
    eq(customer.version, 1),
    isNull(customer.deletedAt),
    inArray(customer.operatorId, [...reach]),
  );
  return store.query.select({ n: count() }).from(customer).where(untouched).get()?.n ?? 0;
}
