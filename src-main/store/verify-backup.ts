import DatabaseFile from 'better-sqlite3';
import { Refusal } from '../refusal.ts';
import { integrityProblems } from './integrity.ts';
import { versionOf } from './migrate.ts';
import { APPLICATION_ID } from './new-store.ts';
import { storageRefusal } from './storage-refusal.ts';

/**
 * Reads a copy of a backup to its last page. `file` is the name by which a person knows it. Throws Refusal
 * `backup-foreign`, `backup-from-future` or `backup-damaged`.
 */
export function verifyBackup(copy: string, file: string, known: number): void {
  try {
    const db = new DatabaseFile(copy, { fileMustExist: true });
    try {
      if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID)
        throw new Refusal('backup-foreign', { file });
      const version = versionOf(db);
      if (version > known) throw new Refusal('backup-from-future', { file, found: version, known });
      const [problem] = integrityProblems(db);
      if (problem !== undefined) throw new Refusal('backup-damaged', { file, reason: problem });
    } finally {
      db.close();
    }
  } catch (error) {
    const told = storageRefusal(error, copy);
    if (!(told instanceof Refusal) || told.code !== 'store-damaged') throw told;
    const isForeign = error instanceof Error && 'code' in error && error.code === 'SQLITE_NOTADB';
    throw isForeign
      ? new Refusal('backup-foreign', { file })
      : new Refusal('backup-damaged', { file, reason: String(told.params['reason']) });
  }
}
