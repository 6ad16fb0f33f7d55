import { setImmediate as turn } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import type { CustomerStatus } from '#shared/domain/customer/customer.ts';
import { reachOf } from '#shared/domain/operator/operator.ts';
import { parentsAfterMerge } from '#shared/domain/zone/tree.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { operator, zone } from '../../store/schema.ts';
import { reachOfActor } from '../operators/index.ts';
import type { StaleSearch } from '../records/index.ts';
import { type ZoneRow, zoneRows } from './zone-kind.ts';

type Deps = Pick<FeatureDeps, 'store' | 'now' | 'newId'> & { readonly stale: StaleSearch };

/** Customers that change their zone between two turns of the event loop. */
const SLICE = 500;

/**
 * Everything of one zone goes over to another, and the first is gone: all in one transaction, the search texts of many
 * customers behind it. Throws Refusal `record-unknown`, `zone-merge-self`, `zone-merge-retired`, `zone-merge-owner` and
 * `record-owner-in-use`.
 */
export async function mergeZones(
  { store, now, newId, stale }: Deps,
  actor: Actor,
  which: { readonly from: string; readonly into: string },
): Promise<{ moved: number }> {
  const reach = reachOfActor(store, actor);
  const moved = await store.write(async (tx) => {
    const rows = zoneRows(tx.orm);
    const own = (id: string): ZoneRow => {
      const row = rows.find((one) => one.id === id);
      if (!row || !reach.has(row.operatorId)) throw new Refusal('record-unknown');
      return row;
    };
    const nameOf = (id: string | null): string | null => rows.find((row) => row.id === id)?.name ?? null;
    const from = own(which.from);
    const into = own(which.into);
    refuseMerge(tx, from, into, rows);

    const at = now().getTime();
    const count = await moveCustomers(tx, actor, { from, into, at });
    for (const [id, parentId] of parentsAfterMerge(from.id, into.id, rows)) {
      const row = rows.find((one) => one.id === id);
      if (!row) continue;
      tx.orm
        .update(zone)
        .set({ parentId, version: row.version + 1 })
        .where(eq(zone.id, id))
        .run();
      tx.audit({
        actor,
        action: 'zone.change',
        entity: 'zone',
        entityId: id,
        before: { parent: nameOf(row.parentId) },
        after: { parent: nameOf(parentId) },
        ofOperatorId: row.operatorId,
      });
    }
    tx.orm.delete(zone).where(eq(zone.id, from.id)).run();
    stale.note(tx, 'zone', into.id);
    tx.audit({
      actor,
      action: 'zone.merge',
      entity: 'zone',
      entityId: from.id,
      before: { name: from.name },
      after: { into: into.name, moved: count },
      ofOperatorId: from.operatorId,
    });
    tx.journal({
      uid: newId(),
      name: 'zones.merge',
      args: { by: actor.staffUserId, at, from: from.id, into: into.id },
    });
    return count;
  });
  stale.start();
  return { moved };
}

function refuseMerge(tx: WriteTransaction, from: ZoneRow, into: ZoneRow, rows: readonly ZoneRow[]): void {
  if (from.id === into.id) throw new Refusal('zone-merge-self', { name: from.name });
  if (into.retiredAt !== null) throw new Refusal('zone-merge-retired', { name: into.name });
  if (from.operatorId === into.operatorId) return;
  // A zone and those beneath it have one owner.
  if (rows.some(({ parentId }) => parentId === from.id)) throw new Refusal('zone-merge-owner', { name: from.name });
  const users = reachOf(into.operatorId, tx.orm.select().from(operator).all());
  const { count } = tx.orm.get<{ count: number }>(
    sql`SELECT count(*) AS count FROM customer WHERE zone_id = ${from.id}
      AND operator_id NOT IN (SELECT value FROM json_each(${JSON.stringify([...users])}))`,
  );
  if (count > 0) throw new Refusal('zone-merge-users', { name: into.name, count });
}

/**
 * How many went over, those that are deleted apart. Every customer gets its line of history: its own page must tell why it
 * is in another zone.
 */
async function moveCustomers(
  tx: WriteTransaction,
  actor: Actor,
  { from, into, at }: { readonly from: ZoneRow; readonly into: ZoneRow; readonly at: number },
): Promise<number> {
  const customers = tx.db
    .prepare<[string], Moving>('SELECT seq, id, operator_id AS operatorId, status FROM customer WHERE zone_id = ?')
    .all(from.id);
  const move = tx.db.prepare<[string, number, number]>(
    'UPDATE customer SET zone_id = ?, version = version + 1, updated_at = ? WHERE seq = ?',
  );
  for (const [i, { seq, id, operatorId }] of customers.entries()) {
    if (i % SLICE === SLICE - 1) await turn();
    move.run(into.id, at, seq);
    tx.audit({
      actor,
      action: 'customer.change-zone',
      entity: 'customer',
      entityId: id,
      before: { zone: from.name },
      after: { zone: into.name },
      ofOperatorId: operatorId,
    });
  }
  return customers.filter(({ status }) => status !== 'deleted').length;
}

interface Moving {
  readonly seq: number;
  readonly id: string;
  readonly operatorId: string;
  readonly status: CustomerStatus;
}
