import type { Database } from 'better-sqlite3';
import type { CustomerInHand } from '#shared/domain/customer/action-facts.ts';
import { customerType } from '#shared/domain/customer/customer.ts';
import type { BillingMode } from '#shared/domain/billing/billing-profile.ts';
import type { Connection } from '#shared/domain/package/package.ts';
import type { DeviceRow } from '../customers/index.ts';

/** A customer as an action takes it up, with what an undo may have to put back. */
export interface CustomerRow extends CustomerInHand {
  readonly seq: number;
  readonly version: number;
  readonly usernameKey: string;
  readonly fullName: string;
  readonly activatedAt: number | null;
  readonly deletedAt: number | null;
  readonly deletedBy: string | null;
  readonly passwordSealed: Buffer | null;
  readonly devices: readonly DeviceRow[];
}

type Read = Omit<CustomerRow, 'type' | 'macs' | 'devices'> & {
  readonly connection: Connection | null;
  readonly mode: BillingMode | null;
};

const ROWS = `
  SELECT customer.seq, customer.id, customer.operator_id AS operatorId, username, username_key AS usernameKey,
    full_name AS fullName, status, suspended_reason AS suspendedReason, package_id AS packageId,
    billing_profile_id AS billingProfileId, zone_id AS zoneId, ip, customer.version, activated_at AS activatedAt,
    deleted_at AS deletedAt, deleted_by AS deletedBy, password_sealed AS passwordSealed, connection, mode
  FROM json_each(?) AS asked JOIN customer ON customer.id = asked.value
  LEFT JOIN package ON package.id = package_id LEFT JOIN billing_profile ON billing_profile.id = billing_profile_id`;
const DEVICES = `
  SELECT customer_id AS customerId, id, mac, type, added_by AS addedBy, added_at AS addedAt
  FROM device WHERE customer_id IN (SELECT value FROM json_each(?)) ORDER BY added_at, id`;

/** The customers of these ids that are within reach; what lies elsewhere is not there. */
export function customersInHand(
  db: Database,
  ids: readonly string[],
  reach: ReadonlySet<string>,
): ReadonlyMap<string, CustomerRow> {
  const asked = JSON.stringify(ids);
  const devices = Map.groupBy(
    db.prepare<[string], DeviceRow & { readonly customerId: string }>(DEVICES).all(asked),
    ({ customerId }) => customerId,
  );
  const rows = db.prepare<[string], Read>(ROWS).all(asked);
  return new Map(
    rows
      .filter(({ operatorId }) => reach.has(operatorId))
      .map((row) => {
        const bound = devices.get(row.id) ?? [];
        // A fixed address by the day is never let in; should a centre send one, its connection says more than its billing.
        const type = row.connection && row.mode ? customerType(row.connection, row.mode) : null;
        return [row.id, { ...row, type: type ?? 'static-monthly', devices: bound, macs: bound.map(({ mac }) => mac) }];
      }),
  );
}
