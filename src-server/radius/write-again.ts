import type { Seal } from '../key/seal.ts';
import type { Log } from '../log.ts';
import type { Database, Queries } from '../store/database.ts';
import { takeTurn, writeCustomers } from './write-customers.ts';

/** Few enough that a push which comes meanwhile waits for a moment only. */
const CHUNK = 500;
/** After so long somebody who could not be written is tried again: somebody may have mended what was wrong. */
const TRY_AGAIN = 10 * 60_000;

export interface WriteAgainDeps {
  readonly database: Database;
  readonly seal: Seal;
  readonly now: () => Date;
  readonly log: Log;
}

/**
 * Writes the rows of some of those anew whose package, billing profile or time zone has changed, or whose rows could not be
 * made before, and says how many that were. Of a chunk with somebody whom the database does not take each is taken alone.
 */
export async function writeAgain(deps: WriteAgainDeps): Promise<number> {
  const { database, now } = deps;
  // Most of the time there is nobody: then nobody is kept waiting either.
  const ids = await waitingIds(database, now().getTime());
  if (ids.length === 0) return 0;
  try {
    return await writeSome(deps, ids);
  } catch (error) {
    // The database itself, rather than somebody in it.
    await database.query('SELECT 1');
    if (ids.length === 1) return passedOver(deps, error, ids);
  }
  let written = 0;
  for (const id of ids) {
    try {
      written += await writeSome(deps, [id]);
    } catch (error) {
      written += await passedOver(deps, error, [id]);
    }
  }
  return written;
}

/** Of how many the rows could not be written. */
export async function unwrittenOf(db: Queries): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'SELECT count(*) AS count FROM radius_again WHERE failed_at IS NOT NULL',
  );
  return row?.count ?? 0;
}

async function waitingIds(db: Queries, now: number): Promise<readonly string[]> {
  const waiting = await db.query<{ id: string }>(
    `SELECT customer_id AS id FROM radius_again WHERE failed_at IS NULL OR failed_at < $1 LIMIT ${CHUNK}`,
    [now - TRY_AGAIN],
  );
  return waiting.map(({ id }) => id);
}

async function writeSome(deps: WriteAgainDeps, ids: readonly string[]): Promise<number> {
  const { database, seal, now } = deps;
  const { written, unmade } = await database.transaction(async (tx) => {
    await takeTurn(tx);
    // Another server over the same database may have been here first.
    const taken = await tx.query<{ id: string }>(
      'DELETE FROM radius_again WHERE customer_id = ANY($1) RETURNING customer_id AS id',
      [ids],
    );
    const failed = await writeCustomers(
      { tx, seal, at: now().getTime() },
      taken.map(({ id }) => id),
    );
    return { written: taken.length - failed.size, unmade: failed };
  });
  // They are queued again by now.
  for (const [id, error] of unmade) await passedOver(deps, error, [id]);
  return written;
}

/** They wait on, and are counted (metrics.ts). Nobody else is kept waiting. */
async function passedOver(
  { database, log, now }: WriteAgainDeps,
  error: unknown,
  ids: readonly string[],
): Promise<number> {
  for (const id of ids) log.failure(error, { during: 'radius-rows', customer: id });
  await database.query('UPDATE radius_again SET failed_at = $1 WHERE customer_id = ANY($2)', [now().getTime(), ids]);
  return 0;
}
