import { setImmediate } from 'node:timers/promises';
import type { BillingMode } from '#shared/domain/billing/billing-profile.ts';
import { type CustomerStatus, type CustomerType, customerType } from '#shared/domain/customer/customer.ts';
import { formatIpv4 } from '#shared/domain/ip/ipv4.ts';
import type { Connection } from '#shared/domain/package/package.ts';
import { dayTeller } from '#shared/domain/report/day-teller.ts';
import type { Bounds } from '#shared/domain/report/month.ts';
import { type Standing, standingIn } from '#shared/domain/report/population.ts';
import {
  priceWithoutVat,
  said,
  type Subscriber,
  type ZoneDefaults,
  zoneDefaults,
} from '#shared/domain/report/subscriber.ts';
import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';

interface Row extends Omit<Subscriber, 'activatedOn' | 'price' | 'hasBandwidth' | 'ip'> {
  readonly seq: number;
  readonly usernameKey: string;
  readonly id: string;
  readonly ip: number | null;
  readonly zoneId: string | null;
  readonly status: CustomerStatus;
  readonly activatedAt: number | null;
  readonly deletedAt: number | null;
  readonly connection: Connection;
  readonly mode: BillingMode;
  readonly packageSharing: string | null;
  readonly packageMedium: string | null;
  readonly packagePrice: number | null;
  readonly vatPercent: number;
  readonly priceIncludesVat: 0 | 1;
}

/** A subscriber of the month, with what a list needs to point at it. */
export interface SubscriberOfMonth extends Subscriber {
  readonly id: string;
  readonly type: CustomerType;
  readonly standing: Standing;
}

/** `mac`: asked for only where a column shows it. */
const columns = (mac: boolean): string => `
  customer.seq, customer.username_key AS usernameKey, customer.id, customer.username, customer.full_name AS fullName,
  customer.account_number AS accountNumber, customer.phone, customer.email, customer.address, customer.ip,
  customer.zone_id AS zoneId, customer.status, customer.client_type AS clientType, customer.medium, customer.sharing,
  customer.distribution_point AS distributionPoint, customer.division, customer.district, customer.thana,
  customer.activated_at AS activatedAt, customer.deleted_at AS deletedAt,
  ${mac ? '(SELECT mac FROM device WHERE device.customer_id = customer.id ORDER BY added_at, id LIMIT 1)' : 'NULL'} AS mac,
  operator.name AS operator, zone.name AS zone, package.name AS package, package.connection,
  package.down_kbps AS downKbps, package.up_kbps AS upKbps, package.sharing AS packageSharing,
  package.medium AS packageMedium, package.price AS packagePrice, package.vat_percent AS vatPercent,
  package.price_includes_vat AS priceIncludesVat, billing_profile.mode`;

const JOINS = `
  LEFT JOIN operator ON operator.id = customer.operator_id
  LEFT JOIN package ON package.id = customer.package_id
  LEFT JOIN billing_profile ON billing_profile.id = customer.billing_profile_id
  LEFT JOIN zone ON zone.id = customer.zone_id`;

/** Rows that are read before other work is let through. */
const PAGE = 500;

export interface MonthTerms {
  readonly bounds: Bounds;
  readonly timeZone: string;
  readonly currency: string;
  readonly withMac: boolean;
}

/** The subscribers of a month within the actor's reach, by username, a page at a time. */
export async function* subscribersOf(
  { reader }: Pick<Store, 'reader'>,
  actor: Actor,
  { bounds, timeZone, currency, withMac }: MonthTerms,
): AsyncGenerator<readonly SubscriberOfMonth[], void, undefined> {
  const reach = reachCondition({ reader }, actor, 'customer.operator_id') ?? { sql: 'TRUE', params: [] };
  const zones = zonesOf(reader);
  const dayOf = dayTeller(timeZone);
  // What is certainly not in the month need not be read; who is, standingIn says.
  const page = reader.prepare<unknown[], Row>(
    `SELECT ${columns(withMac)} FROM customer INDEXED BY customer_username ${JOINS}
     WHERE (customer.username_key, customer.seq) > (?, ?) AND customer.status <> 'pending' AND customer.activated_at IS NOT NULL
       AND (customer.deleted_at IS NULL OR customer.deleted_at >= ?) AND +${reach.sql}
     ORDER BY customer.username_key, customer.seq LIMIT ${PAGE}`,
  );
  for (let after: [string, number] = ['', 0]; ;) {
    const rows = page.all(...after, bounds.start, ...reach.params);
    const last = rows.at(-1);
    if (!last) return;
    after = [last.usernameKey, last.seq];
    yield rows.flatMap((row) => {
      const standing = standingIn(row, bounds);
      return standing.isIn ? [{ ...subscriber(row, zones, dayOf, currency), standing }] : [];
    });
    await setImmediate();
  }
}

function zonesOf(reader: Store['reader']): ReadonlyMap<string, ZoneDefaults> {
  const rows = reader
    .prepare<[], ZoneDefaults>(
      `SELECT id, parent_id AS parentId, distribution_point AS distributionPoint, division, district, thana FROM zone`,
    )
    .all();
  return new Map(rows.map((zone) => [zone.id, zone]));
}

/** What is known of a customer: its own first, then what its zone and its package say. */
function subscriber(
  row: Row,
  zones: ReadonlyMap<string, ZoneDefaults>,
  dayOf: (instant: number) => string,
  currency: string,
): Omit<SubscriberOfMonth, 'standing'> {
  const zone = zoneDefaults(row.zoneId, zones);
  return {
    id: row.id,
    type: customerType(row.connection, row.mode) ?? 'static-monthly',
    clientType: row.clientType,
    medium: said(row.medium) ?? row.packageMedium,
    sharing: said(row.sharing) ?? row.packageSharing,
    fullName: row.fullName,
    username: row.username,
    accountNumber: row.accountNumber,
    distributionPoint: said(row.distributionPoint) ?? zone.distributionPoint,
    division: said(row.division) ?? zone.division,
    district: said(row.district) ?? zone.district,
    thana: said(row.thana) ?? zone.thana,
    // A subscriber was activated once: others are not among them.
    activatedOn: row.activatedAt === null ? '' : dayOf(row.activatedAt),
    downKbps: row.downKbps,
    upKbps: row.upKbps,
    hasBandwidth: row.connection !== 'other' || row.downKbps !== null,
    ip: row.ip === null ? null : formatIpv4(row.ip),
    mac: row.mac,
    address: row.address,
    phone: row.phone,
    email: row.email,
    price:
      row.packagePrice === null
        ? null
        : priceWithoutVat(
            row.packagePrice,
            { vatPercent: row.vatPercent, priceIncludesVat: row.priceIncludesVat === 1 },
            currency,
          ),
    package: row.package,
    operator: row.operator,
    zone: row.zone,
  };
}
