import { type Admission, type FollowUp, followUp } from '#shared/domain/radius/follow-up.ts';
import type { Seal } from '../key/seal.ts';
import type { Transaction } from '../store/database.ts';
import { CUSTOMER, customerRow, type StoredCustomer } from '../sync/rows/customer.ts';
import { admissionsIn, admissionsOf } from './admissions.ts';
import { beginNames, keepNames } from './names.ts';
import { queueChanges } from './queue-changes.ts';
import { replaceRows, type Rows, rowsOf } from './user-rows.ts';

/** Any number, as long as it is always the same: whoever writes rows for FreeRADIUS takes turns by it. */
const LOCK = 7_258_114;

export interface RadiusWork {
  readonly tx: Transaction;
  readonly seal: Seal;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Held to the end of the transaction. */
export async function takeTurn(tx: Transaction): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
}

/**
 * Replaces all that FreeRADIUS has of some customers, those who are gone too, and queues what their open sessions have to be
 * told. `takeTurn` comes first.
 */
export async function writeCustomers(work: RadiusWork, ids: readonly string[]): Promise<void> {
  const { tx, seal, at } = work;
  if (ids.length === 0) return;
  const named = await tx.query<{ customerId: string; username: string }>(
    'SELECT customer_id AS "customerId", username FROM radius_user WHERE customer_id = ANY($1)',
    [ids],
  );
  const before = await admissionsOf(
    tx,
    named.map(({ username }) => username),
  );
  const customers = await tx.query<StoredCustomer>(`${CUSTOMER} WHERE id = ANY($1)`, [ids]);
  const rows = await rowsOf(
    tx,
    customers.map((stored) => customerRow(stored, seal)),
  );
  const usernames = new Set([...named.map(({ username }) => username), ...rows.names.values()]);
  await tx.query('DELETE FROM radius_user WHERE customer_id = ANY($1)', [ids]);
  await replaceRows(tx, [...usernames], rows);
  await keepNames(tx, ids, rows.names, at);
  if (before.size > 0) await queueChanges(tx, await changesOf(work, named, before, rows), at);
}

/**
 * Writes what FreeRADIUS is to have of customers who have just been taken in: nobody is online as one of them, and nothing
 * of theirs is read again. `takeTurn` comes first, and `writeCustomers`, which takes away what stands under names that
 * somebody has given up for them.
 */
export async function writeNewCustomers({ tx, at }: Omit<RadiusWork, 'seal'>, rows: Rows): Promise<void> {
  if (rows.names.size === 0) return;
  // Names first: what is asked of them is answered while the rows are written.
  await Promise.all([beginNames(tx, rows.names, at), replaceRows(tx, [...rows.names.values()], rows)]);
}

async function changesOf(
  { tx }: RadiusWork,
  named: readonly { readonly customerId: string; readonly username: string }[],
  before: ReadonlyMap<string, Admission>,
  rows: Rows,
): Promise<ReadonlyMap<string, FollowUp>> {
  const after = await admissionsIn(tx, rows);
  return new Map(
    named.flatMap(({ customerId, username }) => {
      const name = rows.names.get(customerId);
      const change = followUp(before.get(username) ?? null, (name !== undefined && after.get(name)) || null);
      return change ? [[username, change] as const] : [];
    }),
  );
}
