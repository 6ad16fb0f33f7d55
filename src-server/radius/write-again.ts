import type { Seal } from '../key/seal.ts';
import type { Database } from '../store/database.ts';
import { takeTurn, writeCustomers } from './write-customers.ts';

/** Few enough that a push which comes meanwhile waits for a moment only. */
const CHUNK = 500;

/**
 * Writes the rows of some of those anew whose package, billing profile or time zone has changed, and says how many that were.
 */
export async function writeAgain(deps: {
  readonly database: Database;
  readonly seal: Seal;
  readonly now: () => Date;
}): Promise<number> {
  const { database, seal, now } = deps;
  // Most of the time there is nobody: then nobody is kept waiting either.
  const [any] = await database.query('SELECT 1 FROM radius_again LIMIT 1');
  if (any === undefined) return 0;
  return database.transaction(async (tx) => {
    await takeTurn(tx);
    const taken = await tx.query<{ id: string }>(
      `DELETE FROM radius_again WHERE customer_id IN (SELECT customer_id FROM radius_again LIMIT ${CHUNK})
       RETURNING customer_id AS id`,
    );
    await writeCustomers(
      { tx, seal, at: now().getTime() },
      taken.map(({ id }) => id),
    );
    return taken.length;
  });
}
