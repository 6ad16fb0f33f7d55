import { folded } from '#shared/domain/text.ts';
import type { CustomerRow } from '#shared/sync/rows.ts';
import type { Seal } from '../../key/seal.ts';
import { customer } from '../../store/schema.ts';
import { without } from '../../store/without.ts';
import { selectOf } from './columns.ts';

export type StoredCustomer = typeof customer.$inferSelect;

export const CUSTOMER = selectOf(customer);

const where = (id: string): string => `${id}:customer.password_sealed`;

/** As it travels. */
export function customerRow(stored: StoredCustomer, seal: Seal): CustomerRow {
  const { passwordSealed, id } = stored;
  const password = passwordSealed === null ? null : seal.open(passwordSealed, where(id));
  return { ...without(stored, ['usernameKey', 'passwordSealed', 'undo', 'commitVersion']), password };
}

/** As it is stored. */
export function storedCustomer(row: CustomerRow, seal: Seal, commitVersion: number): StoredCustomer {
  const { password } = row;
  const stored = {
    // With the password: what is no column is not stored. To leave it out takes as long as to seal it.
    ...row,
    usernameKey: folded(row.username),
    passwordSealed: password === null ? null : seal.seal(password, where(row.id)),
    undo: null,
    commitVersion,
  };
  return stored;
}

/** Each is sealed when it is asked for: while those before are written. */
export function* storedCustomers(
  rows: readonly CustomerRow[],
  seal: Seal,
  commitVersion: number,
): Generator<StoredCustomer> {
  for (const row of rows) yield storedCustomer(row, seal, commitVersion);
}
