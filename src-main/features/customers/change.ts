import type { InferContractRouterOutputs } from '@orpc/contract';
import type { customers as contract, CustomerFields, FieldProblem } from '#shared/contract/customers.ts';
import { RowChecker } from '#shared/domain/import/check/row-checker.ts';
import { CustomersToBe, type CustomerToBe } from '#shared/domain/import/customer-to-be.ts';
import { type ImportField, STANDARD_FIELDS } from '#shared/domain/import/fields.ts';
import { ReferenceIndex } from '#shared/domain/import/reference-index.ts';
import { flatFields, type FlatFields, threeWay } from '#shared/domain/customer/three-way.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Query, Store, WriteTransaction } from '../../store/index.ts';
import { gatherAll } from '../import/index.ts';
import { formProblems, oneRow } from './one-row.ts';
import { customerRow, profileOf } from './profile.ts';
import { type CustomerAt, type CustomerColumns, customerWriter, recordedColumns } from './write-customer.ts';

export type Changed = InferContractRouterOutputs<typeof contract>['change'];

interface Asked {
  readonly id: string;
  readonly version: number;
  readonly before: CustomerFields;
  readonly fields: CustomerFields;
}

interface Row extends CustomerAt, Omit<CustomerFields, 'custom'> {
  readonly operatorCode: string;
  readonly packageCode: string;
  readonly profileCode: string;
  readonly status: string;
  readonly custom: string;
}

const ROW = `SELECT customer.seq, customer.id, customer.operator_id AS operatorId, customer.version, customer.status,
  username, full_name AS fullName, phone, email, address, account_number AS accountNumber, client_type AS clientType,
  customer.medium, customer.sharing, customer.distribution_point AS distributionPoint, customer.division,
  customer.district, customer.thana, custom, operator.code AS operatorCode, package.code AS packageCode,
  billing_profile.code AS profileCode
  FROM customer JOIN operator ON operator.id = customer.operator_id JOIN package ON package.id = package_id
  JOIN billing_profile ON billing_profile.id = billing_profile_id WHERE customer.id = ?`;

/** Saves a form over a customer that somebody else may have changed meanwhile. Only what the form changed is checked and written. */
export async function changeCustomer(
  deps: Pick<FeatureDeps, 'store' | 'now' | 'newId'>,
  actor: Actor,
  asked: Asked,
): Promise<Changed> {
  const { store } = deps;
  // Within reach, or not there.
  customerRow(store, actor, asked.id);
  const told = await store.write((tx) => save(deps, tx, actor, asked));
  return told ?? { kind: 'saved', customer: profileOf(store, customerRow(store, actor, asked.id)) };
}

/** Null: it is saved. */
function save(
  { now, newId }: Pick<FeatureDeps, 'now' | 'newId'>,
  tx: WriteTransaction,
  actor: Actor,
  { id, version, before, fields }: Asked,
): Exclude<Changed, { kind: 'saved' }> | null {
  const row = tx.db.prepare<[string], Row>(ROW).get(id);
  if (!row) throw new Refusal('customer-unknown');
  if (row.status === 'deleted') throw new Refusal('customer-deleted');
  const theirs = fieldsOf(row);
  const mine = flatFields(fields);
  const { write, both } = threeWay(flatFields(before), mine, flatFields(theirs));
  if (version !== row.version && both.length > 0) {
    return { kind: 'conflict', version: row.version, ...lastChange(tx.db, id), theirs, both: [...both] };
  }
  if (write.length === 0) return null;
  const { problems, values } = checked(tx.orm, actor, row, mine, write);
  const isTaken = write.includes('username') && isUsernameTaken(tx.db, values.usernameKey, id);
  const taken: FieldProblem = { field: 'username', code: 'duplicate-username', params: { value: values.username } };
  if (isTaken) problems.push(taken);
  if (problems.length > 0) return { kind: 'refused', problems };

  const after = columnsOf(write, values, theirs);
  const was = valuesBefore(after, theirs, write);
  const { custom: _custom, ...plain } = after;
  const own = write.flatMap((field) => (field.startsWith('custom:') ? field.slice(7) : []));
  const customAfter = Object.fromEntries(own.map((field) => [field, values.custom[field] ?? null]));
  customerWriter(tx, now().getTime()).write(
    row,
    { columns: after },
    {
      actor,
      action: 'customer.change',
      before: was,
      after: { ...recordedColumns(plain), ...(own.length > 0 ? { custom: customAfter } : {}) },
      uid: newId(),
      args: { id, action: 'change', version: row.version + 1, ...after },
    },
  );
  return null;
}

