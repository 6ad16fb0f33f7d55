import { setImmediate as turn } from 'node:timers/promises';
import { and, eq } from 'drizzle-orm';
import { MOST_RECORDS } from '#shared/sync/mutations.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { importBatch, importSession } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { reachOfActor } from '../operators/index.ts';
import { CHUNK_ROWS } from './chunk.ts';
import { batchOf, type BatchRecord } from './batch-record.ts';

export interface Undone {
  readonly batch: string;
  readonly removed: number;
  readonly left: { readonly username: string; readonly code: string }[];
}

/**
 * Takes back what a batch created, as if it had never been, except customers that somebody has touched since: these stay
 * and are told. What was there before the batch is never looked at: only rows that carry the batch's id are.
 */
export async function undoBatch(deps: FeatureDeps, actor: Actor, id: string): Promise<Undone> {
  const { store } = deps;
  const batch = refuseForeignBatch(store, actor, id);
  return store.write(async (tx) => {
    // Whoever has gone to somebody else's customers since is neither touched nor told of.
    const reach = JSON.stringify([...reachOfActor({ reader: tx.db }, actor)]);
    const left = tx.db.prepare<Asked, Left>(TOUCHED).all(id, id, reach);
    const untouched = tx.db.prepare<Asked, Untouched>(UNTOUCHED).all(id, id, reach);
    const forget = {
      search: tx.db.prepare<[number]>('DELETE FROM customer_search WHERE rowid = ?'),
      devices: tx.db.prepare<[string]>('DELETE FROM device WHERE customer_id = ?'),
      ledger: tx.db.prepare<[string]>('DELETE FROM ledger_entry WHERE customer_id = ?'),
      customer: tx.db.prepare<[number]>('DELETE FROM customer WHERE seq = ?'),
    };
    for (const [i, { seq, id: customerId }] of untouched.entries()) {
      if (i % CHUNK_ROWS === CHUNK_ROWS - 1) await turn();
      forget.search.run(seq);
      forget.devices.run(customerId);
      forget.ledger.run(customerId);
      forget.customer.run(seq);
    }
    if (batch.state === 'undone' && untouched.length === 0) return { batch: id, removed: 0, left: left.map(told) };
    tx.orm.update(importBatch).set({ state: 'undone' }).where(eq(importBatch.id, id)).run();
    // An interrupted commit of the same file begins anew instead of going on behind what was taken back.
    tx.orm
      .update(importSession)
      .set({ state: 'open', batchId: null })
      .where(and(eq(importSession.batchId, id), eq(importSession.state, 'committing')))
      .run();
    const undone = {
      batch: id,
      removed: untouched.length,
      left: left.map(told),
    };
    const done = { by: actor.staffUserId, at: deps.now().getTime(), why: 'undo-import' as const };
    for (let start = 0; start < untouched.length; start += MOST_RECORDS) {
      const ids = untouched.slice(start, start + MOST_RECORDS).map(({ id: customerId }) => customerId);
      tx.journal({ uid: deps.newId(), name: 'customers.remove', args: { ...done, ids }, batchId: id });
    }
    // A line for every operator whose customers went, and one at least.
    const owners = Map.groupBy(untouched, ({ operatorId }) => operatorId);
    for (const ofOperatorId of new Set([batch.operatorId, ...owners.keys()])) {
      const removed = owners.get(ofOperatorId)?.length ?? 0;
      if (removed === 0 && ofOperatorId !== batch.operatorId) continue;
      tx.audit({
        actor,
        action: 'import.undo',
        entity: 'import-batch',
        entityId: id,
        before: { fileName: batch.fileName, imported: batch.imported },
        after: { removed, ...(ofOperatorId === batch.operatorId ? { left: left.length } : {}) },
        ofOperatorId,
      });
    }
    return undone;
  });
}

const told = ({ username, deleted }: Left) => ({
  username,
  code: deleted === 1 ? 'deleted-since' : 'changed-since',
});

/** The batch, if it is within the actor's reach; a foreign one is unknown. */
export function refuseForeignBatch(store: Store, actor: Actor, id: string): BatchRecord {
  const batch = batchOf(store, id);
  if (batch && reachOfActor(store, actor).has(batch.operatorId)) return batch;
  throw new Refusal('import-batch-unknown', { batch: id });
}

interface Untouched {
  readonly seq: number;
  readonly id: string;
  readonly operatorId: string;
}

interface Left {
  readonly id: string;
  readonly username: string;
  readonly deleted: 0 | 1;
}

/** Twice the batch, and the operators within reach as a JSON array. */
type Asked = [string, string, string];

/** How often the billing clock changed its state. */
const BY_CLOCK = `(SELECT count(*) FROM audit
  WHERE entity = 'customer' AND entity_id = c.id AND staff_user_id = '')`;

/** Nobody changed it, paid on it, or bound a device to it. What the billing clock posts is nobody's doing. */
const IS_UNTOUCHED = `(version = 1 OR version = 1 + ${BY_CLOCK}) AND deleted_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM ledger_entry l WHERE l.customer_id = c.id AND l.batch_id IS NOT ? AND l.by <> '')
  AND NOT EXISTS (SELECT 1 FROM device d WHERE d.customer_id = c.id AND d.added_at <> c.created_at)`;
const OF_BATCH = 'batch_id = ? AND operator_id IN (SELECT value FROM json_each(?))';
const UNTOUCHED = `SELECT seq, id, operator_id AS operatorId FROM customer c WHERE ${IS_UNTOUCHED} AND ${OF_BATCH}`;
const TOUCHED = `SELECT id, username, deleted_at IS NOT NULL AS deleted FROM customer c
  WHERE NOT (${IS_UNTOUCHED}) AND ${OF_BATCH}`;
