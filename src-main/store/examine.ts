import DatabaseFile from 'better-sqlite3';
import { Refusal } from '../refusal.ts';
import { versionOf } from './migrate.ts';
import { APPLICATION_ID } from './new-store.ts';
import { storageRefusal } from './storage-refusal.ts';

/**
 * Looks at a store without changing a byte of it: is it ours, and not from a newer program? Its version. Throws Refusal
 * `store-foreign`, `store-from-future` or `store-damaged`.
 */
export function examine(file: string, folder: string, known: number): number {
  try {
    const db = new DatabaseFile(file, { fileMustExist: true, readonly: true });
    try {
      if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID)
        throw new Refusal('store-foreign', { file });
      const version = versionOf(db);
      if (version > known) throw new Refusal('store-from-future', { folder, found: version, known });
      return version;
    } finally {
      db.close();
    }
  } catch (error) {
    throw storageRefusal(error, folder);
  }
}
