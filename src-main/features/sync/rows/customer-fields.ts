import { getTableColumns } from 'drizzle-orm';
import { folded } from '#shared/domain/text.ts';
import { CustomerRow } from '#shared/sync/rows.ts';
import { openPassword, sealPassword, type Seal } from '../../../store/index.ts';
import { customer } from '../../../store/schema.ts';
import { type Field, fieldOf, secretField, type Value } from './kinds/field.ts';

/** A customer without what lies in a table of its own. */
export type CustomerColumns = Omit<CustomerRow, 'id' | 'devices'>;

const columns = new Map(Object.entries(getTableColumns(customer)));

/** The fields of a customer that lie in their row. */
export const FIELDS: readonly Field[] = Object.keys(CustomerRow.omit({ id: true, devices: true }).shape).map((name) =>
  name === 'password'
    ? secretField(name, { column: 'password_sealed', seal: sealPassword, open: openPassword })
    : fieldOf(name, columns.get(name)),
);

/** What is compared of a field, for those of which something else is compared than they say. */
export const KEYS: Readonly<
  Partial<Record<string, { readonly column: string; readonly of: (row: CustomerColumns) => string }>>
> = {
  username: { column: 'username_key', of: ({ username }) => folded(username) },
  fullName: { column: 'name_key', of: ({ fullName }) => folded(fullName) },
};

/** `SELECT` of the fields in their order. */
export const SELECTED = FIELDS.map(({ column }) => column).join(', ');

/** What stands in a row that was selected by them. */
export function columnsIn(values: readonly Value[], id: string, seal: Seal): CustomerColumns {
  const told = FIELDS.map((field, i) => [field.name, field.read(values[i] ?? null, id, seal)] as const);
  // Cast: the fields are those of CustomerRow, and each column holds nothing but what its field may be.
  return Object.fromEntries(told) as unknown as CustomerColumns;
}
