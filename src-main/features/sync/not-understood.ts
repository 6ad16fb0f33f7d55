import type { Database } from 'better-sqlite3';
import { SCHEMA, type Witness } from '#shared/sync/head.ts';

// A record of a newer server that this program does not understand stays as it was here. Once another program is here, it is
// fetched again from before it.

/** What understands records: another version of the program, or another schema of them, may understand more. */
const programOf = (version: string): string => `${version}/${SCHEMA}`;

/** Keeps from where to fetch again: the earliest cursor behind which something was not understood. */
export function keepNotUnderstood(db: Database, before: Witness, version: string): void {
  db.prepare(
    `UPDATE sync_server SET unread_version = ?, unread_commit = ?
     WHERE unread_version IS NULL OR unread_version > ?`,
  ).run(before.version, before.commitId, before.version);
  db.prepare('UPDATE sync_server SET unread_by = ?').run(programOf(version));
}

/** Whether something is to be fetched again that another program has not understood. */
export function hasToReadAgain(db: Database, version: string): boolean {
  return (
    db.prepare('SELECT 1 FROM sync_server WHERE unread_by IS NOT NULL AND unread_by <> ?').get(programOf(version)) !==
    undefined
  );
}

/** Goes back to before it. What stands here is what the server has, and comes to the same again. */
export function readAgain(db: Database): void {
  db.exec(`
    UPDATE sync_server SET cursor_version = unread_version, cursor_commit = unread_commit
      WHERE unread_version < cursor_version;
    UPDATE sync_server SET unread_version = NULL, unread_commit = NULL, unread_by = NULL;
  `);
}
