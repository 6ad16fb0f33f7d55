import { sql } from 'drizzle-orm';
import { reachOf } from '#shared/domain/operator/operator.ts';
import { Refusal } from '../../refusal.ts';
import type { Query } from '../../store/index.ts';
import { operator } from '../../store/schema.ts';

/** Names of operators by id, for lists and histories. */
export function operatorNames(orm: Query): ReadonlyMap<string, string> {
  return new Map(
    orm
      .select({ id: operator.id, name: operator.name })
      .from(operator)
      .all()
      .map(({ id, name }) => [id, name]),
  );
}

/** A column by which customers refer to a record. */
export type CustomerReference = 'package_id' | 'billing_profile_id' | 'zone_id';

/** How many customers refer to a record, deleted ones apart: they may come back. */
export function customersOf(orm: Query, column: CustomerReference, id: string): { living: number; deleted: number } {
  const { all, deleted } = orm.get<{ all: number; deleted: number }>(
    sql`SELECT count(*) AS "all", coalesce(sum(status = 'deleted'), 0) AS deleted FROM customer
      WHERE ${sql.identifier(column)} = ${id}`,
  );
  return { living: all - deleted, deleted };
}

/**
 * Throws Refusal `record-owner-in-use` {name, count, field} when a record is to go to an owner under whom some of its
 * customers could no longer use it.
 */
export function refuseOwner(
  orm: Query,
  ownerId: string,
  record: { readonly id: string; readonly name: string; readonly column: CustomerReference },
): void {
  const users = JSON.stringify([...reachOf(ownerId, orm.select().from(operator).all())]);
  const { count } = orm.get<{ count: number }>(
    sql`SELECT count(*) AS count FROM customer WHERE ${sql.identifier(record.column)} = ${record.id}
      AND operator_id NOT IN (SELECT value FROM json_each(${users}))`,
  );
  if (count > 0) throw new Refusal('record-owner-in-use', { name: record.name, count, field: 'operatorId' });
}
