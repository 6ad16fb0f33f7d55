import type { CustomerProfile } from '#shared/contract/customers.ts';
import type { CustomFieldType } from '#shared/domain/field/custom-field.ts';
import type { ValidityUnit } from '#shared/domain/package/package.ts';
import { decimalOf } from '#shared/domain/money/money.ts';
import { folded } from '#shared/domain/text.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';
import { routerOf } from './router-of.ts';
import { instantOf, LINE_COLUMNS, LINE_JOINS, lineOf, type LineRow, lineTerms } from './line.ts';

interface ProfileRow extends LineRow {
  readonly version: number;
  readonly operatorId: string;
  readonly packageId: string;
  readonly billingProfileId: string;
  readonly zoneId: string | null;
  readonly passwordSealed: Buffer | null;
  readonly downKbps: number | null;
  readonly upKbps: number | null;
  readonly price: number | null;
  readonly vatPercent: number;
  readonly priceIncludesVat: 0 | 1;
  readonly validity: number | null;
  readonly validityUnit: ValidityUnit;
  readonly batchId: string | null;
  readonly batchFile: string | null;
  readonly batchRow: number | null;
  readonly activatedAt: number | null;
  readonly updatedAt: number;
}

const PROFILE = `
  SELECT ${LINE_COLUMNS},
    customer.version, customer.operator_id AS operatorId, customer.package_id AS packageId,
    customer.billing_profile_id AS billingProfileId, customer.zone_id AS zoneId,
    customer.password_sealed AS passwordSealed, package.down_kbps AS downKbps, package.up_kbps AS upKbps, package.price,
    package.vat_percent AS vatPercent, package.price_includes_vat AS priceIncludesVat,
    package.validity, package.validity_unit AS validityUnit, customer.batch_id AS batchId,
    import_batch.file_name AS batchFile, customer.batch_row AS batchRow, customer.activated_at AS activatedAt,
    customer.updated_at AS updatedAt
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

/** The customer of a username within reach; a deleted one only when no other has it. Throws Refusal `customer-unknown`. */
export function idOfUsername({ reader }: Pick<Store, 'reader'>, actor: Actor, username: string): string {
  const reach = reachCondition({ reader }, actor, '+operator_id') ?? { sql: 'TRUE', params: [] };
  const id = reader
    .prepare<unknown[], string>(
      `SELECT id FROM customer WHERE username_key = ? AND ${reach.sql}
       ORDER BY status = 'deleted', deleted_at DESC, seq DESC LIMIT 1`,
    )
    .pluck()
    .get(folded(username), ...reach.params);
  if (id === undefined) throw new Refusal('customer-unknown');
  return id;
}

/** Everything that a person may see of a customer without asking for the password. */
export function profileOf({ reader }: Pick<Store, 'reader'>, row: ProfileRow): CustomerProfile {
  const { id, downKbps, upKbps, price, vatPercent, validity, validityUnit, batchId, batchFile, batchRow } = row;
  const terms = lineTerms(reader);
  const line = lineOf(row, terms);
  return {
    ...line,
    version: row.version,
    operatorId: row.operatorId,
    packageId: row.packageId,
    billingProfileId: row.billingProfileId,
    zoneId: row.zoneId,
    router: routerOf(reader, id),
    passwordKnown: row.passwordSealed !== null,
    customFields: customFieldsOf(reader, line.custom),
    devices: devicesOf(reader, id),
    packageDetail: {
      downKbps,
      upKbps,
      price: price === null ? null : decimalOf(price, terms.currency),
      vatPercent,
      priceIncludesVat: row.priceIncludesVat === 1,
      validity,
      validityUnit,
    },
    batch:
      batchId === null || batchFile === null || batchRow === null
        ? null
        : { id: batchId, fileName: batchFile, row: batchRow },
    activatedAt: instantOf(row.activatedAt),
    updatedAt: instantOf(row.updatedAt),
  };
}

/** Values with their labels, in the order of the fields. */
function customFieldsOf(
  reader: Store['reader'],
  values: Readonly<Record<string, string>>,
): CustomerProfile['customFields'] {
  return reader
    .prepare<[], { id: string; label: string; type: CustomFieldType }>(
      'SELECT id, label, type FROM custom_field WHERE deleted_at IS NULL ORDER BY position',
    )
    .all()
    .flatMap(({ id, label, type }) => {
      const value = values[id];
      return value === undefined ? [] : [{ id, label, type, value }];
    });
}

interface DeviceRow {
  readonly id: string;
  readonly mac: string;
  readonly type: string | null;
  readonly addedBy: string;
  readonly addedAt: number;
}

/** `added_by` holds a staff user's id; whoever is not known here stands with that. */
const DEVICES = `
  SELECT device.id, mac, type, coalesce(staff_user.name, added_by) AS addedBy, added_at AS addedAt
  FROM device LEFT JOIN staff_user ON staff_user.id = added_by
  WHERE customer_id = ? ORDER BY added_at, device.id`;

function devicesOf(reader: Store['reader'], customer: string): CustomerProfile['devices'] {
  return reader
    .prepare<[string], DeviceRow>(DEVICES)
    .all(customer)
    .map((device) => ({ ...device, vendor: null, addedAt: instantOf(device.addedAt) }));
}
