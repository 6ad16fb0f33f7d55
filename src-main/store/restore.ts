import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import DatabaseFile, { type Database } from 'better-sqlite3';
import { errorCode, syncFile, syncFolder } from '../platform/disk.ts';
import type { KeyAccess } from '../platform/platform.ts';
import { Refusal } from '../refusal.ts';
import { keepBackup } from './backup.ts';
import { type FolderPaths, holdsStore, pathsOf, prepareFolder } from './folder.ts';
import { carrySlots } from './key/carry-slots.ts';
import { lockFolder } from './lock.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { folderRefusal } from './storage-refusal.ts';
import { verifyBackup } from './verify-backup.ts';

export interface RestoreOptions {
  /** The data folder; made when it is missing. No store may be open on it. */
  readonly folder: string;
  readonly file: string;
  readonly keys: KeyAccess;
  readonly now: () => Date;
  /** The machine's name, for the audit. */
  readonly consoleName: string;
}

export interface Restored {
  /** Where the store that stood there before was copied to; null when there was none. */
  readonly before: string | null;
}

/**
 * Puts a backup in the place of a folder's store. The backup is copied, verified and brought up to date beside it; what
 * was there is backed up; then one rename swaps them, so that a kill leaves the old store or the new one. Throws a
 * Refusal (`backup-…`, `folder-…`, `store-…`), and then the store is as it was.
 */
export async function restoreStore(options: RestoreOptions): Promise<Restored> {
  const paths = pathsOf(options.folder);
  const file = sourceOf(options.file);
  const isNew = !existsSync(paths.folder);
  prepareFolder(paths, true);
  const lock = lockFolder(paths, options.now);
  const incoming = `${paths.store}.restoring`;
  try {
    refuseOwnStore(file, paths);
    takeCopy(file, incoming, paths.folder);
    await verifyBackup(incoming, file, migrations.length);
    await bringUpToDate(incoming, paths, options);
    const before = holdsStore(paths) ? await keepWhatIsThere(paths, options.now) : null;
    swap(incoming, paths);
    return { before };
  } catch (error) {
    throw folderRefusal(error, paths.folder);
  } finally {
    try {
      forget(incoming);
    } finally {
      lock.release();
      if (isNew && !holdsStore(paths)) removeFolder(paths);
    }
  }
}

/** A refused restore leaves no folder that was not there; one in which anything else lies stays. */
function removeFolder({ lock, folder }: FolderPaths): void {
  try {
    rmSync(lock, { force: true });
    rmdirSync(folder);
  } catch {
    // Not empty: then it is somebody's.
  }
}

/** Looked at before anything is made or locked. */
function sourceOf(named: string): string {
  const file = resolve(named);
  try {
    if (!statSync(file).isFile()) throw new Refusal('backup-foreign', { file });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const code = errorCode(error);
    throw code === 'ENOENT' || code === 'ENOTDIR'
      ? new Refusal('backup-missing', { file })
      : new Refusal('backup-unreadable', { file, reason: code });
  }
  // A store that was copied while it was open: what is beside it would be lost without a word.
  const beside = statSync(`${file}-wal`, { throwIfNoEntry: false });
  if (beside && beside.size > 0) throw new Refusal('backup-not-closed', { file });
  return file;
}

function refuseOwnStore(file: string, paths: FolderPaths): void {
  if (holdsStore(paths) && realpathSync(file) === realpathSync(paths.store)) {
    throw new Refusal('backup-is-the-store', { file });
  }
}

/** A copy of our own, so that what was verified is what is used, and a medium that cannot be written to will do. */
function takeCopy(file: string, incoming: string, folder: string): void {
  forget(incoming);
  try {
    copyFileSync(file, incoming);
    chmodSync(incoming, 0o600);
    syncFile(incoming);
  } catch (error) {
    const told = folderRefusal(error, folder);
    // Reading may fail as well as writing.
    if (told instanceof Refusal && told.code === 'store-disk-full') throw told;
    throw new Refusal('backup-unreadable', { file, reason: errorCode(error) });
  }
}

async function bringUpToDate(incoming: string, paths: FolderPaths, options: RestoreOptions): Promise<void> {
  const { keys, now, consoleName } = options;
  const db = new DatabaseFile(incoming, { fileMustExist: true });
  try {
    // The backup itself is the copy to go back to.
    await migrate(db, { folder: paths.folder, migrations, now, backup: () => Promise.resolve(options.file) });
    if (holdsStore(paths)) await carrySlots(paths, db, keys);
    // The store that the backup is of may go on elsewhere: two consoles never give one receipt number.
    db.exec("DELETE FROM setting WHERE name IN ('receiptPrefix', 'receiptCount')");
    tellAudit(db, now(), consoleName, basename(options.file));
  } finally {
    db.close();
  }
  syncFile(incoming);
}

/** The restored store says itself that it was restored, by whoever is its first admin: nobody else may. */
function tellAudit(db: Database, at: Date, consoleName: string, file: string): void {
  db.prepare(
    `INSERT INTO audit (at, operator_id, staff_user_id, console, action, entity, after)
     SELECT ?, operator_id, id, ?, 'store.restore', 'store', ? FROM staff_user WHERE role = 'admin' ORDER BY id LIMIT 1`,
  ).run(at.getTime(), consoleName, JSON.stringify({ file }));
}

/** A backup of the store in place. One that is too damaged to be backed up is set aside byte by byte. */
async function keepWhatIsThere(paths: FolderPaths, now: () => Date): Promise<string> {
  try {
    const kept = await keepBackup(paths.folder, { reason: 'restore', now, needed: true });
    if (kept instanceof Refusal) throw kept;
    closeCleanly(paths.store);
    return kept.file;
  } catch (error) {
    const told = folderRefusal(error, paths.folder);
    if (!(told instanceof Refusal) || told.code !== 'store-damaged') throw told;
    return setAside(paths, now());
  }
}

/** Moves what the write-ahead log holds into the store and removes it: it must never meet another store. */
function closeCleanly(store: string): void {
  const db = new DatabaseFile(store, { fileMustExist: true });
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}

const BESIDE = ['-wal', '-shm', '-journal'];

function setAside({ store, backups }: FolderPaths, at: Date): string {
  mkdirSync(backups, { recursive: true, mode: 0o700 });
  const aside = join(backups, `damaged-${at.toISOString().replace(/[:.]/g, '-')}.sqlite`);
  for (const suffix of ['', ...BESIDE]) {
    if (!existsSync(store + suffix)) continue;
    copyFileSync(store + suffix, aside + suffix);
    syncFile(aside + suffix);
  }
  syncFolder(backups);
  return aside;
}

function swap(incoming: string, { store, folder }: FolderPaths): void {
  // Only a damaged store, which was set aside, still has any of them here.
  for (const suffix of BESIDE) rmSync(store + suffix, { force: true });
  renameSync(incoming, store);
  syncFolder(folder);
}

function forget(incoming: string): void {
  for (const suffix of ['', ...BESIDE]) rmSync(incoming + suffix, { force: true });
}
