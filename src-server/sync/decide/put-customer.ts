import { insertAll } from '../../store/insert-all.ts';
import { customer, tombstone } from '../../store/schema.ts';
import type { StoredCustomer } from '../rows/customer.ts';
import type { Work } from '../work.ts';
import { stampAll } from './stamp-all.ts';

/**
 * Writes a customer who is there. One who goes to another operator leaves a tombstone with the one before, and brings the
 * lines of the ledger along: who did not see them until now has to be told of them.
 */
export async function putCustomer(work: Work, before: StoredCustomer, after: StoredCustomer): Promise<void> {
  const { tx, version } = work;
  await tx.query('DELETE FROM customer WHERE id = $1', [before.id]);
  await insertAll(tx, customer, [after]);
  if (before.operatorId === after.operatorId) return;
  await insertAll(tx, tombstone, [
    { entity: 'customer', id: after.id, operatorId: before.operatorId, commitVersion: version },
  ]);
  await stampAll(work, { table: 'ledger_entry', where: 'customer_id = $1', key: after.id });
}
