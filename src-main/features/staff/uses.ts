import { sql } from 'drizzle-orm';
import type { Query } from '../../store/index.ts';
import type { Use } from '../records/index.ts';

const counted = (orm: Query, table: string, id: string): number =>
  orm.get<{ count: number }>(sql`SELECT count(*) AS count FROM ${sql.identifier(table)} WHERE operator_id = ${id}`)
    .count;

/** What was written for an operator, and how. */
const MESSAGES = ['message', 'message_template', 'message_gateway'];

/** All that belongs to an operator. */
export function usesOfOperator(orm: Query, id: string): readonly Use[] {
  const { living, deleted } = orm.get<{ living: number; deleted: number }>(
    sql`SELECT coalesce(sum(status <> 'deleted'), 0) AS living, coalesce(sum(status = 'deleted'), 0) AS deleted
      FROM customer WHERE operator_id = ${id}`,
  );
  const { beneath } = orm.get<{ beneath: number }>(
    sql`SELECT count(*) AS beneath FROM operator WHERE parent_id = ${id}`,
  );
  return [
    { what: 'customers', count: living },
    { what: 'deleted-customers', count: deleted },
    { what: 'operators', count: beneath },
    { what: 'staff', count: counted(orm, 'staff_user', id) },
    { what: 'packages', count: counted(orm, 'package', id) },
    { what: 'profiles', count: counted(orm, 'billing_profile', id) },
    { what: 'zones', count: counted(orm, 'zone', id) },
    { what: 'blocks', count: counted(orm, 'network_address', id) },
    { what: 'messages', count: MESSAGES.reduce((sum, table) => sum + counted(orm, table, id), 0) },
  ];
}

/** All that a staff user has done: who did it must stay known. */
export function usesOfStaff(orm: Query, id: string): readonly Use[] {
  const { lines } = orm.get<{ lines: number }>(sql`SELECT count(*) AS lines FROM audit WHERE staff_user_id = ${id}`);
  return [{ what: 'history', count: lines }];
}
