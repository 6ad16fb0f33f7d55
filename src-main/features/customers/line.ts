import type { CustomerLine } from '#shared/contract/customers.ts';
import type { BillingMode } from '#shared/domain/billing/billing-profile.ts';
import { type CustomerStatus, customerType, type SuspendedReason } from '#shared/domain/customer/customer.ts';
import { formatIpv4 } from '#shared/domain/ip/ipv4.ts';
import { decimalOf } from '#shared/domain/money/money.ts';
import type { Connection } from '#shared/domain/package/package.ts';

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
}

export const LINE_COLUMNS = `
  customer.seq, customer.username_key AS usernameKey, customer.name_key AS nameKey, customer.id, customer.username,
  customer.full_name AS fullName, customer.phone, customer.email, operator.name AS operator, package.name AS package,
  package.connection, billing_profile.name AS billingProfile, billing_profile.mode, zone.name AS zone, customer.address,
  customer.ip, customer.status, customer.suspended_reason AS suspendedReason, customer.expires_at AS expiresAt,
  (SELECT coalesce(sum(amount), 0) FROM ledger_entry WHERE customer_id = customer.id) AS balance`;

/** Left joins, so that the customers lead: an inner join might be walked from the packages. */
export const LINE_JOINS = `
  LEFT JOIN operator ON operator.id = customer.operator_id
  LEFT JOIN package ON package.id = customer.package_id
  LEFT JOIN billing_profile ON billing_profile.id = customer.billing_profile_id
  LEFT JOIN zone ON zone.id = customer.zone_id`;

/** What a list shows of a customer. `currency` is the ISP's. */
export function lineOf(row: LineRow, currency: string): CustomerLine {
  return {
    id: row.id,
    username: row.username,
    fullName: row.fullName,
    phone: row.phone,
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
    // There are no targets and no centre yet.
    provisioning: 'none',
    sync: 'none',
    expires: instantOf(row.expiresAt),
    balance: decimalOf(row.balance, currency),
  };
}

/** Milliseconds since 1970 as ISO 8601. */
export function instantOf(at: number): string;
export function instantOf(at: number | null): string | null;
export function instantOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
