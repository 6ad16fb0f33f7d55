import { searchText } from '#shared/domain/customer/search-text.ts';
import type { CustomerToBe } from '#shared/domain/import/customer-to-be.ts';
import { endOfDay } from '#shared/domain/time/day.ts';
import type { CustomerRow, LedgerRow } from '#shared/sync/rows.ts';
import { sealJournal } from '../../store/journal.ts';
import type { Seal } from '../../store/key/seal.ts';
import { sealPassword } from '../../store/sealed-password.ts';
import { CHUNK_ROWS, type Chunk, type ColumnValue } from './chunk.ts';
import { uuidOf } from '../../named-id.ts';

/** What every customer of a batch has in common. */
export interface BatchTerms {
  readonly batch: string;
  readonly activate: boolean;
  readonly timeZone: string;
  /** Who imports. */
  readonly by: string;
  /** When the customers count as created, milliseconds since 1970. */
  readonly at: number;
  readonly zoneNames: ReadonlyMap<string, string>;
}

/** Rows made ready, 500 at a time, in the file's order; those up to row number `after` are in already. */
export function* chunksOf(
  rows: Iterable<CustomerToBe>,
  after: number,
  terms: BatchTerms,
  seal: Seal,
): Generator<Chunk> {
  let some: CustomerToBe[] = [];
  for (const row of rows) {
    if (row.row <= after) continue;
    some.push(row);
    if (some.length === CHUNK_ROWS) {
      yield chunkOf(some, terms, seal);
      some = [];
    }
  }
  if (some.length > 0) yield chunkOf(some, terms, seal);
}

/** One chunk; `rows` is not empty. */
export function chunkOf(rows: readonly CustomerToBe[], terms: BatchTerms, seal: Seal): Chunk {
  const first = rows[0]?.row ?? 0;
  const ids = rows.map(({ row }) => uuidOf(terms.batch, String(row)));
  const passwords = rows.map(({ password }, i) =>
    password === null ? new Uint8Array() : sealPassword(seal, ids[i] ?? '', password),
  );
  const devices = rows.flatMap(({ mac }, customer) =>
    mac === null ? [] : [{ id: uuidOf(ids[customer] ?? '', mac), customer, mac }],
  );
  const openings = rows.flatMap(({ balance }, customer) =>
    balance === null || balance === 0
      ? []
      : [{ id: uuidOf(ids[customer] ?? '', 'opening'), customer, amount: balance }],
  );
  const uid = uuidOf(terms.batch, `chunk ${first}`);
  const { by, at } = terms;
  const macs = new Map(devices.map((one) => [one.customer, one]));
  const customers = rows.map((row, i) => customerOf(row, ids[i] ?? '', macs.get(i), terms));
  const lines = openings.map(({ id, customer, amount }) => openingOf(id, ids[customer] ?? '', amount, terms));
  return {
    first,
    last: rows.at(-1)?.row ?? 0,
    customers: rows.map((row, i) => columnsOf(row, ids[i] ?? '', terms)),
    sealed: joined(passwords),
    sealedEnds: ends(passwords),
    searchTexts: rows.map((row) =>
      searchText({
        ...row,
        macs: row.mac === null ? [] : [row.mac],
        zoneName: row.zoneId === null ? null : (terms.zoneNames.get(row.zoneId) ?? null),
        custom: Object.values(row.custom),
      }),
    ),
    devices,
    openings,
    journal: {
      uid,
      sealed: sealJournal(seal, { uid, name: 'customers.add', args: { by, at, customers, lines } }),
    },
  };
}

/** What the store will have of a customer, as it travels: what a chunk does not fill is as the table begins. */
function customerOf(
  row: CustomerToBe,
  id: string,
  device: { readonly id: string; readonly mac: string } | undefined,
  { activate, timeZone, by, at }: BatchTerms,
): CustomerRow {
  const { operatorId, username, password, fullName, phone, phoneKey, email, packageId, billingProfileId } = row;
  const { zoneId, address, ip, accountNumber, expires, clientType, medium, sharing, distributionPoint } = row;
  const { division, district, thana, custom } = row;
  return {
    ...{ id, operatorId, username, password, fullName, phone, phoneKey, email, packageId, billingProfileId },
    ...{ zoneId, address, ip, accountNumber, clientType, medium, sharing, distributionPoint, division, district },
    ...{ thana, custom: { ...custom }, status: activate ? 'active' : 'pending', suspendedReason: null },
    ...{ expiresAt: expires === null ? null : endOfDay(expires, timeZone), createdAt: at, updatedAt: at },
    ...{ deletedAt: null, activatedAt: activate ? at : null, deletedBy: null, specialPrice: null, settledAt: null },
    ...{ billedThrough: null, pausedSince: null, pausedDays: 0, extendedUntil: null, nextPackageId: null },
    ...{ nextPackageFrom: null, nextDueAt: 0, firstPeriodPosted: false, noMessages: false, routerId: null },
    devices: device ? [{ id: device.id, mac: device.mac, type: null, addedBy: by, addedAt: at }] : [],
  };
}

const openingOf = (id: string, customerId: string, amount: number, { by, at }: BatchTerms): LedgerRow => ({
  ...{ id, customerId, kind: 'opening', amount, at, by, operatorId: null, method: null, reference: null },
  ...{ referenceKey: null, receiptNumber: null, packageName: null, paidUntil: null, note: null, periodFrom: null },
  ...{ periodTo: null, dueAt: null, reverses: null },
});

function columnsOf(row: CustomerToBe, id: string, terms: BatchTerms): ColumnValue[] {
  return [
    id,
    row.operatorId,
    row.username,
    row.usernameKey,
    row.fullName,
    row.nameKey,
    row.phone,
    row.phoneKey,
    row.email,
    row.packageId,
    row.billingProfileId,
    row.zoneId,
    row.address,
    row.ip,
    row.accountNumber,
    terms.activate ? 'active' : 'pending',
    row.expires === null ? null : endOfDay(row.expires, terms.timeZone),
    row.clientType,
    row.medium,
    row.sharing,
    row.distributionPoint,
    row.division,
    row.district,
    row.thana,
    JSON.stringify(row.custom),
    terms.batch,
    row.row,
    1,
    terms.at,
    terms.at,
    terms.activate ? terms.at : null,
  ];
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const part of parts) {
    all.set(part, end);
    end += part.length;
  }
  return all;
}

function ends(parts: readonly Uint8Array[]): number[] {
  let end = 0;
  return parts.map((part) => (end += part.length));
}
