import type { Database } from '../store/database.ts';
import type { Speaker } from '../sync/push.ts';
import { hashOf, isSame, newToken } from './secret.ts';

interface Row {
  readonly id: string;
  readonly operatorId: string;
  readonly tokenHash: Uint8Array;
  readonly nextTokenHash: Uint8Array | null;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The console that a token belongs to; null: to none, or to one whose token was taken away. The first use of a new token ends
 * the one before it.
 */
export async function believed(database: Database, token: string, now: Date): Promise<Speaker | null> {
  const id = token.slice(0, token.indexOf('.'));
  if (!UUID.test(id)) return null;
  const [row] = await database.query<Row>(
    `SELECT id, operator_id AS "operatorId", token_hash AS "tokenHash", next_token_hash AS "nextTokenHash"
     FROM device WHERE id = $1 AND revoked_at IS NULL`,
    [id],
  );
  if (!row) return null;
  const hash = hashOf(token);
  const isNext = row.nextTokenHash !== null && isSame(row.nextTokenHash, hash);
  if (!isNext && !isSame(row.tokenHash, hash)) return null;
  const changeOver = isNext ? ', token_hash = next_token_hash, next_token_hash = NULL' : '';
  await database.query(`UPDATE device SET seen_at = $1${changeOver} WHERE id = $2`, [now.getTime(), id]);
  return { deviceId: row.id, operatorId: row.operatorId };
}

/** A second token for a console; the one that it has holds until this one is used. */
export async function nextToken(database: Database, { deviceId }: Speaker): Promise<string> {
  const token = newToken(deviceId);
  await database.query('UPDATE device SET next_token_hash = $1 WHERE id = $2', [hashOf(token), deviceId]);
  return token;
}
