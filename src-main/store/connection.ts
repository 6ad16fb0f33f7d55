import DatabaseFile, { type Database, type Statement } from 'better-sqlite3';
import type { Log } from '../log.ts';
import { knowSearch } from './search-told.ts';
import { storageRefusal } from './storage-refusal.ts';

/** Another connection of ours may hold a lock for a moment (a checkpoint); another process never does. */
const BUSY_MS = 250;
/** A statement that takes longer is worth looking at. */
const SLOW_MS = 40;
/** KiB of pages that are kept in memory. */
const CACHE_KIB = 64 * 1024;
/** What a large import leaves of the write-ahead log on the disk. */
const WAL_BYTES = 64 * 1024 * 1024;

/** The one writable connection. Throws what SQLite throws. */
export function openWriter(file: string): Database {
  const db = new DatabaseFile(file, { fileMustExist: true, timeout: BUSY_MS });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma(`journal_size_limit = ${WAL_BYTES}`);
  // An import writes to the tables and their indexes by turns; with the usual 2 MB they would push each other out.
  db.pragma(`cache_size = -${CACHE_KIB}`);
  db.pragma('foreign_keys = ON');
  // Without it INSERT OR REPLACE would delete without the triggers that refuse it.
  db.pragma('recursive_triggers = ON');
  db.pragma('trusted_schema = OFF');
  return db;
}

/** A connection that cannot write. Its slow statements are logged by their text, without the values. */
export function openReader(file: string, folder: string, log: Log): Database {
  const db = new DatabaseFile(file, { fileMustExist: true, readonly: true, timeout: BUSY_MS });
  db.pragma('query_only = ON');
  db.pragma('trusted_schema = OFF');
  // A search among a million reads some thousand pages here and there: with the usual 2 MB each would come from the system.
  db.pragma(`cache_size = -${CACHE_KIB}`);
  knowSearch(db);
  watchStatements(db, folder, log);
  return db;
}

/** Times what every statement of the connection takes, and turns the disk's errors into refusals. */
function watchStatements(db: Database, folder: string, log: Log): void {
  const prepare = db.prepare.bind(db);
  const watched = (sql: string): Statement => {
    const statement = prepare(sql) as Statement;
    for (const method of ['get', 'all'] as const) {
      // get and all differ in what they answer, which is passed on as it is.
      const run = statement[method].bind(statement) as (...values: unknown[]) => never;
      statement[method] = (...values: unknown[]) => {
        const begun = performance.now();
        try {
          return run(...values);
        } catch (error) {
          throw storageRefusal(error, folder);
        } finally {
          const ms = performance.now() - begun;
          if (ms > SLOW_MS) log.warn('slow query', { ms: Math.round(ms), sql });
        }
      };
    }
    return statement;
  };
  // prepare is generic in what its callers know of the statement; watching changes nothing about that.
  db.prepare = watched as typeof db.prepare;
}
