import type { Database } from 'better-sqlite3';
import { errorCode } from '../platform/disk.ts';

/** What SQLite itself finds wrong with a file, in its words; nothing when all is well. At most 100 of each kind. */
export function integrityProblems(db: Database): string[] {
  try {
    return [...damagedPages(db), ...brokenKeys(db)];
  } catch (error) {
    // So damaged that SQLite cannot look any further.
    if (errorCode(error).startsWith('SQLITE_CORRUPT')) return [error instanceof Error ? error.message : String(error)];
    throw error;
  }
}

function damagedPages(db: Database): string[] {
  const found = db.pragma('integrity_check(100)') as { integrity_check: string }[];
  return found.map(({ integrity_check }) => integrity_check).filter((line) => line !== 'ok');
}

function brokenKeys(db: Database): string[] {
  const keys = db.pragma('foreign_key_check') as { table: string; rowid: number | null; parent: string }[];
  return keys
    .slice(0, 100)
    .map(
      ({ table, rowid, parent }) => `row ${rowid ?? '?'} of ${table} refers to a row of ${parent} that does not exist`,
    );
}
