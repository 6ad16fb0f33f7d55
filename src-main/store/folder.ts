import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Refusal } from '../refusal.ts';
import { folderRefusal } from './storage-refusal.ts';

/** What stands where in a data folder. Absolute paths. */
export interface FolderPaths {
  readonly folder: string;
  readonly store: string;
  readonly lock: string;
  /** Who holds the lock: to read, not to trust. */
  readonly holder: string;
  readonly backups: string;
}

export function pathsOf(folder: string): FolderPaths {
  const root = resolve(folder);
  return {
    folder: root,
    store: join(root, 'store.sqlite'),
    lock: join(root, 'lock'),
    holder: join(root, 'in-use-by.json'),
    backups: join(root, 'backups'),
  };
}

/** Whether a store stands in the folder. A store comes into being whole, by a rename. */
export function holdsStore(paths: FolderPaths): boolean {
  return existsSync(paths.store);
}

/**
 * Sees that the folder is one that can be worked in. Throws Refusal `folder-missing` when it, or a store in it, does not
 * exist and is not to be created; `folder-is-file`; `folder-not-writable`; `store-disk-full`.
 */
export function prepareFolder(paths: FolderPaths, create: boolean): void {
  const { folder } = paths;
  try {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found && !found.isDirectory()) throw new Refusal('folder-is-file', { folder });
    if (!create && (!found || !holdsStore(paths))) throw new Refusal('folder-missing', { folder });
    if (!found) mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    if (holdsStore(paths)) accessSync(paths.store, constants.R_OK | constants.W_OK);
  } catch (error) {
    throw folderRefusal(error, folder);
  }
}
