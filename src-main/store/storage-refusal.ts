import { errorCode } from '../platform/disk.ts';
import { Refusal } from '../refusal.ts';

/**
 * What the disk or the file under the store did, as a refusal that says what to do; every other error as it is.
 * https://sqlite.org/rescode.html
 */
export function storageRefusal(error: unknown, folder: string): unknown {
  const [, primary] = /^SQLITE_([A-Z]+)/.exec(errorCode(error)) ?? [];
  switch (primary) {
    case 'FULL':
      return new Refusal('store-disk-full', { folder });
    case 'IOERR':
      return new Refusal('store-write-failed', { folder, reason: errorCode(error) });
    case 'CORRUPT':
    case 'NOTADB':
      return new Refusal('store-damaged', { folder, reason: reasonOf(error) });
    case 'READONLY':
    case 'CANTOPEN':
    case 'PERM':
      return new Refusal('folder-not-writable', { folder, reason: reasonOf(error) });
    default:
      return error;
  }
}

/** The same for what the operating system says of a folder or a file in it. */
export function folderRefusal(error: unknown, folder: string): unknown {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Refusal('store-disk-full', { folder });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Refusal('folder-not-writable', { folder, reason: errorCode(error) });
    case 'ENOTDIR':
    case 'EEXIST':
      return new Refusal('folder-is-file', { folder });
    default:
      return storageRefusal(error, folder);
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
