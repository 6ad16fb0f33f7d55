import { randomUUID } from 'node:crypto';
import type { Witness } from '#shared/sync/head.ts';
import type { Queries, Transaction } from '../store/database.ts';

/** The newest commit. */
export async function headOf(db: Queries): Promise<Witness> {
  const [row] = await db.query<Witness>('SELECT version, commit_id AS "commitId" FROM head');
  if (!row) throw new Error('The database has no head');
  return row;
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
export async function nextCommit(tx: Transaction, at: number): Promise<Witness> {
  const commitId = randomUUID();
  const [row] = await tx.query<{ version: number }>(
    'UPDATE head SET version = version + 1, commit_id = $1 RETURNING version',
    [commitId],
  );
  if (!row) throw new Error('The database has no head');
  await tx.query('INSERT INTO commit (version, commit_id, at) VALUES ($1, $2, $3)', [row.version, commitId, at]);
  return { version: row.version, commitId };
}
