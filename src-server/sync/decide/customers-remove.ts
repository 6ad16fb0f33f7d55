import { IS_NO_MONEY } from '#shared/domain/billing/kept-lines.ts';
import type { MutationOf } from '#shared/sync/mutations.ts';
import type { Rejection } from '#shared/sync/push.ts';
import { insertAll } from '../../store/insert-all.ts';
import { tombstone } from '../../store/schema.ts';
import { APPLIED, type Decided, type Work } from '../work.ts';

/**
 * Takes customers away for good, with their ledger; of those whose time is over what they have paid stays, in the name of
 * whose customers they were. Who is not there any more is what was asked for.
 */
export async function removeCustomers(
  work: Work,
  { ids, why }: MutationOf<'customers.remove'>['args'],
): Promise<Decided> {
  const { tx, reach, version, touched } = work;
  const found = await tx.query<{ id: string; operatorId: string; status: string; hasPaid: boolean }>(
    `SELECT id, operator_id AS "operatorId", status,
       EXISTS (SELECT 1 FROM ledger_entry WHERE customer_id = customer.id AND kind = 'payment') AS "hasPaid"
     FROM customer WHERE id = ANY($1)`,
    [ids],
  );
  const mine = found.filter(({ operatorId }) => reach.own.has(operatorId));
  // Somebody brought them back meanwhile, or has taken their money: that is not taken back with an import.
  const kept =
    why === 'purge' ? mine.filter(({ status }) => status !== 'deleted') : mine.filter(({ hasPaid }) => hasPaid);
  const gone = mine.filter((one) => !kept.includes(one));
  const goneIds = gone.map(({ id }) => id);
  await tx.query(`DELETE FROM ledger_entry WHERE customer_id = ANY($1) AND ${IS_NO_MONEY}`, [goneIds]);
  await tx.query(
    `UPDATE ledger_entry SET operator_id = customer.operator_id FROM customer
     WHERE customer_id = customer.id AND customer.id = ANY($1) AND ledger_entry.operator_id IS NULL`,
    [goneIds],
  );
  await tx.query('DELETE FROM customer WHERE id = ANY($1)', [goneIds]);
  await insertAll(
    tx,
    tombstone,
    gone.map(({ id, operatorId }) => ({ entity: 'customer', id, operatorId, commitVersion: version })),
  );
  for (const { id } of gone) touched.add(id);
  const rejections: Rejection[] = kept.map(({ id }) => ({ code: 'STALE_RECORD', ids: [id] }));
  if (rejections.length === 0) return APPLIED;
  return { status: gone.length > 0 ? 'applied' : 'rejected', rejections };
}
