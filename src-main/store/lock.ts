import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import DatabaseFile, { type Database } from 'better-sqlite3';
import { z } from 'zod';
import { errorCode } from '../platform/disk.ts';
import { Refusal } from '../refusal.ts';
import type { FolderPaths } from './folder.ts';
import { folderRefusal } from './storage-refusal.ts';

/** A data folder is held by this process until it is released, or until the process ends, however it ends. */
export interface FolderLock {
  readonly release: () => void;
}

const Holder = z.object({ process: z.int(), since: z.iso.datetime() });

/**
 * Takes the lock of a data folder: an exclusive transaction, held open on a file of its own, which is a lock of the
 * operating system. Nothing else may ever open that file in this process: on POSIX, closing any descriptor of a file
 * drops the locks that the process has on it. Throws Refusal `folder-in-use` when this or another process has the folder.
 */
export function lockFolder(paths: FolderPaths, now: () => Date): FolderLock {
  let db: Database | undefined;
  try {
    // Whoever may read the file may hold it: others must not. Only a file that nobody can hold yet is opened here.
    if (!existsSync(paths.lock)) writeFileSync(paths.lock, '', { mode: 0o600 });
    db = new DatabaseFile(paths.lock, { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    if (errorCode(error).startsWith('SQLITE_BUSY')) throw new Refusal('folder-in-use', heldBy(paths));
    throw folderRefusal(error, paths.folder);
  }
  const held = db;
  tellHolder(paths, now());
  return {
    release: () => {
      try {
        rmSync(paths.holder, { force: true });
      } finally {
        held.close();
      }
    },
  };
}

/** Only for the sentence that a refused process prints: that it is missing or torn changes nothing. */
function tellHolder(paths: FolderPaths, since: Date): void {
  try {
    writeFileSync(paths.holder, JSON.stringify({ process: process.pid, since: since.toISOString() }), { mode: 0o600 });
  } catch {
    // A full disk: the lock holds without it.
  }
}

function heldBy({ folder, holder }: FolderPaths): Readonly<Record<string, string | number>> {
  try {
    return { folder, ...Holder.parse(JSON.parse(readFileSync(holder, 'utf8'))) };
  } catch {
    return { folder, process: '?', since: '?' };
  }
}
