import { randomUUID } from 'node:crypto';
import { folded } from '#shared/domain/text.ts';
import { ServerRefusal } from '../refusal.ts';
import type { Database } from '../store/database.ts';
import { insertAll } from '../store/insert-all.ts';
import { record } from '../store/schema.ts';
import { nextCommit } from '../sync/head.ts';
import { operatorNamed } from './enrol.ts';

/** A console as the ISP sees it. Instants are milliseconds since 1970. */
export interface DeviceLine {
  readonly id: string;
  readonly consoleName: string;
  readonly operator: string;
  readonly receiptPrefix: string;
  readonly enrolledAt: number;
  readonly seenAt: number | null;
  readonly revokedAt: number | null;
}

export function devicesOf(database: Database): Promise<readonly DeviceLine[]> {
  return database.query<DeviceLine>(
    `SELECT device.id, console_name AS "consoleName", coalesce(body->>'name', '') AS operator,
       receipt_prefix AS "receiptPrefix", enrolled_at AS "enrolledAt", seen_at AS "seenAt", revoked_at AS "revokedAt"
     FROM device LEFT JOIN record ON kind = 'operator' AND record.id = device.operator_id::text
     ORDER BY enrolled_at, device.id`,
  );
}

/** Believes a console no more, by its id or its name. Throws ServerRefusal `server-device-unknown`, `server-device-several`. */
export async function revoke(database: Database, device: string, now: Date): Promise<{ readonly id: string }> {
  const found = await database.query<{ id: string }>(
    'SELECT id FROM device WHERE revoked_at IS NULL AND (id::text = $1 OR lower(console_name) = lower($1))',
    [device],
  );
  const [one] = found;
  if (!one) throw new ServerRefusal('server-device-unknown', { name: device });
  if (found.length > 1) throw new ServerRefusal('server-device-several', { name: device, count: found.length });
  await database.query('UPDATE device SET revoked_at = $1, next_token_hash = NULL WHERE id = $2', [
    now.getTime(),
    one.id,
  ]);
  return one;
}

export interface NewOperator {
  readonly name: string;
  /** Null: the ISP itself, of which there is one. */
  readonly parent: string | null;
}

/**
 * Adds an operator, so that consoles can enrol for it. Throws ServerRefusal `server-operator-unknown` for a parent that is not
 * there, `server-operator-taken` for a name or code that is, `server-operator-root` for a second ISP.
 */
export async function addOperator(
  database: Database,
  { name, parent }: NewOperator,
  now: Date,
): Promise<{ readonly id: string }> {
  return database.transaction(async (tx) => {
    const commit = await nextCommit(tx, now.getTime());
    const parentId = parent === null ? null : await operatorNamed(tx, parent);
    const [root] = await tx.query(`SELECT 1 FROM record WHERE kind = 'operator' AND body->>'parentId' IS NULL`);
    if (parentId === null && root !== undefined) throw new ServerRefusal('server-operator-root', { name });
    const nameKey = folded(name);
    const code = parentId === null ? 'admin' : nameKey.replace(/[^\p{L}\p{N}]+/gu, '-');
    const [taken] = await tx.query(
      `SELECT 1 FROM record WHERE kind = 'operator' AND (body->>'nameKey' = $1 OR body->>'codeKey' = $2)`,
      [nameKey, code],
    );
    if (taken !== undefined) throw new ServerRefusal('server-operator-taken', { name });
    const [grandparent] = await tx.query<{ parentId: string | null }>(
      `SELECT body->>'parentId' AS "parentId" FROM record WHERE kind = 'operator' AND id = $1`,
      [parentId ?? ''],
    );
    const kind = parentId === null ? 'admin' : grandparent?.parentId == null ? 'reseller' : 'sub-reseller';
    const id = randomUUID();
    await insertAll(tx, record, [
      {
        ...{ kind: 'operator', id, operatorId: id, version: 1, sealed: null, commitVersion: commit.version },
        body: { parentId, name, nameKey, code, codeKey: code, kind, country: null, retiredAt: null },
      },
    ]);
    return { id };
  });
}
