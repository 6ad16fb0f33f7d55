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
  await beginNames(tx, names, at, await hadNames(tx, [...names.values()]));
}

/** The same of those who log in under no other name: most have one that is none of those that are used. */
export async function beginNames(
  tx: Transaction,
  names: ReadonlyMap<string, string>,
  at: number,
  used: ReadonlySet<string>,
): Promise<void> {
  const all = [...names];
  await Promise.all([
    insertAll(
      tx,
      radiusName,
      all.flatMap(([customerId, username]) =>
        used.has(username) ? [] : [{ customerId, username, since: 0, until: null }],
      ),
    ),
    beginAgain(tx, new Map(all.filter(([, username]) => used.has(username))), at),
  ]);
}

const HAD = 'SELECT username FROM radius_name WHERE username = ANY($1)';

/** Which of some names somebody has had, or has. */
const hadNames = (db: Queries, usernames: readonly string[]): Promise<ReadonlySet<string>> =>
  namesBy(db, HAD, usernames);

/** The same, and those under which FreeRADIUS has rows, whoever wrote them. */
export const usedNames = (db: Queries, usernames: readonly string[]): Promise<ReadonlySet<string>> =>
  namesBy(
    db,
    ['radcheck', 'radreply', 'radusergroup'].reduce(
      (text, table) => `${text} UNION ALL SELECT username FROM ${table} WHERE username = ANY($1)`,
      HAD,
    ),
    usernames,
  );

async function namesBy(db: Queries, text: string, usernames: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await db.query<{ username: string }>(text, [usernames]);
  return new Set(found.map(({ username }) => username));
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
