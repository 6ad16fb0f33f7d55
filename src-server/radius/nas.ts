import { type RadiusServer, SharedSecret } from '#radius/index.ts';
import type { Seal } from '../key/seal.ts';
import type { Database, Queries } from '../store/database.ts';

/** A router that asks FreeRADIUS, and where it takes Disconnect and CoA itself. */
export interface Nas {
  readonly name: string;
  /** Where its requests come from: "10.0.0.1" or "10.0.0.0/24". Its accounting tells the same. */
  readonly address: string;
  /** Shared with FreeRADIUS, which reads it in clear. */
  readonly secret: string;
  /** Where it is managed, and the secret for that; the same unless it says otherwise. */
  readonly host: string;
  readonly port: number;
  readonly managementSecret: string;
}

/** What RouterOS listens on (`/radius incoming`). */
export const INCOMING_PORT = 3799;

const where = (nasId: number): string => `${nasId}:nas_management.secret_sealed`;

/** Adds a router, or describes the one of the same address anew. FreeRADIUS knows it when it is started again. */
export async function putNas(database: Database, seal: Seal, nas: Nas): Promise<void> {
  await database.transaction(async (tx) => {
    await removeNas(tx, nas.address);
    const [row] = await tx.query<{ id: number }>(
      `INSERT INTO nas (nasname, shortname, type, secret, description) VALUES ($1, $2, 'other', $3, 'Lastmile') RETURNING id`,
      [nas.address, nas.name, nas.secret],
    );
    if (!row) throw new Error('No row came of an insert');
    await tx.query(
      'INSERT INTO nas_management (nas_id, network, host, port, secret_sealed) VALUES ($1, $2, $3, $4, $5)',
      [row.id, nas.address, nas.host, nas.port, seal.seal(nas.managementSecret, where(row.id))],
    );
  });
}

/** Whether there was one of this address. */
export async function removeNas(db: Queries, address: string): Promise<boolean> {
  const gone = await db.query('DELETE FROM nas WHERE nasname = $1 RETURNING id', [address]);
  return gone.length > 0;
}

export type NasLine = Omit<Nas, 'secret' | 'managementSecret'>;

/** All of them without their secrets. */
export function nasList(db: Queries): Promise<readonly NasLine[]> {
  return db.query<NasLine>(
    `SELECT shortname AS name, nasname AS address, host, port FROM nas
     JOIN nas_management ON nas_id = nas.id ORDER BY shortname, nasname`,
  );
}

/** Where routers are managed, by the addresses that stand in their accounting. One that nobody described is not in it. */
export async function managementOf(
  db: Queries,
  seal: Seal,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, RadiusServer>> {
  const found = await db.query<{ address: string; nasId: number; host: string; port: number; sealed: Uint8Array }>(
    `SELECT DISTINCT ON (asked) host(asked) AS address, nas_id AS "nasId", host, port, secret_sealed AS sealed
     FROM unnest($1::inet[]) AS asked JOIN nas_management ON asked <<= network
     ORDER BY asked, masklen(network) DESC`,
    [addresses],
  );
  return new Map(
    found.map(({ address, nasId, host, port, sealed }) => [
      address,
      { host, port, secret: new SharedSecret(seal.open(sealed, where(nasId))), signed: 'where-present' },
    ]),
  );
}
