import type { CustomerLine } from '#shared/contract/customers.ts';
import type { BillingMode } from '#shared/domain/billing/billing-profile.ts';
import { type CustomerStatus, customerType, type SuspendedReason } from '#shared/domain/customer/customer.ts';
import { listedPhone } from '#shared/domain/customer/phone.ts';
import { formatIpv4 } from '#shared/domain/ip/ipv4.ts';
import { decimalOf } from '#shared/domain/money/money.ts';
import type { Connection } from '#shared/domain/package/package.ts';
import type { Store } from '../../store/index.ts';
import { textSetting } from './isp.ts';
import { PROVISIONING_COLUMN, provisioningOf, SYNC_COLUMN, syncOf } from './sync-state.ts';

/** A customer with the names of what it refers to, as `LINE_COLUMNS` reads it. */
export interface LineRow {
  readonly seq: number;
  readonly usernameKey: string;
  readonly nameKey: string;
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly operator: string;
  readonly package: string;
  readonly connection: Connection;
  readonly billingProfile: string;
  readonly mode: BillingMode;
  readonly zone: string | null;
  readonly address: string | null;
  readonly ip: number | null;
  readonly status: CustomerStatus;
  readonly suspendedReason: SuspendedReason | null;
  readonly expiresAt: number | null;
  readonly balance: number;
  readonly phoneKey: string | null;
  /** The operator's; null: as the ISP. */
  readonly country: string | null;
  readonly accountNumber: string | null;
  /** With a space between each. */
  readonly macs: string | null;
  readonly zoneColour: string | null;
  readonly createdAt: number;
  readonly deletedAt: number | null;
  readonly deletedBy: string | null;
  readonly clientType: string | null;
  readonly medium: string | null;
  readonly sharing: string | null;
  readonly distributionPoint: string | null;
  readonly division: string | null;
  readonly district: string | null;
  readonly thana: string | null;
  /** JSON: texts by the field's id. */
  readonly custom: string;
  readonly provisioning: number;
  readonly sync: number;
}

export const LINE_COLUMNS = `
  customer.seq, customer.username_key AS usernameKey, customer.name_key AS nameKey, customer.id, customer.username,
  customer.full_name AS fullName, customer.phone, customer.email, operator.name AS operator, package.name AS package,
  package.connection, billing_profile.name AS billingProfile, billing_profile.mode, zone.name AS zone, customer.address,
  customer.ip, customer.status, customer.suspended_reason AS suspendedReason, customer.expires_at AS expiresAt,
  (SELECT coalesce(sum(amount), 0) FROM ledger_entry WHERE customer_id = customer.id) AS balance,
  customer.phone_key AS phoneKey, operator.country, customer.account_number AS accountNumber,
  (SELECT group_concat(mac, ' ' ORDER BY added_at, id) FROM device WHERE customer_id = customer.id) AS macs,
  zone.colour AS zoneColour, customer.created_at AS createdAt, customer.deleted_at AS deletedAt,
  (SELECT name FROM staff_user WHERE staff_user.id = customer.deleted_by) AS deletedBy,
  customer.client_type AS clientType, customer.medium, customer.sharing,
  customer.distribution_point AS distributionPoint, customer.division, customer.district, customer.thana, customer.custom,
  ${PROVISIONING_COLUMN} AS provisioning, ${SYNC_COLUMN} AS sync`;

/** Left joins, so that the customers lead: an inner join might be walked from the packages. */
export const LINE_JOINS = `
  LEFT JOIN operator ON operator.id = customer.operator_id
  LEFT JOIN package ON package.id = customer.package_id
  LEFT JOIN billing_profile ON billing_profile.id = customer.billing_profile_id
  LEFT JOIN zone ON zone.id = customer.zone_id`;

/** What the lines of one list have in common. */
export interface LineTerms {
  /** The ISP's. */
  readonly currency: string;
  readonly country: string;
  /** The custom fields that there are; what a customer has of one that was taken away is not shown. */
  readonly fields: ReadonlySet<string>;
}

export function lineTerms(reader: Store['reader']): LineTerms {
  const fields = reader.prepare<[], string>('SELECT id FROM custom_field WHERE deleted_at IS NULL').pluck().all();
  return {
    currency: textSetting(reader, 'currency', 'BDT'),
    country: textSetting(reader, 'country', 'BD'),
    fields: new Set(fields),
  };
}

/** What a list shows of a customer. */
export function lineOf(row: LineRow, { currency, country, fields }: LineTerms): CustomerLine {
  return {
    id: row.id,
    username: row.username,
    fullName: row.fullName,
    phone: row.phone,
    phoneListed: listedPhone(row.phone, row.phoneKey, row.country ?? country),
    email: row.email,
    operator: row.operator,
    package: row.package,
    billingProfile: row.billingProfile,
    zone: row.zone,
    address: row.address,
    ip: row.ip === null ? null : formatIpv4(row.ip),
    // A fixed address by the day is never let in; should a centre send one, its connection says more than its billing.
    type: customerType(row.connection, row.mode) ?? 'static-monthly',
    status: row.status,
    suspendedReason: row.suspendedReason,
    provisioning: provisioningOf(row.provisioning),
    sync: syncOf(row.sync),
    expires: instantOf(row.expiresAt),
    balance: decimalOf(row.balance, currency),
    accountNumber: row.accountNumber,
    macs: row.macs === null ? [] : row.macs.split(' '),
    zoneColour: row.zoneColour,
    createdAt: instantOf(row.createdAt),
    deletedAt: instantOf(row.deletedAt),
    deletedBy: row.deletedBy,
    clientType: row.clientType,
    medium: row.medium,
    sharing: row.sharing,
    distributionPoint: row.distributionPoint,
    division: row.division,
    district: row.district,
    thana: row.thana,
    custom: customValues(row.custom, fields),
  };
}

/** The values by field id; none that are empty, none of fields that were taken away. */
function customValues(json: string, fields: ReadonlySet<string>): Record<string, string> {
  if (json === '{}') return {};
  // Cast: the store writes the column from a record of texts by field id.
  const values = JSON.parse(json) as Readonly<Record<string, string>>;
  return Object.fromEntries(Object.entries(values).filter(([field, value]) => value !== '' && fields.has(field)));
}

/** Milliseconds since 1970 as ISO 8601. */
export function instantOf(at: number): string;
export function instantOf(at: number | null): string | null;
export function instantOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
