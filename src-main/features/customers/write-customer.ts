import type { Statement } from 'better-sqlite3';
import { getTableColumns } from 'drizzle-orm';
import type { ActionColumns } from '#shared/domain/customer/action-facts.ts';
import type { ActionTerms } from '#shared/contract/actions.ts';
import type { LedgerRow } from '#shared/sync/rows.ts';
import type { Actor } from '../../procedure.ts';
import type { BillingColumns } from '../billing/index.ts';
import { SEARCHED, searchIndex, type WriteTransaction } from '../../store/index.ts';
import { customer } from '../../store/schema.ts';
import { changeTeller } from './told-change.ts';

/** The columns of a customer that change, besides those that count its changes. Instants are milliseconds since 1970. */
export interface CustomerColumns extends ActionColumns, BillingColumns {
  readonly fullName: string;
  readonly nameKey: string;
  readonly phone: string | null;
  readonly phoneKey: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly accountNumber: string | null;
  readonly clientType: string | null;
  readonly medium: string | null;
  readonly sharing: string | null;
  readonly distributionPoint: string | null;
  readonly division: string | null;
  readonly district: string | null;
  readonly thana: string | null;
  readonly custom: Readonly<Record<string, string>>;
  /** The router that was chosen for them. */
  readonly routerId: string | null;
  /** Whether they have asked not to be written to. */
  readonly noMessages: 0 | 1;
}
export type CustomerColumn = keyof CustomerColumns;

export interface DeviceRow {
  readonly id: string;
  readonly mac: string;
  readonly type: string | null;
  readonly addedBy: string;
  readonly addedAt: number;
}

/** What is written of a customer. What is absent stays as it is. */
export interface CustomerWrite {
  readonly columns: Partial<CustomerColumns>;
  /** Sealed for this customer. */
  readonly password?: Uint8Array | null;
  readonly bind?: readonly DeviceRow[];
  /** Ids of devices. */
  readonly unbind?: readonly string[];
}

/** Which customer, as it was read in the same transaction. */
export interface CustomerAt {
  readonly seq: number;
  readonly id: string;
  readonly operatorId: string;
  readonly version: number;
}

/** How it is recorded: who did what, and what the central server is told besides what is written. */
export interface Recorded {
  readonly actor: Pick<Actor, 'operatorId' | 'staffUserId'>;
  /** "customer.suspend" */
  readonly action: string;
  /** Only what changed; secrets never. */
  readonly before: unknown;
  readonly after: unknown;
  readonly uid: string;
  /** What it was: "suspend", "change" by a form. */
  readonly what: string;
  readonly isUndo?: boolean;
  /** What was asked for, and the run that it was part of. */
  readonly terms?: ActionTerms | null;
  readonly run?: string;
  /** The lines of the ledger that came with it. */
  readonly lines?: readonly LedgerRow[];
}

export interface CustomerWriter {
  /** Writes, records and queues it for the central server. Answers the customer's version after it. */
  write(customer: CustomerAt, write: CustomerWrite, recorded: Recorded): number;
}

const table = getTableColumns(customer);

/**
 * The one place that writes a customer who exists: the row with its version, devices, the search index, the line of the
 * history and the entry of the journal, all in the transaction that it was made with.
 */
export function customerWriter(tx: WriteTransaction, now: number): CustomerWriter {
  const { db } = tx;
  const search = searchIndex(db);
  const updates = new Map<string, Statement>();
  const tell = changeTeller(db, tx.seal);
  const bind = db.prepare(
    'INSERT INTO device (id, customer_id, mac, type, added_by, added_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const unbind = db.prepare('DELETE FROM device WHERE id = ? AND customer_id = ?');

  /** One statement for each set of columns: a run writes the same ones for every customer. */
  const update = (columns: readonly string[]) => {
    const key = columns.join();
    const known = updates.get(key);
    if (known) return known;
    const sets = columns.map((column) => `${column} = ?, `).join('');
    const made = db.prepare(
      `UPDATE customer SET ${sets}version = version + 1, updated_at = ? WHERE seq = ? AND version = ?`,
    );
    updates.set(key, made);
    return made;
  };

  return {
    write: (customer, write, recorded) => {
      const { columns, password, bind: bound = [], unbind: unbound = [] } = write;
      const told = tell(customer, write);
      // Cast: the keys are those of the object.
      const names = Object.keys(columns) as CustomerColumn[];
      const values = names.map((name) => (name === 'custom' ? JSON.stringify(columns.custom) : columns[name]));
      const sets = names.map((name) => table[name].name);
      const sealed = password === undefined ? [] : [password];
      const { changes } = update([...sets, ...sealed.map(() => 'password_sealed')]).run(
        ...values,
        ...sealed,
        now,
        customer.seq,
        customer.version,
      );
      if (changes !== 1) throw new Error(`Customer ${customer.id} is not the one that was read`);
      for (const id of unbound) unbind.run(id, customer.id);
      for (const { id, mac, type, addedBy, addedAt } of bound) bind.run(id, customer.id, mac, type, addedBy, addedAt);
      const isSearched = bound.length + unbound.length > 0 || names.some((name) => SEARCHED.has(name));
      if (isSearched) search.refresh(customer.seq);
      tx.audit({
        actor: recorded.actor,
        action: recorded.action,
        entity: 'customer',
        entityId: customer.id,
        before: recorded.before,
        after: recorded.after,
        ofOperatorId: customer.operatorId,
      });
      const { uid, what: action, isUndo = false, terms = null, run = '', lines = [] } = recorded;
      tx.journal({
        ...{ uid, name: 'customer.change', was: told.was },
        args: {
          ...{ by: recorded.actor.staffUserId, at: now, id: customer.id, action, isUndo, terms, run },
          ...{ columns: told.columns, bind: bound.map(travelling), unbind: told.unbind, lines: [...lines] },
        },
      });
      return customer.version + 1;
    },
  };
}

/** Without whose it is: a device that comes back was read with that. */
const travelling = ({ id, mac, type, addedBy, addedAt }: DeviceRow): DeviceRow => ({ id, mac, type, addedBy, addedAt });

/** What billing keeps for its own reckoning. */
const RECKONING: readonly string[] = [
  'settledAt',
  'billedThrough',
  'pausedSince',
  'pausedDays',
  'nextDueAt',
  'firstPeriodPosted',
] satisfies readonly CustomerColumn[];

/** Columns as the history keeps them: what is only there to be compared or reckoned with is left out. */
export function recordedColumns(columns: Partial<CustomerColumns>): Readonly<Record<string, unknown>> {
  const isTold = (name: string): boolean => !name.endsWith('Key') && !RECKONING.includes(name);
  return Object.fromEntries(Object.entries(columns).filter(([name]) => isTold(name)));
}
