import type { Database } from 'better-sqlite3';
import { GUARDED, type MutationOf } from '#shared/sync/mutations.ts';
import { Refusal } from '../../refusal.ts';
import { openPassword, type Seal } from '../../store/index.ts';
import type { CustomerAt, CustomerWrite } from './write-customer.ts';

type Change = MutationOf<'customer.change'>;
type Columns = Change['args']['columns'];

/** What is written of a customer as the central server is told of it. */
export interface ToldChange {
  readonly columns: Columns;
  readonly was: NonNullable<Change['was']>;
  readonly unbind: string[];
}

interface Held {
  readonly username: string;
  readonly ip: number | null;
  readonly packageId: string;
  readonly passwordSealed: Uint8Array | null;
}

/**
 * Tells of what is about to be written: the columns by the names that they travel by, the password in clear, and of what
 * nobody may change under somebody's hands also what it was. Ask it before it is written.
 */
export function changeTeller(db: Database, seal: Seal): (customer: CustomerAt, write: CustomerWrite) => ToldChange {
  const held = db.prepare<[number], Held>(
    'SELECT username, ip, package_id AS packageId, password_sealed AS passwordSealed FROM customer WHERE seq = ?',
  );
  const macOf = db.prepare<[string, string], string>('SELECT mac FROM device WHERE id = ? AND customer_id = ?').pluck();

  return ({ seq, id }, { columns, password, unbind = [] }) => {
    const told: Columns = {
      ...travelling(columns),
      ...(password === undefined ? {} : { password: clear(seal, id, password) }),
    };
    const isGuarded = GUARDED.some((field) => told[field] !== undefined);
    const before = isGuarded ? held.get(seq) : undefined;
    const was = before ? wasOf(seal, id, before, told) : {};
    return { columns: told, was, unbind: unbind.flatMap((device) => macOf.get(device, id) ?? []) };
  };
}

/** Without what is only there to be compared with; yes and no as such. */
function travelling({ firstPeriodPosted, noMessages, custom, ...columns }: CustomerWrite['columns']): Columns {
  const plain = Object.fromEntries(
    Object.entries(columns).filter(([name]) => name !== 'usernameKey' && name !== 'nameKey'),
  );
  return {
    ...plain,
    ...(custom === undefined ? {} : { custom: { ...custom } }),
    ...(firstPeriodPosted === undefined ? {} : { firstPeriodPosted: firstPeriodPosted === 1 }),
    ...(noMessages === undefined ? {} : { noMessages: noMessages === 1 }),
  };
}

/** What the guarded fields were that are told to be another. */
function wasOf(seal: Seal, id: string, held: Held, told: Columns): ToldChange['was'] {
  const { username, ip, packageId } = held;
  const plain = { username, ip, packageId };
  const password = told.password === undefined ? undefined : unlessDamaged(() => clear(seal, id, held.passwordSealed));
  return {
    ...Object.fromEntries(Object.entries(plain).filter(([field]) => Object.hasOwn(told, field))),
    ...(password === undefined ? {} : { password }),
  };
}

const clear = (seal: Seal, id: string, sealed: Uint8Array | null): string | null =>
  sealed === null ? null : openPassword(seal, id, sealed);

/** One that does not open is given another so that there is one again: with what it was it cannot be compared. */
function unlessDamaged(open: () => string | null): string | null | undefined {
  try {
    return open();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'store-sealed-damaged') return undefined;
    throw error;
  }
}
