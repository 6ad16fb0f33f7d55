import { folded } from '#shared/domain/text.ts';
import type { CustomerRow } from '#shared/sync/rows.ts';
import type { Seal } from '../../key/seal.ts';
import { customer } from '../../store/schema.ts';
import { without } from '../../store/without.ts';
import { selectOf } from './columns.ts';

export type StoredCustomer = typeof customer.$inferSelect;

export const CUSTOMER = selectOf(customer);

const where = (id: string): string => `${id}:customer.password_sealed`;

/** As it travels. Throws when the seal of the password is damaged. */
export const customerRow = (stored: StoredCustomer, seal: Seal): CustomerRow =>
  withPassword(stored, passwordOf(stored, seal));

/** As it travels, with a password that is known. */
export const withPassword = (stored: StoredCustomer, password: string | null): CustomerRow => ({
  ...without(stored, ['usernameKey', 'passwordSealed', 'undo', 'commitVersion']),
  password,
});

/** The same of whoever it is: a password that nobody can read any more is told by `unread`. */
export function readableRow(
  stored: StoredCustomer,
  seal: Seal,
  unread: (error: unknown) => string | null = () => null,
): CustomerRow {
  try {
    return customerRow(stored, seal);
  } catch (error) {
    return withPassword(stored, unread(error));
  }
}

const passwordOf = ({ passwordSealed, id }: StoredCustomer, seal: Seal): string | null =>
  passwordSealed === null ? null : seal.open(passwordSealed, where(id));

/** As it is stored. */
export const storedCustomer = (row: CustomerRow, seal: Seal, commitVersion: number): StoredCustomer =>
  storedWith(row, sealedPassword(row, seal), commitVersion);

/** The password of a customer as it is stored. */
export const sealedPassword = ({ id, password }: CustomerRow, seal: Seal): Buffer | null =>
  password === null ? null : seal.seal(password, where(id));

/** A customer as they are stored, the password sealed already. */
export function storedWith(row: CustomerRow, passwordSealed: Buffer | null, commitVersion: number): StoredCustomer {
  // With the password: what is no column is not stored. To leave it out takes as long as to seal it.
  const whole = { ...row, usernameKey: folded(row.username), passwordSealed, undo: null, commitVersion };
  return whole;
}
