import type { BillingWorld, Happening } from '#shared/domain/billing/account.ts';
import type { Posting } from '#shared/domain/billing/entry.ts';
import type { Changes } from '#shared/domain/customer/action-facts.ts';
import type { Seal } from '../../store/index.ts';
import { sealPassword } from '../../store/index.ts';
import { changedColumns } from '../billing/index.ts';
import { type CustomerColumns, type CustomerWrite, type DeviceRow, recordedColumns } from '../customers/index.ts';
import type { CustomerRow } from './in-hand.ts';

/** What an undo puts back. JSON, as it is sealed with the result. */
export interface Before {
  readonly columns: Partial<CustomerColumns>;
  /** As it was sealed, in base64; null: there was none. */
  readonly password?: string | null;
  readonly bind?: readonly DeviceRow[];
  /** Ids of devices that came with the run. */
  readonly unbind?: readonly string[];
  /** Of what billing had to do with. */
  readonly ledger?: {
    /** The lines that came with the run, with their amounts. */
    readonly posted: readonly { readonly id: string; readonly amount: number }[];
    /** How many lines the customer had behind it. */
    readonly lines: number;
  };
}

/** One customer's change, ready to be written, with what takes it back and how it is told. */
export interface Prepared {
  readonly write: CustomerWrite;
  /** Lines of the ledger; undefined: billing has nothing to do with it. */
  readonly lines?: readonly Posting[];
  readonly happenings?: readonly Happening[];
  readonly before: Omit<Before, 'ledger'>;
  readonly told: { readonly before: unknown; readonly after: unknown };
}

export interface Applying {
  readonly seal: Seal;
  readonly newId: () => string;
  readonly by: string;
  readonly now: number;
  readonly world: BillingWorld;
}

/** What is written for the changes of an action. Throws Refusal `key-locked`. */
export function prepareChanges(
  row: CustomerRow,
  changes: Changes,
  { seal, newId, by, now, world }: Applying,
): Prepared {
  const { password, bind, unbind = [], step } = changes;
  const columns = { ...(step ? changedColumns(row.billing, step, world) : {}), ...changes.columns };
  const before = columnsBefore(row, columns);
  const gone = row.devices.filter(({ mac }) => unbind.includes(mac));
  const device = bind && { id: newId(), mac: bind.mac, type: bind.type, addedBy: by, addedAt: now };
  const write: CustomerWrite = {
    columns,
    ...(password === undefined ? {} : { password: sealPassword(seal, row.id, password) }),
    ...(device ? { bind: [device] } : {}),
    ...(gone.length > 0 ? { unbind: gone.map(({ id }) => id) } : {}),
  };
  return {
    write,
    ...(step ? { lines: step.postings, happenings: step.happenings } : {}),
    before: {
      columns: before,
      ...(password === undefined ? {} : { password: row.passwordSealed?.toString('base64') ?? null }),
      ...(gone.length > 0 ? { bind: gone } : {}),
      ...(device ? { unbind: [device.id] } : {}),
    },
    told: toldOf(row, before, columns, write),
  };
}

/** The values that columns have now. */
export function columnsBefore(row: CustomerRow, columns: Partial<CustomerColumns>): Partial<CustomerColumns> {
  const now: Partial<CustomerColumns> = { ...row, ...row.billing };
  // Cast: the names are those of the columns that change, and every one of them is among the row's.
  const names = Object.keys(columns) as (keyof CustomerColumns)[];
  return Object.fromEntries(names.map((name) => [name, now[name]]));
}

/** Both sides as the history keeps them: of a password only that it changed, of devices their addresses. */
export function toldOf(
  row: CustomerRow,
  before: Partial<CustomerColumns>,
  after: Partial<CustomerColumns>,
  { password, bind = [], unbind = [] }: CustomerWrite,
): Prepared['told'] {
  const left = row.devices.filter(({ id }) => !unbind.includes(id)).map(({ mac }) => mac);
  const hasDevices = bind.length + unbind.length > 0;
  return {
    before: { ...recordedColumns(before), ...(hasDevices ? { macs: row.macs } : {}) },
    after: {
      ...recordedColumns(after),
      ...(hasDevices ? { macs: [...left, ...bind.map(({ mac }) => mac)] } : {}),
      ...(password === undefined ? {} : { password: 'changed' }),
    },
  };
}
