import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/**
 * Runs in a thread of its own, as a large store takes seconds to copy. It is a text, not a file, so that it is the same
 * in a bundle and in the sources. A read-only connection beside the others sees the store as it stands when it begins.
 */
const PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads');
const DatabaseFile = require(workerData.sqlite);
try {
  const db = new DatabaseFile(workerData.store, { fileMustExist: true, readonly: true });
  try {
    db.prepare('VACUUM INTO ?').run(workerData.target);
  } finally {
    db.close();
  }
  parentPort.postMessage(null);
} catch (error) {
  parentPort.postMessage({ code: String(error.code), message: String(error.message) });
}
`;

interface Failed {
  readonly code: string;
  readonly message: string;
}

/** Writes a compact copy of a store into `target`, which must be missing or empty. Rejects with SQLite's error and code. */
export function vacuumInto(store: string, target: string): Promise<void> {
  const sqlite = createRequire(import.meta.url).resolve('better-sqlite3');
  return new Promise((resolve, reject) => {
    const worker = new Worker(PROGRAM, { eval: true, execArgv: [], workerData: { sqlite, store, target } });
    worker.once('message', (failed: Failed | null) => {
      if (failed) reject(Object.assign(new Error(failed.message), { code: failed.code }));
      else resolve();
    });
    worker.once('error', reject);
    worker.once('exit', (status) => reject(new Error(`The copying thread ended early with status ${status}`)));
  });
}
