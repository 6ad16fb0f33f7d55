import type { Database } from 'better-sqlite3';

/** What SQLite itself finds wrong with a file, in its words; nothing when all is well. At most 100 of each kind. */
export function integrityProblems(db: Database): string[] {
  const found = db.pragma('integrity_check(100)') as { integrity_check: string }[];
  const pages = found.map(({ integrity_check }) => integrity_check).filter((line) => line !== 'ok');
  const keys = db.pragma('foreign_key_check') as { table: string; rowid: number | null; parent: string }[];
  const broken = keys
    .slice(0, 100)
    .map(
      ({ table, rowid, parent }) => `row ${rowid ?? '?'} of ${table} refers to a row of ${parent} that does not exist`,
    );
  return [...pages, ...broken];
}
