import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database } from 'better-sqlite3';
import type { Store, WriteTransaction } from './store.ts';
import { storageRefusal } from './storage-refusal.ts';
import type { Transaction } from './transaction.ts';

/** One write transaction at a time. */
export interface WriteQueue {
  readonly write: Store['write'];
  /** Resolves when everything that was asked for has ended; nothing more is taken. */
  readonly end: () => Promise<void>;
  readonly idle: () => boolean;
}

/** Runs the jobs one after the other over the one writable connection. */
export function writeQueue(writer: Database, work: Transaction, folder: string): WriteQueue {
  const inside = new AsyncLocalStorage<true>();
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let ended = false;

  const write: Store['write'] = async (job, options = {}) => {
    // It would wait for itself.
    if (inside.getStore()) throw new Error('A write was asked for inside a write job');
    if (ended) throw new Error('The store is closed');
    waiting += 1;
    const turn = last.then(() => inside.run(true, () => transaction(writer, work, job, options.durable ?? false)));
    last = turn.catch(() => undefined);
    try {
      return await turn;
    } catch (error) {
      throw storageRefusal(error, folder);
    } finally {
      waiting -= 1;
    }
  };
  return {
    write,
    end: async () => {
      ended = true;
      await last;
    },
    idle: () => waiting === 0,
  };
}

async function transaction<T>(
  writer: Database,
  { tx, begin, end }: Transaction,
  job: (tx: WriteTransaction) => T | Promise<T>,
  durable: boolean,
): Promise<T> {
  // The safety level cannot be changed inside a transaction.
  if (durable) writer.pragma('synchronous = FULL');
  try {
    writer.exec('BEGIN IMMEDIATE');
    begin();
    const result = await job(tx);
    if (!writer.inTransaction) throw new Error('A write job ended the transaction that it ran in');
    end();
    writer.exec('COMMIT');
    return result;
  } finally {
    // A full disk may have rolled back already.
    if (writer.inTransaction) writer.exec('ROLLBACK');
    if (durable) writer.pragma('synchronous = NORMAL');
  }
}
