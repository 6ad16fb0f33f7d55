import type { HoldReply, HoldRequest } from '#shared/sync/routers.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Speaker } from '../sync/push.ts';
import { type Reach, reachOf } from '../sync/reach.ts';

/** Any number, as long as it is always the same: consoles that want routers take their turns by it. */
const LOCK = 7_258_116;

/**
 * Gives routers to the console that wants them, as far as nobody has them or it takes them over; tells who has the others. Who has one keeps it, however long
 * they are silent: an office without a line goes on. A console that was revoked has none.
 */
export async function holdRouters(
  database: Database,
  speaker: Speaker,
  { routers }: HoldRequest,
  now: Date,
): Promise<HoldReply> {
  return database.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const reach = await reachOf(tx, speaker.operatorId);
    const within = await withinReach(tx, reach, [...new Set(routers.map(({ id }) => id))]);
    const taken = new Set(routers.flatMap(({ id, take }) => (take && within.includes(id) ? [id] : [])));
    const wanted = within.filter((id) => taken.has(id) || routers.some((one) => one.id === id && one.want));
    const { deviceId } = speaker;
    await tx.query(
      `DELETE FROM router_lease USING device
       WHERE router_id = ANY($1) AND device_id = device.id AND revoked_at IS NOT NULL`,
      [within],
    );
    await tx.query(
      `INSERT INTO router_lease (router_id, device_id, since) SELECT id, $2, $3 FROM unnest($1::uuid[]) AS given (id)
       ON CONFLICT (router_id) DO UPDATE SET device_id = excluded.device_id, since = excluded.since
         WHERE router_lease.router_id = ANY($4) AND router_lease.device_id <> excluded.device_id`,
      [wanted, deviceId, now.getTime(), [...taken]],
    );
    const leases = await leasesOf(tx, within);
    return {
      routers: [...new Set(routers.map(({ id }) => id))].map((id) => {
        const lease = leases.get(id);
        if (!lease) return { id, held: false, by: null };
        // Whom a console may not see is not named to it.
        const console = reach.own.has(lease.operatorId) ? lease.console : null;
        return { id, held: lease.deviceId === deviceId, by: { console, since: lease.since } };
      }),
    };
  });
}

async function withinReach(tx: Transaction, { own }: Reach, ids: readonly string[]): Promise<readonly string[]> {
  const found = await tx.query<{ id: string }>(
    `SELECT id FROM record WHERE kind = 'router' AND id = ANY($1::text[]) AND operator_id = ANY($2)`,
    [ids, [...own]],
  );
  return found.map(({ id }) => id);
}

interface Lease {
  readonly id: string;
  readonly deviceId: string;
  readonly console: string;
  readonly operatorId: string;
  readonly since: number;
}

async function leasesOf(tx: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, Lease>> {
  const found = await tx.query<Lease>(
    `SELECT router_id AS id, device_id AS "deviceId", console_name AS console, operator_id AS "operatorId", since
     FROM router_lease JOIN device ON device.id = device_id WHERE router_id = ANY($1)`,
    [ids],
  );
  return new Map(found.map((lease) => [lease.id, lease]));
}
