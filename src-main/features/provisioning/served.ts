import type { Database } from 'better-sqlite3';
import type { CustomerStatus } from '#shared/domain/customer/customer.ts';
import { type Block, formatIpv4 } from '#shared/domain/ip/ipv4.ts';
import { offered } from '#shared/domain/ip/plan.ts';
import type { Connection } from '#shared/domain/package/package.ts';
import type { ServedPackage } from '#shared/domain/provisioning/desired-plan.ts';
import type { ServedCustomer } from '#shared/domain/provisioning/desired.ts';

interface CustomerRow {
  readonly id: string;
  readonly username: string;
  readonly status: CustomerStatus;
  readonly ip: number | null;
  readonly hasPassword: 0 | 1;
  readonly packageId: string;
  /** With a space between each. */
  readonly macs: string | null;
}

/** Customers who belong on a router, of these or of all, by id. Who does not belong there (any more) is not among them. */
export function servedCustomers(
  db: Database,
  routerId: string,
  ids?: readonly string[],
): ReadonlyMap<string, ServedCustomer> {
  const packages = servedPackages(db, routerId);
  const among = ids === undefined ? '' : 'AND customer.id IN (SELECT value FROM json_each(?))';
  const rows = db
    .prepare<unknown[], CustomerRow>(
      `SELECT customer.id, username, customer.status, ip, password_sealed IS NOT NULL AS hasPassword,
         package_id AS packageId,
         (SELECT group_concat(mac, ' ' ORDER BY added_at, device.id) FROM device WHERE customer_id = customer.id) AS macs
       FROM customer JOIN customer_router ON customer_router.customer_id = customer.id
       WHERE customer_router.router_id = ? AND customer.status NOT IN ('pending', 'deleted') ${among}`,
    )
    .all(routerId, ...(ids === undefined ? [] : [JSON.stringify(ids)]));
  return new Map(
    rows.flatMap(({ packageId, ip, macs, hasPassword, ...row }): [string, ServedCustomer][] => {
      const served = packages.get(packageId);
      if (!served) return [];
      const address = ip === null ? null : formatIpv4(ip);
      const known = { ip: address, macs: macs === null ? [] : macs.split(' '), hasPassword: hasPassword === 1 };
      return [[row.id, { ...row, ...known, served }]];
    }),
  );
}

interface PackageRow extends Omit<ServedPackage, 'addressFromPool' | 'gateway' | 'offered'> {
  readonly addressFromPool: 0 | 1;
}

interface BlockRow extends Block {
  readonly id: string;
  readonly packageId: string;
  readonly gateway: number | null;
}

/** The packages as one router serves them, with the addresses of their blocks there. */
function servedPackages(db: Database, routerId: string): ReadonlyMap<string, ServedPackage> {
  const blocks = Map.groupBy(
    db
      .prepare<[string], BlockRow>(
        `SELECT network_address.id, package_id AS packageId, first, last, gateway FROM network_address
         JOIN package_address ON network_address_id = network_address.id WHERE router_id = ? ORDER BY first`,
      )
      .all(routerId),
    ({ packageId }) => packageId,
  );
  const reserved = Map.groupBy(
    db
      .prepare<[], Block & { blockId: string }>(
        'SELECT network_address_id AS blockId, first, last FROM reserved_range ORDER BY first',
      )
      .all(),
    ({ blockId }) => blockId,
  );
  return new Map(
    db
      .prepare<[], PackageRow & { connection: Connection }>(
        `SELECT id, code, connection, down_kbps AS downKbps, up_kbps AS upKbps, burst_down_kbps AS burstDownKbps,
           burst_up_kbps AS burstUpKbps, burst_seconds AS burstSeconds, volume_mb AS volumeMb,
           router_profile AS routerProfile, address_from_pool AS addressFromPool FROM package`,
      )
      .all()
      .map(({ addressFromPool, ...row }): [string, ServedPackage] => {
        const own = blocks.get(row.id) ?? [];
        const gateway = own.find((block) => block.gateway !== null)?.gateway ?? null;
        return [
          row.id,
          {
            ...row,
            addressFromPool: addressFromPool === 1,
            gateway: gateway === null ? null : formatIpv4(gateway),
            offered: own.flatMap((block) => offered({ ...block, reserved: reserved.get(block.id) ?? [] })),
          },
        ];
      }),
  );
}
