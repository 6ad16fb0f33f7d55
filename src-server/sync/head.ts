import { randomUUID } from 'node:crypto';
import type { Witness } from '#shared/sync/head.ts';
import type { Queries, Transaction } from '../store/database.ts';

/** The newest commit. */
export async function headOf(db: Queries): Promise<Witness> {
  const [row] = await db.query<Witness>('SELECT version, commit_id AS "commitId" FROM head');
  if (!row) throw new Error('The database has no head');
  return row;
}

/**
 * The newest commit, first of all and to the end of the transaction: pushes take their turns by it. All that a push asks for
 * is asked by keys that have an index; of a table that has grown faster than PostgreSQL counts it would read every row. (Where
 * it has to, it takes that for so dear that it would compile the statement first, which takes a third of a second: jit.)
 */
export async function takeHead(tx: Transaction): Promise<Witness> {
  const [row] = await tx.query<Witness>(
    `SELECT version, commit_id AS "commitId", set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)
     FROM head FOR UPDATE`,
  );
  if (!row) throw new Error('The database has no head');
  return { version: row.version, commitId: row.commitId };
}

/** Whether this is a commit of this database: not so once it was restored from a backup that was made before it. */
export async function isKnown(db: Queries, { version, commitId }: Witness): Promise<boolean> {
  const rows = await db.query('SELECT 1 FROM commit WHERE version = $1 AND commit_id = $2', [version, commitId]);
  return rows.length > 0;
}

/**
 * The commit that this transaction will be: the first thing it does, and held until it is committed, so that whoever reads
 * up to a version has all of it. (A sequence missed 681 of 1,440 rows under twelve writers.)
 */
export async function nextCommit(tx: Transaction, at: number, commitId: string = randomUUID()): Promise<Witness> {
  const [row] = await tx.query<{ version: number }>(
    `WITH next AS (UPDATE head SET version = version + 1, commit_id = $1 RETURNING version)
     INSERT INTO commit (version, commit_id, at) SELECT version, $1, $2 FROM next RETURNING version`,
    [commitId, at],
  );
  if (!row) throw new Error('The database has no head');
  return { version: row.version, commitId };
}

/** So many commits more in a transaction that has taken the head: the number of the first of them. */
export async function moreCommits(tx: Transaction, at: number, count: number): Promise<number> {
  const [row] = await tx.query<{ version: number }>(
    `WITH next AS (
       UPDATE head SET version = version + $1::bigint, commit_id = gen_random_uuid()::text RETURNING version, commit_id),
     made AS (
       INSERT INTO commit (version, commit_id, at)
       SELECT version - $1::bigint + n, CASE WHEN n = $1::bigint THEN commit_id ELSE gen_random_uuid()::text END, $2::bigint
       FROM next, generate_series(1, $1::bigint) AS n)
     SELECT version - $1::bigint + 1 AS version FROM next`,
    [count, at],
  );
  if (!row) throw new Error('The database has no head');
  return row.version;
}
