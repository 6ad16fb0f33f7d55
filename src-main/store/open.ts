import { hostname } from 'node:os';
import type { Database } from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Log } from '../log.ts';
import type { KeyAccess } from '../platform/platform.ts';
import { Refusal } from '../refusal.ts';
import { keepBackup } from './backup.ts';
import { openReader, openWriter } from './connection.ts';
import { examine } from './examine.ts';
import { holdsStore, type FolderPaths, pathsOf, prepareFolder } from './folder.ts';
import { openKeyring } from './key/keyring.ts';
import { lockFolder } from './lock.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { makeStore } from './new-store.ts';
import type { RecordReader } from './record-teller.ts';
import * as schema from './schema.ts';
import { storageRefusal } from './storage-refusal.ts';
import type { Store } from './store.ts';
import { writeTransaction } from './transaction.ts';
import { writeQueue } from './write-queue.ts';

export type { KeyAccess } from '../platform/platform.ts';
export type { Store } from './store.ts';

export interface OpenOptions {
  readonly folder: string;
  /** Whether a missing data folder is made, and a store in one that has none. */
  readonly create: boolean;
  readonly keys: KeyAccess;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly log: Log;
  /** The machine's name, for the audit; the host name when absent. */
  readonly consoleName?: string;
  /** How a record travels to the central server; absent: nobody is told of records. */
  readonly recordReader?: RecordReader;
}

/**
 * Opens the store of a data folder and holds the folder until it is closed. Throws a Refusal when it cannot: see
 * `prepareFolder`, `lockFolder`, `migrate`; then nothing was changed and nothing is held.
 */
export async function openStore(options: OpenOptions): Promise<Store> {
  const paths = pathsOf(options.folder);
  prepareFolder(paths, options.create);
  const lock = lockFolder(paths, options.now);
  const opened: { close(): unknown }[] = [];
  const closeAll = (): void => {
    for (const connection of opened.toReversed()) connection.close();
    lock.release();
  };
  try {
    if (!holdsStore(paths)) await makeStore(paths, options);
    const writer = await openUpToDate(paths, options);
    opened.push(writer);
    const reader = openReader(paths.store, paths.folder, options.log);
    opened.push(reader);
    return await assemble(paths, options, writer, reader, closeAll);
  } catch (error) {
    closeAll();
    throw storageRefusal(error, paths.folder);
  }
}

async function openUpToDate(paths: FolderPaths, { now }: OpenOptions): Promise<Database> {
  const { folder, store } = paths;
  examine(store, folder, migrations.length);
  const writer = openWriter(store);
  const backup = async (): Promise<string> => {
    const kept = await keepBackup(folder, { reason: 'migration', now, needed: true });
    if (kept instanceof Refusal) throw kept;
    return kept.file;
  };
  try {
    await migrate(writer, { folder, migrations, now, backup });
    return writer;
  } catch (error) {
    writer.close();
    throw error;
  }
}

async function assemble(
  { folder }: FolderPaths,
  { keys, now, newId, consoleName = hostname(), recordReader }: OpenOptions,
  writer: Database,
  reader: Database,
  closeAll: () => void,
): Promise<Store> {
  const keyring = await openKeyring({ folder, writer, keys, newId });
  const { seal, locked: isLocked } = keyring;
  const work = writeTransaction({ writer, seal, isLocked, now, newId, consoleName, recordReader });
  const queue = writeQueue(writer, work, folder);
  let closed = false;
  const close = (): void => {
    if (closed) return;
    closed = true;
    keyring.forget();
    closeAll();
  };
  return {
    folder,
    reader,
    query: drizzle(reader, { schema }),
    seal: keyring.seal,
    get locked() {
      return keyring.locked();
    },
    write: queue.write,
    newRecoveryCode: () => keyring.newRecoveryCode(queue.write),
    unlockWithRecoveryCode: (code) => keyring.unlockWithRecoveryCode(code, queue.write),
    proveRecoveryCode: keyring.proveRecoveryCode,
    close: async () => {
      const ended = queue.end();
      if (!queue.idle()) await ended;
      close();
    },
  };
}
