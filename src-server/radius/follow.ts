import { referringColumns } from '#shared/sync/customer-references.ts';
import type { Transaction } from '../store/database.ts';
import type { Followed } from '../sync/work.ts';
import { removePlans, writePlans, writeStates } from './write-groups.ts';
import { usedNames } from './names.ts';
import { rowsOfNew } from './user-rows.ts';
import { takeTurn, writeCustomers, writeNewCustomers } from './write-customers.ts';

/** The kinds of records on which the rows of whoever has them depend. */
const SHARED = ['package', 'billing-profile'] as const;

/** In place of a kind: a package that was taken away. */
const GONE = 'gone';

/**
 * Writes what follows for FreeRADIUS from what a push has done, in its transaction: so a customer logs in as soon as they
 * are accepted, and never under what was refused. What many have in common is queued: it may concern a hundred thousand.
 */
export async function followRadius({ tx, seal, at, version, touched }: Followed): Promise<void> {
  const ofThoseThere = async (): Promise<void> => {
    const [, changed] = await Promise.all([takeTurn(tx), changedIn(tx, version), writeStates(tx)]);
    await writeRecords(tx, changed, at);
    await writeCustomers({ tx, seal, at }, touched.ids);
  };
  const written = ofThoseThere();
  const rows = rowsOfNew(touched.added);
  if (touched.ids.length > 0) {
    // What stands under names that somebody has given up for those who are new goes first.
    await written;
    await writeNewCustomers({ tx, at }, rows, await usedNames(tx, [...rows.names.values()]));
    return;
  }
  // Else theirs goes out behind the turn, which PostgreSQL keeps to by itself, and while it still writes the customers. (What a
  // package becomes in the same push is told to whoever is online under such a name, too.)
  await Promise.all([written, writeNewCustomers({ tx, at }, rows, touched.usedNames)]);
}

interface Changed {
  readonly kind: string;
  readonly id: string;
  readonly body: unknown;
}

/** The records of which something follows. */
const changedIn = (tx: Transaction, version: number): Promise<readonly Changed[]> =>
  tx.query<Changed>(
    `SELECT kind, id, body FROM record WHERE commit_version = $1
       AND (kind IN ('package', 'billing-profile') OR (kind = 'setting' AND id = 'timeZone'))
     UNION ALL SELECT '${GONE}', id, NULL FROM tombstone WHERE commit_version = $1 AND entity = 'package'
       AND NOT EXISTS (SELECT 1 FROM record WHERE record.kind = 'package' AND record.id = tombstone.id)`,
    [version],
  );

async function writeRecords(tx: Transaction, changed: readonly Changed[], at: number): Promise<void> {
  await removePlans(
    tx,
    changed.flatMap(({ kind, id }) => (kind === GONE ? [id] : [])),
  );
  await writePlans(
    tx,
    changed.filter(({ kind }) => kind === 'package'),
    at,
  );
  for (const kind of SHARED) {
    const ids = changed.filter((one) => one.kind === kind).map(({ id }) => id);
    for (const column of ids.length > 0 ? referringColumns(kind) : []) await again(tx, `${column} = ANY($1)`, [ids]);
  }
  if (changed.some(({ kind }) => kind === 'setting')) await again(tx, 'true', []);
}

/** Queues whoever has rows already, or may have them by now. */
async function again(tx: Transaction, condition: string, params: readonly unknown[]): Promise<void> {
  await tx.query(
    `INSERT INTO radius_again (customer_id)
     SELECT id FROM customer WHERE ${condition} AND status NOT IN ('pending', 'deleted')
       ON CONFLICT (customer_id) DO UPDATE SET failed_at = NULL WHERE radius_again.failed_at IS NOT NULL`,
    params,
  );
}
