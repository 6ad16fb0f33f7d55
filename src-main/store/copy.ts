import { closeSync, existsSync, linkSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode, syncFile, syncFolder } from '../platform/disk.ts';
import { Refusal } from '../refusal.ts';
import { storageRefusal } from './storage-refusal.ts';
import { inThread } from './thread.ts';

/**
 * Writes a compact copy of a store to `target`, which must not exist. The copy appears under its name only when it is
 * whole and on the disk. Its size in bytes. Throws Refusal `backup-exists`, `backup-folder-missing`, `backup-disk-full`,
 * `backup-not-written`; `store-damaged` when the store itself cannot be read to its end.
 */
export async function copyStore(store: string, target: string, folder: string): Promise<number> {
  if (existsSync(target)) throw new Refusal('backup-exists', { file: target });
  if (!existsSync(dirname(target))) throw new Refusal('backup-folder-missing', { folder: dirname(target) });
  const part = `${target}.part`;
  try {
    rmSync(part, { force: true });
    // Made empty first, so that nobody else may read it while it grows.
    closeSync(openSync(part, 'wx', 0o600));
    await inThread(store, 'VACUUM INTO ?', part);
    syncFile(part);
    takeName(part, target);
    syncFolder(dirname(target));
    return statSync(target).size;
  } catch (error) {
    rmSync(part, { force: true });
    throw copyRefusal(error, target, folder);
  }
}

/** Gives a finished file its name without ever taking the place of another. */
function takeName(part: string, target: string): void {
  try {
    linkSync(part, target);
    rmSync(part);
  } catch {
    if (existsSync(target)) throw new Refusal('backup-exists', { file: target });
    // A USB stick's file system has no hard links.
    renameSync(part, target);
  }
}

function copyRefusal(error: unknown, file: string, folder: string): unknown {
  if (error instanceof Refusal) return error;
  const code = errorCode(error);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT')
    return new Refusal('backup-disk-full', { file });
  const told = storageRefusal(error, folder);
  if (told instanceof Refusal && told.code === 'store-damaged') return told;
  return code === 'unknown' ? error : new Refusal('backup-not-written', { file, reason: code });
}
