import { moreCommits } from '../head.ts';
import type { Work } from '../work.ts';

/** Rows that have something in common, and what becomes of them. */
interface Stamped {
  readonly table: 'customer' | 'ledger_entry';
  /** A condition in which $1 is `key`. */
  readonly where: string;
  readonly key: string;
  /** What is set besides, in which the values are $4 and so on. */
  readonly set?: string;
  readonly values?: readonly unknown[];
}

/**
 * Changes rows of which there may be very many, and stamps them. A page of a pull is whole commits: what is too much for one
 * goes to several of its own, which are made in the one transaction, and so are seen together; after a crash there are all
 * of them or none.
 */
export async function stampAll(
  { tx, at, version, page }: Pick<Work, 'tx' | 'at' | 'version' | 'page'>,
  { table, where, key, set, values = [] }: Stamped,
): Promise<void> {
  const [found] = await tx.query<{ count: number }>(`SELECT count(*) AS count FROM ${table} WHERE ${where}`, [key]);
  const count = found?.count ?? 0;
  if (count === 0) return;
  const first = count <= page ? version : await moreCommits(tx, at, Math.ceil(count / page));
  await tx.query(
    `UPDATE ${table} SET ${set === undefined ? '' : `${set}, `}commit_version = $2::bigint + (touched.n - 1) / $3::bigint
     FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM ${table} WHERE ${where}) AS touched
     WHERE ${table}.id = touched.id`,
    [key, first, page, ...values],
  );
}
