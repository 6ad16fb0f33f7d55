import { sql } from 'drizzle-orm';
import { type Operator, lineOf, reachOf } from '#shared/domain/operator/operator.ts';
import { Refusal } from '../../refusal.ts';
import type { Query } from '../../store/index.ts';

type Node = Pick<Operator, 'id' | 'parentId' | 'name'>;

/**
 * Throws Refusal `operator-move-uses` {name, count} when an operator is to go to another one above while customers of it, or
 * of those beneath it, have a package, a billing profile or a zone that could not be used there any more.
 */
export function refuseMove(orm: Query, moved: Node, operators: readonly Node[]): void {
  const after = operators.map((one) => (one.id === moved.id ? moved : one));
  const reach = reachOf(moved.id, after);
  const usable = new Set([...reach, ...lineOf(moved.id, after)]);
  const owners = JSON.stringify([...usable]);
  const { count } = orm.get<{ count: number }>(
    sql`SELECT count(*) AS count FROM customer
      LEFT JOIN package ON package.id = package_id
      LEFT JOIN billing_profile ON billing_profile.id = billing_profile_id
      LEFT JOIN zone ON zone.id = zone_id
      WHERE customer.operator_id IN (SELECT value FROM json_each(${JSON.stringify([...reach])})) AND (
        package.operator_id NOT IN (SELECT value FROM json_each(${owners}))
        OR billing_profile.operator_id NOT IN (SELECT value FROM json_each(${owners}))
        OR zone.operator_id NOT IN (SELECT value FROM json_each(${owners})))`,
  );
  if (count > 0) throw new Refusal('operator-move-uses', { name: moved.name, count, field: 'parentId' });
}
