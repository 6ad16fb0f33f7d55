import type { Account } from '#shared/domain/billing/account.ts';
import type { CustomerStatus } from '#shared/domain/customer/customer.ts';
import { type RadiusCustomer, customerRows } from '#shared/domain/radius/customer-rows.ts';
import { expirationOf } from '#shared/domain/radius/expiration.ts';
import { planGroup } from '#shared/domain/radius/groups.ts';
import type { UserRows } from '#shared/domain/radius/rows.ts';
import type { CustomerRow } from '#shared/sync/rows.ts';
import type { Seal } from '../key/seal.ts';
import type { Transaction } from '../store/database.ts';
import { insertAll } from '../store/insert-all.ts';
import { customerRow, type StoredCustomer, withPassword } from '../sync/rows/customer.ts';
import type { Added } from '../sync/touched.ts';
import { accountOfNew, accountsOf } from './accounts.ts';
import { type Isp, ispOfCustomers } from './isp.ts';
import { radcheck, radiusUser, radreply, radusergroup } from './tables.ts';

/** What FreeRADIUS is to have of some customers. */
export interface Rows extends UserRows {
  /** Those who have rows, by their id. */
  readonly names: ReadonlyMap<string, string>;
  /** Those whose rows cannot be made, by their id, and why: they hold up nobody else. */
  readonly unmade: ReadonlyMap<string, unknown>;
}

/** Makes the rows of customers as they stand, with their accounts by the whole ledger. */
export async function rowsOf(tx: Transaction, seal: Seal, customers: readonly StoredCustomer[]): Promise<Rows> {
  const isp = await ispOfCustomers(tx, customers);
  const accounts = await accountsOf(tx, customers.filter(isActive), isp);
  // Who does not log in has no rows, whatever else is wrong with them: their password is not opened.
  const row = (stored: StoredCustomer) =>
    LOGS_IN_NO_MORE.includes(stored.status) ? withPassword(stored, null) : customerRow(stored, seal);
  return rowsBy(
    customers,
    ({ id }) => id,
    (stored) => ({ row: row(stored), isp, account: accounts.get(stored.id) ?? null }),
  );
}

/** The same of customers who have just been taken in. Nothing is asked. */
export const rowsOfNew = (added: readonly Added[]): Rows =>
  rowsBy(
    added,
    ({ row }) => row.id,
    (one) => ({ ...one, account: isActive(one.row) ? accountOfNew(one) : null }),
  );

const LOGS_IN_NO_MORE: readonly CustomerStatus[] = ['pending', 'deleted'];
const isActive = ({ status }: { readonly status: CustomerStatus }): boolean => status === 'active';

interface Reckoned {
  readonly row: CustomerRow;
  readonly isp: Isp;
  /** Of those who are active. */
  readonly account: Account | null;
}

/** Nothing is asked of the database in here: what is thrown is of the customer in hand alone. */
function rowsBy<One>(
  customers: readonly One[],
  idOf: (customer: One) => string,
  reckoned: (customer: One) => Reckoned,
): Rows {
  const rows: { [Table in keyof UserRows]: UserRows[Table][number][] } = { check: [], reply: [], groups: [] };
  const names = new Map<string, string>();
  const unmade = new Map<string, unknown>();
  for (const one of customers) {
    try {
      const made = reckoned(one);
      const { check, reply, groups } = rowsOfOne(made);
      rows.check.push(...check);
      rows.reply.push(...reply);
      rows.groups.push(...groups);
      if (check.length > 0) names.set(made.row.id, made.row.username);
    } catch (error) {
      unmade.set(idOf(one), error);
    }
  }
  return { ...rows, names, unmade };
}

function rowsOfOne({ row, isp, account }: Reckoned): UserRows {
  const { username, password, status, suspendedReason, ip, devices, packageId } = row;
  const plan = isp.packages.get(packageId);
  const customer: RadiusCustomer = {
    ...{ username, password, status, suspendedReason, ip, type: isp.typeOf(row) },
    macs: devices.map(({ mac }) => mac),
    expiration: account ? expirationOf(account, isp.world) : null,
    group: planGroup({ id: packageId, radiusGroup: plan?.radiusGroup ?? null }),
  };
  return customerRows(customer);
}

/** Writes rows in place of all that stand under some names. */
export async function replaceRows(tx: Transaction, usernames: readonly string[], rows: Rows): Promise<void> {
  const written = [...rows.names].map(([customerId, username]) => ({ customerId, username }));
  await Promise.all([
    removeRows(tx, usernames),
    insertAll(tx, radcheck, rows.check),
    insertAll(tx, radreply, rows.reply),
    insertAll(tx, radusergroup, rows.groups),
    insertAll(tx, radiusUser, written),
  ]);
}

async function removeRows(tx: Transaction, usernames: readonly string[]): Promise<void> {
  if (usernames.length === 0) return;
  await tx.query(
    `WITH checks AS (DELETE FROM radcheck WHERE username = ANY($1)),
     replies AS (DELETE FROM radreply WHERE username = ANY($1))
   DELETE FROM radusergroup WHERE username = ANY($1)`,
    [usernames],
  );
}
