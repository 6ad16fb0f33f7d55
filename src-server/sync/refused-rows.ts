import type { Mutation } from '#shared/sync/mutations.ts';
import type { Rejection } from '#shared/sync/push.ts';
import type { PulledRow, RecordRow } from '#shared/sync/rows.ts';
import type { Seal } from '../key/seal.ts';
import type { Queries } from '../store/database.ts';
import { isStorable } from './decide/storable.ts';
import { isTold, type Reach } from './reach.ts';
import { CUSTOMER, readableRow, type StoredCustomer } from './rows/customer.ts';
import { LEDGER, ledgerRow, type StoredLine } from './rows/ledger.ts';
import { RECORD, recordRow, type StoredRecord } from './rows/record.ts';

type RecordKey = Pick<RecordRow, 'kind' | 'id'>;

/** What a refused mutation speaks of. */
interface Subjects {
  readonly records: readonly RecordKey[];
  readonly customers: readonly string[];
  readonly lines: readonly string[];
}

interface Refused {
  readonly mutation: Mutation;
  readonly rejections: readonly Rejection[];
}

const NONE: Subjects = { records: [], customers: [], lines: [] };

/**
 * What was refused, by the uid of its mutation, as it stands now at the server and within reach: three statements for a whole
 * push. What is not there is missing. Of a merge of zones the zones are told, and of a purged field the field: whom they were
 * about may be everybody.
 */
export async function refusedRows(
  db: Queries,
  seal: Seal,
  reach: Reach,
  refused: readonly Refused[],
): Promise<ReadonlyMap<string, readonly PulledRow[]>> {
  const asked = refused.map((one) => ({ uid: one.mutation.uid, ...subjectsOf(one) }));
  const records = await recordsOf(
    db,
    reach,
    asked.flatMap((one) => one.records),
  );
  const customers = await customersOf(
    db,
    reach,
    asked.flatMap((one) => one.customers),
  );
  const lines = await linesOf(
    db,
    reach,
    asked.flatMap((one) => one.lines),
  );
  return new Map(
    asked.map((one) => [
      one.uid,
      [
        ...found(records, one.records.map(keyOf)).map((row) => ({
          ...{ entity: 'record' as const, row: recordRow(row, seal) },
        })),
        ...found(customers, one.customers).map((row) => ({ entity: 'customer' as const, row: readableRow(row, seal) })),
        ...found(lines, one.lines).map((row) => ({ entity: 'ledger-entry' as const, row: ledgerRow(row) })),
      ],
    ]),
  );
}

function subjectsOf({ mutation, rejections }: Refused): Subjects {
  // A rejection without ids is of all of it.
  const named = rejections.some(({ ids }) => ids === undefined) ? null : rejections.flatMap(({ ids }) => ids ?? []);
  switch (mutation.name) {
    case 'customers.add':
      return { ...NONE, customers: named ?? mutation.args.customers.map(({ id }) => id) };
    case 'customer.change':
      return { ...NONE, customers: [mutation.args.id] };
    case 'customers.remove':
      return { ...NONE, customers: named ?? mutation.args.ids };
    case 'ledger.add': {
      const ids = new Set(named ?? mutation.args.lines.map(({ id }) => id));
      const lines = mutation.args.lines.filter(({ id }) => ids.has(id));
      return { ...NONE, customers: lines.map(({ customerId }) => customerId), lines: [...ids] };
    }
    case 'records.put':
      // All or none: those beside the one that is named are refused too.
      return { ...NONE, records: mutation.args.records };
    case 'records.remove':
      return { ...NONE, records: [mutation.args] };
    case 'zones.merge':
      return { ...NONE, records: [mutation.args.from, mutation.args.into].map((id) => ({ kind: 'zone', id })) };
    case 'fields.purge':
      return { ...NONE, records: [{ kind: 'custom-field', id: mutation.args.id }] };
  }
}

const keyOf = ({ kind, id }: RecordKey): string => `${kind}/${id}`;

/** Each once, in the order in which they were asked for. */
const found = <Row>(rows: ReadonlyMap<string, Row>, keys: readonly string[]): Row[] =>
  [...new Set(keys)].flatMap((key) => rows.get(key) ?? []);

async function recordsOf(
  db: Queries,
  reach: Reach,
  keys: readonly RecordKey[],
): Promise<ReadonlyMap<string, StoredRecord>> {
  // Under an id that cannot be stored nothing is.
  const known = keys.filter(({ id }) => isStorable(id));
  if (known.length === 0) return new Map();
  const rows = await db.query<StoredRecord>(
    `${RECORD} WHERE (kind, id) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
    [known.map(({ kind }) => kind), known.map(({ id }) => id)],
  );
  return new Map(rows.filter((row) => isTold(reach, row)).map((row) => [keyOf(row), row]));
}

async function customersOf(
  db: Queries,
  { own }: Reach,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredCustomer>> {
  if (ids.length === 0) return new Map();
  const rows = await db.query<StoredCustomer>(`${CUSTOMER} WHERE id = ANY($1) AND operator_id = ANY($2)`, [
    ids,
    [...own],
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}

async function linesOf(db: Queries, { own }: Reach, ids: readonly string[]): Promise<ReadonlyMap<string, StoredLine>> {
  if (ids.length === 0) return new Map();
  const rows = await db.query<StoredLine>(
    `${LEDGER} WHERE id = ANY($1) AND customer_id IN (SELECT id FROM customer WHERE operator_id = ANY($2))`,
    [ids, [...own]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
