import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';

/** Columns by which a customer refers to a record. */
type Reference = 'package_id' | 'billing_profile_id' | 'zone_id' | 'operator_id';

interface Counted {
  readonly id: string;
  readonly count: number;
}

/**
 * How many customers that are not deleted refer to each record, among those whom the actor sees. Whoever sees all counts
 * along an index and takes the few deleted ones off again; whoever sees a part reads only that part.
 */
export function customersBy(
  store: Pick<Store, 'reader'>,
  actor: Actor,
  column: Reference,
): ReadonlyMap<string, number> {
  const reach = reachCondition(store, actor, 'operator_id');
  if (reach) {
    const sql = `SELECT ${column} AS id, count(*) AS count FROM customer
      WHERE status IN ('pending', 'active', 'suspended', 'expired') AND ${reach.sql} AND ${column} IS NOT NULL GROUP BY 1`;
    return mapOf(store.reader.prepare<unknown[], Counted>(sql).all(...reach.params));
  }
  const all = `SELECT ${column} AS id, count(*) AS count FROM customer WHERE ${column} IS NOT NULL GROUP BY 1`;
  const deleted = `SELECT ${column} AS id, count(*) AS count FROM customer
    WHERE status = 'deleted' AND ${column} IS NOT NULL GROUP BY 1`;
  const counts = new Map(mapOf(store.reader.prepare<[], Counted>(all).all()));
  for (const { id, count } of store.reader.prepare<[], Counted>(deleted).all()) {
    counts.set(id, (counts.get(id) ?? 0) - count);
  }
  return counts;
}

const mapOf = (counted: readonly Counted[]): ReadonlyMap<string, number> =>
  new Map(counted.map(({ id, count }) => [id, count]));
