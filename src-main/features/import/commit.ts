import { setImmediate as turn } from 'node:timers/promises';
import type { Store, WriteTransaction } from '../../store/store.ts';
import type { Chunk } from './chunk.ts';
import { chunkWriter } from './write-chunk.ts';

/** Up to `whole` rows a batch is one transaction; past it, it goes in parts that a relaunch continues. */
export interface CommitLimits {
  readonly whole: number;
  readonly part: number;
}
export const COMMIT_LIMITS: CommitLimits = { whole: 50_000, part: 20_000 };

export interface CommitJob {
  readonly store: Store;
  readonly limits: CommitLimits;
  readonly batch: string;
  readonly by: string;
  /** When the customers count as created, milliseconds since 1970. */
  readonly at: number;
  /** Rows that are ready, with those that are in already. */
  readonly total: number;
  /** Customers of this batch that are in already, and through which row of the file, when a commit is continued. */
  readonly done: number;
  readonly doneThrough: number;
  /** The next rows, made ready; null after the last. */
  readonly next: () => Promise<Chunk | null>;
  /** A chunk without these rows of the file; null when nothing is left of it. */
  readonly without: (chunk: Chunk, rows: readonly number[]) => Promise<Chunk | null>;
  readonly progress: (done: number) => void;
  readonly isStopped: () => boolean;
  /** Writes how far the batch is, in the transaction of the rows themselves. */
  readonly record: (tx: WriteTransaction, state: { imported: number; doneThrough: number; complete: boolean }) => void;
}

/** Thrown through the transaction to roll it back when a person stopped the commit. */
export class CommitStopped extends Error {}

/**
 * Writes a batch: customers, search, devices, opening balances and journal, 500 rows between two turns of the event loop.
 * Answers how many customers the batch has in the end. Whatever fails, the transaction that failed has left nothing.
 */
export async function commitBatch(job: CommitJob): Promise<number> {
  const partRows = job.total > job.limits.whole ? job.limits.part : Infinity;
  let { done, doneThrough } = job;
  let coming = job.next();
  // A refusal of the worker must not become an unhandled rejection while the write queue is waited for.
  coming.catch(() => undefined);
  const take = async (): Promise<Chunk | null> => {
    const chunk = await coming;
    if (chunk !== null) {
      coming = job.next();
      coming.catch(() => undefined);
    }
    return chunk;
  };
  for (let complete = false; !complete;) {
    const before = done;
    complete = await job.store.write(async (tx) => {
      const writer = chunkWriter(tx, job.batch, job.by, job.at);
      while (done - before < partRows) {
        const chunk = await take();
        if (job.isStopped()) throw new CommitStopped();
        if (chunk === null) {
          job.record(tx, { imported: done, doneThrough, complete: true });
          return true;
        }
        const taken = writer.taken(chunk);
        const rest = taken.length === 0 ? chunk : await job.without(chunk, taken);
        doneThrough = chunk.last;
        if (rest === null) continue;
        writer.write(rest);
        writer.tell(rest);
        done += rest.customers.length;
        job.progress(done);
        await turn();
      }
      job.record(tx, { imported: done, doneThrough, complete: false });
      return false;
    });
  }
  return done;
}
