import { closeSync, existsSync, linkSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import DatabaseFile, { type Database } from 'better-sqlite3';
import { errorCode, syncFile, syncFolder } from '../platform/disk.ts';
import { Refusal } from '../refusal.ts';
import { storageRefusal } from './storage-refusal.ts';

/**
 * Writes a compact copy of a store to `target`, which must not exist. The copy appears under its name only when it is
 * whole and on the disk. Its size in bytes. Throws Refusal `backup-exists` or `backup-not-written`; `store-damaged` when
 * the store itself cannot be read to its end.
 */
export function copyStore(store: string, target: string, folder: string): number {
  if (existsSync(target)) throw new Refusal('backup-exists', { file: target });
  const part = `${target}.part`;
  let db: Database | undefined;
  try {
    rmSync(part, { force: true });
    // Made empty first, so that nobody else may read it while it grows.
    closeSync(openSync(part, 'wx', 0o600));
    db = new DatabaseFile(store, { fileMustExist: true, readonly: true });
    db.prepare('VACUUM INTO ?').run(part);
    syncFile(part);
    takeName(part, target);
    syncFolder(dirname(target));
    return statSync(target).size;
  } catch (error) {
    rmSync(part, { force: true });
    throw copyRefusal(error, target, folder);
  } finally {
    db?.close();
  }
}

/** Gives a finished file its name without ever taking the place of another. */
function takeName(part: string, target: string): void {
  try {
    linkSync(part, target);
    rmSync(part);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST' || existsSync(target)) throw new Refusal('backup-exists', { file: target });
    // A USB stick's file system has no hard links.
    renameSync(part, target);
  }
}

function copyRefusal(error: unknown, file: string, folder: string): unknown {
  if (error instanceof Refusal) return error;
  const told = storageRefusal(error, folder);
  if (told instanceof Refusal && told.code === 'store-damaged') return told;
  const code = errorCode(error);
  return code === 'unknown' ? error : new Refusal('backup-not-written', { file, reason: code });
}
