import { closeSync, constants, fsyncSync, openSync, statfsSync } from 'node:fs';

/** The code of an operating system's or SQLite's error ("ENOSPC", "SQLITE_FULL"); "unknown" of anything else. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

/** Waits until what was written to the file is on the disk. */
export function syncFile(file: string): void {
  const opened = openSync(file, constants.O_RDWR);
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** Waits until the folder's names are on the disk: a new or renamed file is there for good only after that. */
export function syncFolder(folder: string): void {
  // Windows cannot open a folder as a file, and writes names through by itself.
  if (process.platform === 'win32') return;
  const opened = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** Bytes that this user may still write on the disk of a folder. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