function fieldsOf(row: Row): CustomerFields {
  const { seq: _s, id: _i, operatorId: _o, version: _v, status: _t, operatorCode: _c, packageCode: _p, ...rest } = row;
  const { profileCode: _profileCode, custom, ...fields } = rest;
  // Cast: the column is written from a record of texts.
  return { ...fields, custom: JSON.parse(custom) as Record<string, string> };
}

/** What a row of a file with these values would be told, as far as the form changed it, and what it would become. */
function checked(
  query: Query,
  actor: Actor,
  row: Row,
  mine: FlatFields,
  write: readonly string[],
): { readonly problems: FieldProblem[]; readonly values: CustomerToBe } {
  const reference = gatherAll(query, actor.operatorId);
  const values = new Map<ImportField, string>([
    ['operator', row.operatorCode],
    ['package', row.packageCode],
    ['billingProfile', row.profileCode],
  ]);
  const isField = (field: string): field is ImportField =>
    (STANDARD_FIELDS as readonly string[]).includes(field) ||
    reference.customFields.some(({ id }) => field === `custom:${id}`);
  const unknown = write.filter((field) => !isField(field));
  for (const [field, text] of Object.entries(mine)) if (isField(field)) values.set(field, text);
  const index = new ReferenceIndex(reference);
  const table = oneRow(values, reference);
  const { problems, ...keys } = new RowChecker(table.columns, index, undefined).check(0);
  const found = new CustomersToBe(table, index, undefined).of(0, keys);
  if (!found && keys.username !== null) throw new Error(`Customer ${row.id} refers to what is not there`);
  return {
    problems: [
      ...formProblems(problems.filter(({ field }) => write.includes(field))),
      ...unknown.map((field) => ({ field, code: 'custom-field-unknown', params: { value: field } })),
    ],
    values: found ?? NOBODY,
  };
}

/** Without a username nothing comes of a row; the problem says so. */
const NOBODY = { username: '', usernameKey: '', custom: {} } as unknown as CustomerToBe; // never written: there is a problem

/** The columns that the changed fields stand for. */
function columnsOf(write: readonly string[], values: CustomerToBe, theirs: CustomerFields): Partial<CustomerColumns> {
  const columns: [string, unknown][] = [];
  const custom: Record<string, string> = { ...theirs.custom };
  for (const field of write) {
    if (field.startsWith('custom:')) {
      const id = field.slice(7);
      const value = values.custom[id];
      if (value === undefined) Reflect.deleteProperty(custom, id);
      else custom[id] = value;
      continue;
    }
    // Cast: what is no custom field is one of the form's, and those are columns of the same name.
    columns.push([field, values[field as keyof CustomerToBe]]);
    if (field === 'username') columns.push(['usernameKey', values.usernameKey]);
    if (field === 'fullName') columns.push(['nameKey', values.nameKey]);
    if (field === 'phone') columns.push(['phoneKey', values.phoneKey]);
  }
  if (write.some((field) => field.startsWith('custom:'))) columns.push(['custom', custom]);
  return Object.fromEntries(columns);
}

/** The same fields as they were, for the history. */
function valuesBefore(after: Partial<CustomerColumns>, theirs: CustomerFields, write: readonly string[]) {
  const was: Readonly<Record<string, unknown>> = theirs;
  const plain = Object.keys(recordedColumns(after)).filter((field) => field !== 'custom');
  const own = write.flatMap((field) => (field.startsWith('custom:') ? field.slice(7) : []));
  return {
    ...Object.fromEntries(plain.map((field) => [field, was[field]])),
    ...(own.length > 0 ? { custom: Object.fromEntries(own.map((id) => [id, theirs.custom[id] ?? null])) } : {}),
  };
}

function isUsernameTaken(db: Store['reader'], usernameKey: string, but: string): boolean {
  const holder = db.prepare<[string, string]>(
    "SELECT 1 FROM customer WHERE username_key = ? AND status <> 'deleted' AND id <> ?",
  );
  return holder.get(usernameKey, but) !== undefined;
}

/** Who changed a customer last, and when. */
function lastChange(db: Store['reader'], id: string): { by: string; at: string } {
  const line = db
    .prepare<[string], { readonly by: string | null; readonly at: number }>(
      `SELECT staff_user.name AS by, audit.at FROM audit LEFT JOIN staff_user ON staff_user.id = staff_user_id
       WHERE entity = 'customer' AND entity_id = ? AND action <> 'customer.reveal-password'
       ORDER BY audit.seq DESC LIMIT 1`,
    )
    .get(id);
  return { by: line?.by ?? '', at: new Date(line?.at ?? 0).toISOString() };
}
