import { type RadiusCustomer, customerRows } from '#shared/domain/radius/customer-rows.ts';
import { expirationOf } from '#shared/domain/radius/expiration.ts';
import { type Admission, type FollowUp, followUp } from '#shared/domain/radius/follow-up.ts';
import { planGroup } from '#shared/domain/radius/groups.ts';
import type { UserRows } from '#shared/domain/radius/rows.ts';
import type { Seal } from '../key/seal.ts';
import type { Transaction } from '../store/database.ts';
import { insertAll } from '../store/insert-all.ts';
import { CUSTOMER, customerRow, type StoredCustomer } from '../sync/rows/customer.ts';
import { accountsOf } from './accounts.ts';
import { admissionsIn, admissionsOf } from './admissions.ts';
import { ispOf } from './isp.ts';
import { keepNames } from './names.ts';
import { queueChanges } from './queue-changes.ts';
import { radcheck, radiusUser, radreply, radusergroup } from './tables.ts';

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
  const { tx, at } = work;
  if (ids.length === 0) return;
  const named = await tx.query<{ customerId: string; username: string }>(
    'SELECT customer_id AS "customerId", username FROM radius_user WHERE customer_id = ANY($1)',
    [ids],
  );
  const before = await admissionsOf(
    tx,
    named.map(({ username }) => username),
  );
  const rows = await rowsOf(work, ids);
  const usernames = new Set([...named.map(({ username }) => username), ...rows.names.values()]);
  await replaceRows(tx, [...usernames], rows);
  await tx.query('DELETE FROM radius_user WHERE customer_id = ANY($1)', [ids]);
  await insertAll(
    tx,
    radiusUser,
    [...rows.names].map(([customerId, username]) => ({ customerId, username })),
  );
  await keepNames(tx, ids, rows.names, at);
  if (before.size > 0) await queueChanges(tx, await changesOf(work, named, before, rows), at);
}

interface Rows extends UserRows {
  /** Those who have rows, by their id. */
  readonly names: ReadonlyMap<string, string>;
}

async function rowsOf({ tx, seal }: RadiusWork, ids: readonly string[]): Promise<Rows> {
  const customers = await tx.query<StoredCustomer>(`${CUSTOMER} WHERE id = ANY($1)`, [ids]);
  const isp = await ispOf(
    tx,
    customers.flatMap(({ packageId, nextPackageId }) => [
      packageId,
      ...(nextPackageId === null ? [] : [nextPackageId]),
    ]),
    customers.map(({ billingProfileId }) => billingProfileId),
  );
  const active = customers.filter(({ status }) => status === 'active');
  const accounts = await accountsOf(tx, active, isp);
  const made = customers.map((stored) => {
    const { id, username, password, status, suspendedReason, ip, devices, packageId } = customerRow(stored, seal);
    const account = accounts.get(id);
    const plan = isp.packages.get(packageId);
    const customer: RadiusCustomer = {
      ...{ username, password, status, suspendedReason, ip, type: isp.typeOf(stored) },
      macs: devices.map(({ mac }) => mac),
      expiration: account ? expirationOf(account, isp.world) : null,
      group: planGroup({ id: packageId, radiusGroup: plan?.radiusGroup ?? null }),
    };
    return { id, username, rows: customerRows(customer) };
  });
  return {
    check: made.flatMap(({ rows }) => rows.check),
    reply: made.flatMap(({ rows }) => rows.reply),
    groups: made.flatMap(({ rows }) => rows.groups),
    names: new Map(made.filter(({ rows }) => rows.check.length > 0).map(({ id, username }) => [id, username])),
  };
}

async function replaceRows(tx: Transaction, usernames: readonly string[], rows: UserRows): Promise<void> {
  await tx.query('DELETE FROM radcheck WHERE username = ANY($1)', [usernames]);
  await tx.query('DELETE FROM radreply WHERE username = ANY($1)', [usernames]);
  await tx.query('DELETE FROM radusergroup WHERE username = ANY($1)', [usernames]);
  await insertAll(tx, radcheck, rows.check);
  await insertAll(tx, radreply, rows.reply);
  await insertAll(tx, radusergroup, rows.groups);
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
