import type { Queries, Transaction } from '../store/database.ts';
import { insertAll } from '../store/insert-all.ts';
import { radiusName } from './tables.ts';

/**
 * Keeps under which name some customers log in from now on: sessions are theirs by the name and by when they began. What
 * FreeRADIUS tells has whole seconds.
 */
export async function keepNames(
  tx: Transaction,
  ids: readonly string[],
  names: ReadonlyMap<string, string>,
  at: number,
): Promise<void> {
  await tx.query(
    `UPDATE radius_name SET until = $2 WHERE customer_id = ANY($1) AND until IS NULL
       AND NOT EXISTS (SELECT 1 FROM unnest($3::uuid[], $4::text[]) AS given (id, name)
         WHERE given.id = radius_name.customer_id AND given.name = radius_name.username)`,
    [ids, secondOf(at), ...columnsOf(names)],
  );
  await beginNames(tx, names, at, await usedNames(tx, [...names.values()]));
}

/** The same of those who log in under no other name: most have one that nobody has had. */
export async function beginNames(
  tx: Transaction,
  names: ReadonlyMap<string, string>,
  at: number,
  used: UsedNames,
): Promise<void> {
  const all = [...names];
  const hadBefore = (username: string): boolean => used.get(username) === true;
  await Promise.all([
    insertAll(
      tx,
      radiusName,
      all.flatMap(([customerId, username]) =>
        hadBefore(username) ? [] : [{ customerId, username, since: 0, until: null }],
      ),
    ),
    beginAgain(tx, new Map(all.filter(([, username]) => hadBefore(username))), at),
  ]);
}

/** Names that are not new: whether somebody has had them. If not, there are rows of FreeRADIUS under them, whoever wrote those. */
export type UsedNames = ReadonlyMap<string, boolean>;

const USED = `
  SELECT username, true AS had FROM radius_name WHERE username = ANY($1)
  UNION ALL SELECT username, false FROM radcheck WHERE username = ANY($1)
  UNION ALL SELECT username, false FROM radreply WHERE username = ANY($1)
  UNION ALL SELECT username, false FROM radusergroup WHERE username = ANY($1)`;

/** Which of some names are not new. */
export async function usedNames(db: Queries, usernames: readonly string[]): Promise<UsedNames> {
  const used = new Map<string, boolean>();
  const found = await db.query<{ username: string; had: boolean }>(USED, [usernames]);
  for (const { username, had } of found) used.set(username, had || used.get(username) === true);
  return used;
}

/** Under a name that somebody has had, or has. */
async function beginAgain(tx: Transaction, names: ReadonlyMap<string, string>, at: number): Promise<void> {
  if (names.size === 0) return;
  // Not EXISTS: for that PostgreSQL may read the whole table.
  await tx.query(
    `INSERT INTO radius_name (customer_id, username, since)
     SELECT id, name, $1::bigint
     FROM unnest($2::uuid[], $3::text[]) AS given (id, name)
     WHERE (SELECT 1 FROM radius_name WHERE customer_id = id AND username = name AND until IS NULL LIMIT 1) IS NULL
     ON CONFLICT (username, since, customer_id) DO UPDATE SET until = NULL`,
    [secondOf(at), ...columnsOf(names)],
  );
}

const secondOf = (at: number): number => Math.floor(at / 1000) * 1000;

const columnsOf = (names: ReadonlyMap<string, string>) => [[...names.keys()], [...names.values()]];
