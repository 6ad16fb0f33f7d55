import { Worker } from 'node:worker_threads';
import type { Store } from '../../store/store.ts';
import { type Calls, callsTo } from './worker-call.ts';
import type { ImportProcedures, ImportWorkerSetup } from './worker-protocol.ts';

/**
 * What a worker reads stays until the end, so a large space for what dies young only makes the process large: with the
 * usual one a file of 100,000 rows peaks some 50 MB higher.
 */
const YOUNG_MB = 6;

/** Workers for files; one file, one worker. */
export interface WorkerPool {
  /** A worker of one's own, to be ended by who took it. */
  take(onEvent: (event: unknown) => void): Calls<ImportProcedures>;
  /** From now on the next worker is started ahead: a dropped file then does not wait for a thread to load its program. */
  keepOneReady(): void;
  end(): Promise<void>;
}

export function workerPool(program: URL, store: Store): WorkerPool {
  let keepsOneReady = false;
  let spare: Worker | undefined;

  const started = (): Worker => {
    const setup: ImportWorkerSetup = { folder: store.folder, key: store.locked ? null : store.seal.key };
    return new Worker(program, { workerData: setup, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  };
  const prepare = (): void => {
    // A worker gets its key when it starts: while the folder is locked none is started ahead.
    if (!keepsOneReady || spare || store.locked) return;
    const worker = started();
    // One that has ended would never answer: whoever comes next gets a new one, which says what was wrong.
    const drop = (): void => {
      if (spare === worker) spare = undefined;
    };
    worker.once('error', drop).once('exit', drop);
    worker.unref();
    spare = worker;
  };

  return {
    take: (onEvent) => {
      const worker = spare ?? started();
      spare = undefined;
      worker.ref();
      setImmediate(prepare);
      return callsTo<ImportProcedures>(worker, onEvent);
    },
    keepOneReady: () => {
      keepsOneReady = true;
      prepare();
    },
    end: async () => {
      keepsOneReady = false;
      if (spare) await callsTo<ImportProcedures>(spare, () => undefined).end();
      spare = undefined;
    },
  };
}
