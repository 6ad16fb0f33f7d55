import type { CustomerProfile } from '#shared/contract/customers.ts';
import type { ValidityUnit } from '#shared/domain/package/package.ts';
import { decimalOf } from '#shared/domain/money/money.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';
import { instantOf, LINE_COLUMNS, LINE_JOINS, lineOf, type LineRow } from './line.ts';

interface ProfileRow extends LineRow {
  readonly accountNumber: string | null;
  readonly passwordSealed: Buffer | null;
  readonly clientType: string | null;
  readonly medium: string | null;
  readonly sharing: string | null;
  readonly distributionPoint: string | null;
  readonly division: string | null;
  readonly district: string | null;
  readonly thana: string | null;
  readonly custom: string;
  readonly downKbps: number | null;
  readonly upKbps: number | null;
  readonly price: number | null;
  readonly validity: number | null;
  readonly validityUnit: ValidityUnit;
  readonly batchId: string | null;
  readonly batchFile: string | null;
  readonly batchRow: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

const PROFILE = `
  SELECT ${LINE_COLUMNS},
    customer.account_number AS accountNumber, customer.password_sealed AS passwordSealed,
    customer.client_type AS clientType, customer.medium, customer.sharing,
    customer.distribution_point AS distributionPoint, customer.division, customer.district, customer.thana,
    customer.custom, package.down_kbps AS downKbps, package.up_kbps AS upKbps, package.price, package.validity,
    package.validity_unit AS validityUnit, customer.batch_id AS batchId, import_batch.file_name AS batchFile,
    customer.batch_row AS batchRow, customer.created_at AS createdAt, customer.updated_at AS updatedAt
  FROM customer ${LINE_JOINS} LEFT JOIN import_batch ON import_batch.id = customer.batch_id`;

/** A customer within reach. Throws Refusal `customer-unknown` for one that is not there and for one that is elsewhere. */
export function customerRow({ reader }: Pick<Store, 'reader'>, actor: Actor, id: string): ProfileRow {
  const reach = reachCondition({ reader }, actor, 'customer.operator_id') ?? { sql: 'TRUE', params: [] };
  const row = reader
    .prepare<unknown[], ProfileRow>(`${PROFILE} WHERE customer.id = ? AND ${reach.sql}`)
    .get(id, ...reach.params);
  if (!row) throw new Refusal('customer-unknown');
  return row;
}

/** Everything that a person may see of a customer without asking for the password. */
export function profileOf({ reader }: Pick<Store, 'reader'>, row: ProfileRow, currency: string): CustomerProfile {
  const { id, downKbps, upKbps, price, validity, validityUnit, batchId, batchFile, batchRow } = row;
  const devices = reader
    .prepare<[string], { mac: string; addedAt: number }>(
      'SELECT mac, added_at AS addedAt FROM device WHERE customer_id = ? ORDER BY added_at, id',
    )
    .all(id);
  return {
    ...lineOf(row, currency),
    accountNumber: row.accountNumber,
    passwordKnown: row.passwordSealed !== null,
    clientType: row.clientType,
    medium: row.medium,
    sharing: row.sharing,
    distributionPoint: row.distributionPoint,
    division: row.division,
    district: row.district,
    thana: row.thana,
    custom: customValues(reader, row.custom),
    devices: devices.map(({ mac, addedAt }) => ({ mac, addedAt: instantOf(addedAt) })),
    packageDetail: {
      downKbps,
      upKbps,
      price: price === null ? null : decimalOf(price, currency),
      validity,
      validityUnit,
    },
    batch:
      batchId === null || batchFile === null || batchRow === null
        ? null
        : { id: batchId, fileName: batchFile, row: batchRow },
    createdAt: instantOf(row.createdAt),
    updatedAt: instantOf(row.updatedAt),
  };
}

/** Values by label in the order of the fields; of a field that was taken away, none. */
function customValues(reader: Store['reader'], custom: string): { label: string; value: string }[] {
  // Cast: the store writes the column from a record of texts by field id.
  const values = JSON.parse(custom) as Readonly<Record<string, string>>;
  return reader
    .prepare<[], { id: string; label: string }>('SELECT id, label FROM custom_field ORDER BY position')
    .all()
    .flatMap(({ id, label }) => {
      const value = values[id];
      return value === undefined || value === '' ? [] : [{ label, value }];
    });
}
