import DatabaseFile from 'better-sqlite3';
import { errorCode } from '../platform/disk.ts';
import { Refusal } from '../refusal.ts';
import { integrityProblems } from './integrity.ts';
import { versionOf } from './migrate.ts';
import { APPLICATION_ID } from './new-store.ts';
import { storageRefusal } from './storage-refusal.ts';

/**
 * Reads a copy of a backup to its last page, and makes it one file with nothing beside it: that is what a rename can put
 * in the place of a store. `file` is the name by which a person knows it. Throws Refusal `backup-foreign`,
 * `backup-from-future` or `backup-damaged`.
 */
export async function verifyBackup(copy: string, file: string, known: number): Promise<void> {
  try {
    examine(copy, file, known);
    const [problem] = await integrityProblems(copy);
    if (problem !== undefined) throw new Refusal('backup-damaged', { file, reason: problem });
  } catch (error) {
    const told = storageRefusal(error, copy);
    if (!(told instanceof Refusal) || told.code !== 'store-damaged') throw told;
    throw errorCode(error) === 'SQLITE_NOTADB'
      ? new Refusal('backup-foreign', { file })
      : new Refusal('backup-damaged', { file, reason: String(told.params['reason']) });
  }
}

function examine(copy: string, file: string, known: number): void {
  const db = new DatabaseFile(copy, { fileMustExist: true });
  try {
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw new Refusal('backup-foreign', { file });
    const version = versionOf(db);
    if (version > known) throw new Refusal('backup-from-future', { file, found: version, known });
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}
