import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import DatabaseFile from 'better-sqlite3';
import { errorCode, freeBytes } from '../platform/disk.ts';
import { Refusal } from '../refusal.ts';
import { copyStore } from './copy.ts';
import { type FolderPaths, pathsOf } from './folder.ts';

/** A copy of a whole store. */
export interface BackupFile {
  /** Absolute path. */
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  readonly at: Date;
}

/** Why a backup was made; stands in its name. */
export type BackupReason = 'asked' | 'import' | 'migration' | 'restore';

/** How many copies the data folder keeps, and which part of its disk they may take together. */
const KEPT = 5;
const SHARE = 0.1;

const NAME = /^store-(\d{4})-(\d\d)-(\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z-[a-z]+\.sqlite$/;

/** The copies in the data folder, newest first. */
export function listBackups(folder: string): BackupFile[] {
  const { backups } = pathsOf(folder);
  if (!existsSync(backups)) return [];
  const found: BackupFile[] = [];
  for (const name of readdirSync(backups)) {
    const at = instantOf(name);
    const file = join(backups, name);
    const size = statSync(file, { throwIfNoEntry: false })?.size;
    if (at && size !== undefined) found.push({ file, size, at });
  }
  return found.sort((a, b) => b.at.getTime() - a.at.getTime());
}

/**
 * A copy at a place that a person named. Throws Refusal `backup-exists` when anything stands there (nothing is ever
 * written over) and `backup-not-written` with the disk's reason.
 */
export async function backUpTo(folder: string, file: string, now: () => Date): Promise<BackupFile> {
  const target = resolve(file);
  const size = await copyStore(pathsOf(folder).store, target, folder);
  return { file: target, size, at: now() };
}

export interface KeepOptions {
  readonly reason: BackupReason;
  readonly now: () => Date;
  /**
   * Something is about to be replaced: the copy is made whenever the disk can hold it at all. Without it a copy that
   * would take more than the tenth is not made.
   */
  readonly needed?: boolean;
  /** Bytes free on the data folder's disk; asked of the operating system when absent. */
  readonly free?: number;
}

/**
 * A copy among the data folder's own: the last five, and never more than a tenth of the free disk together, of which the
 * older ones go first and only after the new one is whole. A Refusal (`backup-no-room`) as the answer says that there is
 * no room for even one; what else can go wrong is thrown.
 */
export function keepBackup(folder: string, options: KeepOptions): Promise<BackupFile | Refusal> {
  // One after the other: what one clears away as half-written must not be the copy that another is just making.
  const turn = last.then(() => keepOne(folder, options));
  last = turn.catch(() => undefined);
  return turn;
}

let last: Promise<unknown> = Promise.resolve();

async function keepOne(folder: string, options: KeepOptions): Promise<BackupFile | Refusal> {
  const paths = pathsOf(folder);
  prepare(paths);
  const kept = listBackups(folder);
  const size = sizeOfStore(paths.store);
  const free = options.free ?? freeBytes(paths.folder);
  // What the copies take now counts as free: it is what they may be replaced with.
  const room = (free + sum(kept)) * SHARE;
  const fits = options.needed === true ? size < free : size <= room;
  if (!fits)
    return new Refusal('backup-no-room', { folder: paths.folder, size: megabytes(size), room: megabytes(room) });

  const at = options.now();
  const file = freeName(paths, at, options.reason);
  const made = { file, size: await copyStore(paths.store, file, paths.folder), at };
  for (const old of outdated(kept, made, room)) rmSync(old.file, { force: true });
  return made;
}

/** The older copies that have to go so that at most five remain, within the room. */
export function outdated(older: readonly BackupFile[], made: BackupFile, room: number): BackupFile[] {
  const newestFirst = [...older].sort((a, b) => b.at.getTime() - a.at.getTime());
  let taken = made.size;
  let full = false;
  return newestFirst.filter(({ size }, index) => {
    full ||= index + 1 >= KEPT || taken + size > room;
    if (!full) taken += size;
    return full;
  });
}

/** Makes the folder of the copies and clears what a kill left half-written in it. */
function prepare({ backups }: FolderPaths): void {
  try {
    mkdirSync(backups, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(backups)) {
      if (name.endsWith('.part')) rmSync(join(backups, name), { force: true });
    }
  } catch (error) {
    throw new Refusal('backup-not-written', { file: backups, reason: errorCode(error) });
  }
}

/** Bytes that a copy will have: the pages in use. */
function sizeOfStore(store: string): number {
  const db = new DatabaseFile(store, { fileMustExist: true, readonly: true });
  try {
    const count = (name: string): number => Number(db.pragma(name, { simple: true }));
    return (count('page_count') - count('freelist_count')) * count('page_size');
  } finally {
    db.close();
  }
}

/** Names sort by time; two copies of one millisecond get the next one. */
function freeName({ backups }: FolderPaths, at: Date, reason: BackupReason): string {
  for (let time = at.getTime(); ; time += 1) {
    const stamp = new Date(time).toISOString().replace(/[:.]/g, '-');
    const file = join(backups, `store-${stamp}-${reason}.sqlite`);
    if (!existsSync(file)) return file;
  }
}

function instantOf(name: string): Date | null {
  const match = NAME.exec(name);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, ms] = match;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
}

const sum = (files: readonly BackupFile[]): number => files.reduce((total, { size }) => total + size, 0);
const megabytes = (bytes: number): number => Math.ceil(bytes / 1_000_000);
