import type { Database } from 'better-sqlite3';
import type { Step } from '#shared/domain/billing/account.ts';
import type { CustomerInHand } from '#shared/domain/customer/action-facts.ts';
import type { Accounts, Billed, BillingColumns } from '../billing/index.ts';
import type { DeviceRow } from '../customers/index.ts';

/** A customer as an action takes it up, with what an undo may have to put back. */
export interface CustomerRow extends CustomerInHand {
  readonly seq: number;
  readonly version: number;
  readonly usernameKey: string;
  readonly fullName: string;
  readonly deletedAt: number | null;
  readonly deletedBy: string | null;
  readonly passwordSealed: Buffer | null;
  readonly devices: readonly DeviceRow[];
  /** What stands in the row of what billing keeps. */
  readonly billing: BillingColumns;
}

type Read = Omit<CustomerRow, 'type' | 'macs' | 'devices' | 'account' | 'billing' | 'nextPackageId' | Settled>;
/** What the clock may have changed by now, though it has not come by yet. */
type Settled = 'status' | 'suspendedReason' | 'packageId';

const ROWS = `
  SELECT seq, customer.id, operator_id AS operatorId, username, username_key AS usernameKey, full_name AS fullName,
    billing_profile_id AS billingProfileId, zone_id AS zoneId,
    router_id AS routerId, ip, account_number AS accountNumber, version, special_price AS specialPrice,
    deleted_at AS deletedAt, deleted_by AS deletedBy, password_sealed AS passwordSealed
  FROM json_each(?) AS asked JOIN customer ON customer.id = asked.value`;
const DEVICES = `
  SELECT customer_id AS customerId, id, mac, type, added_by AS addedBy, added_at AS addedAt
  FROM device WHERE customer_id IN (SELECT value FROM json_each(?)) ORDER BY added_at, id`;

/** What of a connection customers are read with. */
export interface HandedOver {
  readonly reach: ReadonlySet<string>;
  readonly accounts: Accounts;
  /** What an account is by now, where the billing clock has not come by yet. */
  readonly settled: (billed: Billed) => Pick<Step, 'account' | 'happenings'>;
}

/** The customers of these ids that are within reach; what lies elsewhere is not there. */
export function customersInHand(
  db: Database,
  ids: readonly string[],
  { reach, accounts, settled }: HandedOver,
): ReadonlyMap<string, CustomerRow> {
  const rows = db
    .prepare<[string], Read>(ROWS)
    .all(JSON.stringify(ids))
    .filter(({ operatorId }) => reach.has(operatorId));
  const asked = rows.map(({ id }) => id);
  const billed = accounts.of(asked);
  const devices = Map.groupBy(
    db.prepare<[string], DeviceRow & { readonly customerId: string }>(DEVICES).all(JSON.stringify(asked)),
    ({ customerId }) => customerId,
  );
  return new Map(
    rows.flatMap((row) => {
      const own = billed.get(row.id);
      if (!own) return [];
      const { account, happenings } = settled(own);
      const changed = happenings.findLast((one) => one.kind === 'package-changed');
      const bound = devices.get(row.id) ?? [];
      const inHand: CustomerRow = {
        ...row,
        devices: bound,
        macs: bound.map(({ mac }) => mac),
        account,
        billing: own.columns,
        type: account.tariff.type,
        status: account.status,
        suspendedReason: account.suspendedReason,
        packageId: changed?.packageId ?? own.columns.packageId,
        nextPackageId: account.next?.packageId ?? null,
      };
      return [[row.id, inHand] as const];
    }),
  );
}
