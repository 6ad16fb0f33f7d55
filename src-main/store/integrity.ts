import { errorCode } from '../platform/disk.ts';
import { inThread } from './thread.ts';

const PROBLEMS = `
  SELECT integrity_check AS problem FROM pragma_integrity_check WHERE integrity_check <> 'ok'
  UNION ALL SELECT * FROM (
    SELECT 'row ' || coalesce("rowid", '?') || ' of ' || "table" || ' refers to a row of ' || parent || ' that does not exist'
    FROM pragma_foreign_key_check LIMIT 100)`;

/** What SQLite itself finds wrong with a file, in its words; nothing when all is well. At most 100 of each kind (integrity_check stops there by itself). */
export async function integrityProblems(file: string): Promise<string[]> {
  try {
    const found = (await inThread(file, PROBLEMS)) as { problem: string }[];
    return found.map(({ problem }) => problem);
  } catch (error) {
    // So damaged that SQLite cannot look any further.
    if (errorCode(error).startsWith('SQLITE_CORRUPT')) return [error instanceof Error ? error.message : String(error)];
    throw error;
  }
}
