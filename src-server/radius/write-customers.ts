import { type Admission, type FollowUp, followUp } from '#shared/domain/radius/follow-up.ts';
import type { Seal } from '../key/seal.ts';
import type { Transaction } from '../store/database.ts';
import { CUSTOMER, type StoredCustomer } from '../sync/rows/customer.ts';
import { admissionsIn, admissionsOf } from './admissions.ts';
import { beginNames, keepNames, type UsedNames } from './names.ts';
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
 * told. `takeTurn` comes first. Answers whose rows cannot be made, and why: they are queued to be tried again, and hold up
 * nobody. FreeRADIUS has of them what it had, as long as that is under the name that is theirs still.
 */
export async function writeCustomers(work: RadiusWork, ids: readonly string[]): Promise<Rows['unmade']> {
  const { tx, seal, at } = work;
  if (ids.length === 0) return new Map();
  const hadNames = await tx.query<Named>(
    'SELECT customer_id AS "customerId", username FROM radius_user WHERE customer_id = ANY($1)',
    [ids],
  );
  const customers = await tx.query<StoredCustomer>(`${CUSTOMER} WHERE id = ANY($1)`, [ids]);
  const rows = await rowsOf(tx, seal, customers);
  const stays = new Set(
    customers.filter((one) => rows.unmade.has(one.id) && hasName(hadNames, one)).map(({ id }) => id),
  );
  const named = hadNames.filter(({ customerId }) => !stays.has(customerId));
  const written = ids.filter((id) => !stays.has(id));
  const before = await admissionsOf(
    tx,
    named.map(({ username }) => username),
  );
  const usernames = new Set([...named.map(({ username }) => username), ...rows.names.values()]);
  await tx.query('DELETE FROM radius_user WHERE customer_id = ANY($1)', [written]);
  await replaceRows(tx, [...usernames], rows);
  await keepNames(tx, written, rows.names, at);
  if (before.size > 0) await queueChanges(tx, await changesOf(work, named, before, rows), at);
  await queueUnmade(tx, rows);
  return rows.unmade;
}

interface Named {
  readonly customerId: string;
  readonly username: string;
}

const hasName = (named: readonly Named[], { id, username }: StoredCustomer): boolean =>
  named.some((one) => one.customerId === id && one.username === username);

/** The worker tries them again, and tells of them (write-again.ts). */
async function queueUnmade(tx: Transaction, { unmade }: Rows): Promise<void> {
  if (unmade.size === 0) return;
  await tx.query(
    'INSERT INTO radius_again (customer_id) SELECT unnest($1::uuid[]) ON CONFLICT (customer_id) DO NOTHING',
    [[...unmade.keys()]],
  );
}

/**
 * Writes what FreeRADIUS is to have of customers who have just been taken in: nobody is online as one of them, and nothing
 * of theirs is read again. `used`: which of their names are not new (usedNames). `takeTurn` comes first, and
 * `writeCustomers`, which takes away what stands under names that somebody has given up for them.
 */
export async function writeNewCustomers(
  { tx, at }: Omit<RadiusWork, 'seal'>,
  rows: Rows,
  used: UsedNames,
): Promise<void> {
  const { names } = rows;
  const before = [...names.values()].filter((username) => used.has(username));
  await Promise.all([queueUnmade(tx, rows), replaceRows(tx, before, rows), beginNames(tx, names, at, used)]);
}

async function changesOf(
  { tx }: RadiusWork,
  named: readonly Named[],
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
