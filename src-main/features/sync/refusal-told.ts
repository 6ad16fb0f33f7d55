import type { Database } from 'better-sqlite3';
import type { SyncConflict } from '#shared/contract/sync.ts';
import type { Mutation } from '#shared/sync/mutations.ts';
import { recordTitle } from '#shared/sync/record-title.ts';
import { rejectionReason } from '#shared/sync/rejection-words.ts';
import type { LedgerRow } from '#shared/sync/rows.ts';
import { choicesOf, fieldOf, mineOf, type Refused } from './refusals.ts';
import { shownValue } from './shown-value.ts';

/** As it is told to a person, but for the money in it. `sees`: whether they may know of the customer who has what was wanted. */
export function conflictOf(
  db: Database,
  refused: Refused,
  sees: (customerId: string) => boolean,
): Omit<SyncConflict, 'taken'> {
  const { id, entry, rejection, entity, entityId } = refused;
  const { mutation } = entry;
  const field = fieldOf(rejection);
  const mine = mineOf(refused);
  const title = titleOf(db, refused);
  const theirs = theirsOf(db, refused);
  const other = rejection.conflictWith;
  const holder = other && sees(other.id) ? other : null;
  const shown = (value: unknown) => shownValue(db, field ?? '', value);
  return {
    ...{ id, entity, title, field, code: rejection.code },
    fullName: fullNameOf(
      db,
      mutation.name === 'ledger.add' ? lineCustomer(mutation.args.lines, entityId ?? '') : entityId,
    ),
    at: new Date(entry.createdAt).toISOString(),
    by: staffName(db, mutation.args.by),
    entityId:
      entityId === null
        ? null
        : mutation.name === 'ledger.add'
          ? lineCustomer(mutation.args.lines, entityId)
          : entityId,
    action: mutation.name === 'customer.change' ? mutation.args.action : mutation.name,
    reason:
      rejection.detail ??
      rejectionReason(rejection.code, {
        field,
        value: field === 'password' ? null : shown(mine).value,
        holder: holder?.title ?? null,
      }),
    mine: mine === null || mine === undefined ? null : shown(mine),
    theirs: theirs === null || theirs === undefined ? null : shown(theirs),
    holder: holder?.title == null ? null : { id: holder.id, title: holder.title, fullName: fullNameOf(db, holder.id) },
    choices: choicesOf(refused),
  };
}

const fullNameOf = (db: Database, id: string | null): string | null =>
  db.prepare<[string | null], string>('SELECT full_name FROM customer WHERE id = ?').pluck().get(id) ?? null;

const lineCustomer = (lines: readonly LedgerRow[], id: string): string | null =>
  lines.find((line) => line.id === id)?.customerId ?? null;

/** What stands at the server in the field that was refused. */
export function theirsOf(db: Database, refused: Refused): unknown {
  const field = fieldOf(refused.rejection);
  return refused.rejection.theirs ?? (field === null ? null : standing(db, refused, field));
}

/** What stands here now, which is what the server has. */
function standing(db: Database, { entity, entityId, entry }: Refused, field: string): unknown {
  if (entity !== 'customer' || entry.mutation.name === 'customers.add') return null;
  const column = STANDING[field];
  if (column === undefined) return null;
  return db.prepare<[string | null]>(`SELECT ${column} FROM customer WHERE id = ?`).pluck().get(entityId) ?? null;
}

const STANDING: Readonly<Record<string, string>> = {
  username: 'username',
  ip: 'ip',
  packageId: 'package_id',
  accountNumber: 'account_number',
};

/** What the customer or the record is called that it is about. */
export function titleOf(db: Database, { entry: { mutation }, entity, entityId }: Refused): string {
  const customer = (id: string | null | undefined): string | undefined =>
    db
      .prepare<[string | null], string>('SELECT username FROM customer WHERE id = ?')
      .pluck()
      .get(id ?? null);
  const added = mutation.name === 'customers.add' ? mutation.args.customers.find(({ id }) => id === entityId) : null;
  if (added) return customer(added.id) ?? added.username;
  if (mutation.name === 'ledger.add') return customer(lineCustomer(mutation.args.lines, entityId ?? '')) ?? '';
  if (entity === 'customer') return customer(entityId) ?? changedName(mutation) ?? '';
  if (mutation.name === 'records.put') {
    const record = mutation.args.records.find(({ id }) => id === entityId);
    return record ? recordTitle(record) : '';
  }
  return standingTitle(db, entity, entityId) ?? entityId ?? '';
}

/** Where a record's name stands, by its kind. */
const TITLES: Readonly<Record<string, string>> = {
  operator: 'name FROM operator',
  'staff-user': 'name FROM staff_user',
  package: 'name FROM package',
  'billing-profile': 'name FROM billing_profile',
  zone: 'name FROM zone',
  router: 'name FROM router',
  'network-address': 'code FROM network_address',
  'custom-field': 'label FROM custom_field',
};

/** A record that the server would not have removed is here again. */
function standingTitle(db: Database, kind: string, id: string | null): string | undefined {
  const place = TITLES[kind];
  return place === undefined
    ? undefined
    : db.prepare<[string | null], string>(`SELECT ${place} WHERE id = ?`).pluck().get(id);
}

const changedName = (mutation: Mutation): string | undefined =>
  mutation.name === 'customer.change' ? (mutation.was?.username ?? mutation.args.columns.username) : undefined;

const staffName = (db: Database, id: string): string =>
  db.prepare<[string], string>('SELECT name FROM staff_user WHERE id = ?').pluck().get(id) ?? '';
