import type { Database } from '../store/database.ts';
import type { Speaker } from '../sync/push.ts';
import { hashOf, newToken } from './secret.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** When a console was last seen is known to so many milliseconds: to write it down with each call would be a commit for each. */
const SEEN_WITHIN = 60_000;

/**
 * The console that a token belongs to; null: to none, or to one whose token was taken away. The first use of a new token ends
 * the one before it.
 */
export async function believed(database: Database, token: string, now: Date): Promise<Speaker | null> {
  const id = token.slice(0, token.indexOf('.'));
  if (!UUID.test(id)) return null;
  const hash = hashOf(token);
  const [known] = await database.query<Speaker & { isNew: boolean; seenAt: number | null }>(
    `SELECT id AS "deviceId", operator_id AS "operatorId", token_hash <> $2 AS "isNew", seen_at AS "seenAt" FROM device
     WHERE id = $1 AND revoked_at IS NULL AND (token_hash = $2 OR next_token_hash = $2)`,
    [id, hash],
  );
  if (!known) return null;
  const { deviceId, operatorId, isNew, seenAt } = known;
  const wasJustSeen = seenAt !== null && Math.abs(now.getTime() - seenAt) < SEEN_WITHIN;
  return wasJustSeen && !isNew ? { deviceId, operatorId } : seen(database, id, hash, now);
}

async function seen(database: Database, id: string, hash: Uint8Array, now: Date): Promise<Speaker | null> {
  const [speaker] = await database.query<Speaker>(
    // In one statement: of two requests with a new token, neither meets it half taken over.
    `UPDATE device SET seen_at = $1,
       token_hash = CASE WHEN next_token_hash = $3 THEN next_token_hash ELSE token_hash END,
       next_token_hash = CASE WHEN next_token_hash = $3 THEN NULL ELSE next_token_hash END
     WHERE id = $2 AND revoked_at IS NULL AND (token_hash = $3 OR next_token_hash = $3)
     RETURNING id AS "deviceId", operator_id AS "operatorId"`,
    [now.getTime(), id, hash],
  );
  return speaker ?? null;
}

/** A second token for a console; the one that it has holds until this one is used. */
export async function nextToken(database: Database, { deviceId }: Speaker): Promise<string> {
  const token = newToken(deviceId);
  await database.query('UPDATE device SET next_token_hash = $1 WHERE id = $2', [hashOf(token), deviceId]);
  return token;
}
