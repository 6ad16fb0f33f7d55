import type { CustomerFields, FieldProblem } from '#shared/contract/customers.ts';
import type { FlatFields } from '#shared/domain/customer/three-way.ts';
import { RowChecker } from '#shared/domain/import/check/row-checker.ts';
import { CustomersToBe, type CustomerToBe } from '#shared/domain/import/customer-to-be.ts';
import { type ImportField, STANDARD_FIELDS } from '#shared/domain/import/fields.ts';
import { ReferenceIndex } from '#shared/domain/import/reference-index.ts';
import type { Actor } from '../../procedure.ts';
import type { Query, Store } from '../../store/index.ts';
import { gatherAll } from '../import/index.ts';
import { formProblems, oneRow } from './one-row.ts';
import type { CustomerAt, CustomerColumns } from './write-customer.ts';

/** A customer as a form is laid over it. */
export interface FormRow extends CustomerAt {
  readonly status: string;
  readonly operatorCode: string;
  readonly packageCode: string;
  readonly profileCode: string;
  readonly fields: CustomerFields;
}

const PLAIN = [
  'username',
  'fullName',
  'phone',
  'email',
  'address',
  'accountNumber',
  'clientType',
  'medium',
  'sharing',
  'distributionPoint',
  'division',
  'district',
  'thana',
] as const;
type Plain = Omit<CustomerFields, 'custom'>;

const ROW = `SELECT customer.seq, customer.id, customer.operator_id AS operatorId, customer.version, customer.status,
  username, full_name AS fullName, phone, email, address, account_number AS accountNumber, client_type AS clientType,
  customer.medium, customer.sharing, customer.distribution_point AS distributionPoint, customer.division,
  customer.district, customer.thana, custom, operator.code AS operatorCode, package.code AS packageCode,
  billing_profile.code AS profileCode
  FROM customer JOIN operator ON operator.id = customer.operator_id JOIN package ON package.id = package_id
  JOIN billing_profile ON billing_profile.id = billing_profile_id WHERE customer.id = ?`;

export function formRow(db: Store['reader'], id: string): FormRow | null {
  const row = db.prepare<[string], Omit<FormRow, 'fields'> & Plain & { readonly custom: string }>(ROW).get(id);
  if (!row) return null;
  const { seq, operatorId, version, status, operatorCode, packageCode, profileCode } = row;
  // Casts: PLAIN has every plain field of a form; the custom values are written from a record of texts.
  const plain = Object.fromEntries(PLAIN.map((field) => [field, row[field]])) as Plain;
  const fields = { ...plain, custom: JSON.parse(row.custom) as Record<string, string> };
  return { seq, id, operatorId, version, status, operatorCode, packageCode, profileCode, fields };
}

/** What a row of a file with these values would be told, as far as the form changed it, and what it would become. */
export function checkedForm(
  query: Query,
  actor: Actor,
  row: FormRow,
  mine: FlatFields,
  write: readonly string[],
): { readonly problems: FieldProblem[]; readonly values: CustomerToBe | null } {
  const reference = gatherAll(query, actor.operatorId);
  const values = new Map<ImportField, string>([
    ['operator', row.operatorCode],
    ['package', row.packageCode],
    ['billingProfile', row.profileCode],
  ]);
  const isField = (field: string): field is ImportField =>
    (STANDARD_FIELDS as readonly string[]).includes(field) ||
    reference.customFields.some(({ id }) => field === `custom:${id}`);
  for (const [field, text] of Object.entries(mine)) if (isField(field)) values.set(field, text);
  const index = new ReferenceIndex(reference);
  const table = oneRow(values, reference);
  const { problems, ...keys } = new RowChecker(table.columns, index, undefined).check(0);
  const unknown = write.filter((field) => !isField(field));
  return {
    problems: [
      ...formProblems(problems.filter(({ field }) => write.includes(field))),
      ...unknown.map((field) => ({ field, code: 'custom-field-unknown', params: { value: field } })),
    ],
    values: new CustomersToBe(table, index, undefined).of(0, keys),
  };
}

/** The id of the custom field that a form's field stands for; null for one of the customer's own columns. */
export const customIdOf = (field: string): string | null => (field.startsWith('custom:') ? field.slice(7) : null);

/** The columns that the changed fields stand for. Values of custom fields that were taken away are kept. */
export function formColumns(
  write: readonly string[],
  values: CustomerToBe,
  theirs: CustomerFields,
): Partial<CustomerColumns> {
  const own = write.flatMap((field) => customIdOf(field) ?? []);
  const kept = Object.entries(theirs.custom).filter(([id]) => !own.includes(id));
  const given = own.flatMap((id) => {
    const value = values.custom[id];
    return value === undefined ? [] : [[id, value] as const];
  });
  const plain = PLAIN.filter((field) => write.includes(field)).map((field) => [field, values[field]] as const);
  return {
    ...Object.fromEntries(plain),
    ...(write.includes('username') ? { usernameKey: values.usernameKey } : {}),
    ...(write.includes('fullName') ? { nameKey: values.nameKey } : {}),
    ...(write.includes('phone') ? { phoneKey: values.phoneKey } : {}),
    ...(own.length > 0 ? { custom: Object.fromEntries([...kept, ...given]) } : {}),
  };
}

/** The changed fields of one side as the history keeps them. */
export function toldFields(
  write: readonly string[],
  from: Plain & { readonly custom: CustomerToBe['custom'] },
): Readonly<Record<string, unknown>> {
  const plain = PLAIN.filter((field) => write.includes(field)).map((field) => [field, from[field]] as const);
  const own = write.flatMap((field) => customIdOf(field) ?? []);
  return {
    ...Object.fromEntries(plain),
    ...(own.length > 0 ? { custom: Object.fromEntries(own.map((id) => [id, from.custom[id] ?? null])) } : {}),
  };
}
