import type { Database } from 'better-sqlite3';
import type { CustomerStatus } from '#shared/domain/customer/customer.ts';
import { type Block, formatIpv4 } from '#shared/domain/ip/ipv4.ts';
import { offered } from '#shared/domain/ip/plan.ts';
import type { Connection } from '#shared/domain/package/package.ts';
import type { ServedPackage } from '#shared/domain/provisioning/desired-plan.ts';
import type { ServedCustomer } from '#shared/domain/provisioning/desired.ts';

/** A customer as one router is concerned with them. */
export interface PlacedCustomer extends ServedCustomer {
  /** Whether they belong on it. Whoever went away is told with the status `deleted`: nothing of theirs belongs there. */
  readonly belongs: boolean;
  readonly operatorId: string;
  readonly fullName: string;
  /** The name under which the router was last told of them; null: it never was. */
  readonly appliedUsername: string | null;
}

interface CustomerRow {
  readonly id: string;
  readonly operatorId: string;
  readonly username: string;
  readonly fullName: string;
  readonly status: CustomerStatus;
  readonly ip: number | null;
  readonly macs: string | null;
  readonly hasPassword: 0 | 1;
  readonly packageId: string;
  readonly belongs: 0 | 1;
  readonly appliedUsername: string | null;
}

interface PackageRow {
  readonly id: string;
  readonly code: string;
  readonly connection: Connection;
  readonly downKbps: number | null;
  readonly upKbps: number | null;
  readonly burstDownKbps: number | null;
  readonly burstUpKbps: number | null;
  readonly burstSeconds: number | null;
  readonly volumeMb: number | null;
  readonly routerProfile: string | null;
  readonly addressFromPool: 0 | 1;
}

interface BlockRow extends Block {
  readonly id: string;
  readonly packageId: string;
  readonly gateway: number | null;
}

// The view looks at each customer that is asked of: which ones is said by what has an index.
const CUSTOMERS = (which: string): string => `
  SELECT customer.id, customer.operator_id AS operatorId, customer.username, customer.full_name AS fullName,
    customer.status, customer.ip, customer.password_sealed IS NOT NULL AS hasPassword,
    customer.package_id AS packageId, provisioning.applied_username AS appliedUsername,
    coalesce((SELECT router_id FROM customer_router WHERE customer_id = customer.id) = @router, 0) AS belongs,
    (SELECT group_concat(mac, ',' ORDER BY added_at, id) FROM device WHERE customer_id = customer.id) AS macs
  FROM customer LEFT JOIN provisioning ON provisioning.customer_id = customer.id AND provisioning.router_id = @router
  WHERE ${which} ORDER BY customer.seq`;

const ALL = CUSTOMERS(`customer.id IN (
  SELECT customer_id FROM customer_router WHERE router_id = @router AND status NOT IN ('pending', 'deleted')
  UNION SELECT customer_id FROM provisioning WHERE router_id = @router)`);
const SOME = CUSTOMERS('customer.id IN (SELECT value FROM json_each(@ids))');

/**
 * The customers of a router: who belongs there, and who stood there and has gone since. With `ids` those alone, whether
 * they are on it or not.
 */
export function servedCustomers(db: Database, routerId: string, ids?: readonly string[]): readonly PlacedCustomer[] {
  const asked = ids === undefined ? { router: routerId } : { router: routerId, ids: JSON.stringify(ids) };
  const rows = db.prepare<[typeof asked], CustomerRow>(ids === undefined ? ALL : SOME).all(asked);
  const packages = servedPackages(db, routerId);
  return rows.flatMap(({ packageId, ip, macs, hasPassword, belongs, ...row }) => {
    const served = packages.get(packageId);
    if (!served) return [];
    const isThere = belongs === 1;
    return [
      {
        ...row,
        status: isThere ? row.status : 'deleted',
        ip: ip === null ? null : formatIpv4(ip),
        macs: macs === null ? [] : macs.split(','),
        hasPassword: hasPassword === 1,
        belongs: isThere,
        served,
      },
    ];
  });
}

/** All packages by id, each with what of its blocks is on a router. */
export function servedPackages(db: Database, routerId: string): ReadonlyMap<string, ServedPackage> {
  const blocks = Map.groupBy(blocksOf(db, routerId), ({ packageId }) => packageId);
  const packages = db
    .prepare<[], PackageRow>(
      `SELECT id, code, connection, down_kbps AS downKbps, up_kbps AS upKbps, burst_down_kbps AS burstDownKbps,
         burst_up_kbps AS burstUpKbps, burst_seconds AS burstSeconds, volume_mb AS volumeMb,
         router_profile AS routerProfile, address_from_pool AS addressFromPool FROM package`,
    )
    .all();
  return new Map(
    packages.map(({ addressFromPool, ...row }) => {
      const own = blocks.get(row.id) ?? [];
      const gateway = own.find((block) => block.gateway !== null)?.gateway ?? null;
      const served: ServedPackage = {
        ...row,
        addressFromPool: addressFromPool === 1,
        gateway: gateway === null ? null : formatIpv4(gateway),
        offered: own.flatMap((block) => block.offered),
      };
      return [row.id, served] as const;
    }),
  );
}

/**
 * The blocks of packages that are on a router, in the order of their addresses. One that a reseller has put on a router of
 * somebody above it is no part of the pool and the gateway there: both are of everybody who has the package.
 */
function blocksOf(db: Database, routerId: string): readonly (BlockRow & { readonly offered: readonly Block[] })[] {
  const reserved = Map.groupBy(
    db
      .prepare<[], Block & { readonly blockId: string }>(
        'SELECT network_address_id AS blockId, first, last FROM reserved_range ORDER BY first',
      )
      .all(),
    ({ blockId }) => blockId,
  );
  return db
    .prepare<[string], BlockRow>(
      `SELECT id, package_id AS packageId, first, last, gateway FROM network_address
         JOIN package_address ON package_address.network_address_id = network_address.id
       WHERE router_id = ? AND network_address.operator_id IN (
         WITH RECURSIVE line (id) AS (
           SELECT operator_id FROM router WHERE router.id = network_address.router_id
           UNION SELECT parent_id FROM operator JOIN line ON operator.id = line.id WHERE parent_id IS NOT NULL)
         SELECT id FROM line)
       ORDER BY first`,
    )
    .all(routerId)
    .map((row) => {
      const kept = (reserved.get(row.id) ?? []).map(({ first, last }) => ({ first, last, note: null }));
      return { ...row, offered: offered({ ...row, reserved: kept }) };
    });
}
