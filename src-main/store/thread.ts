import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/** Text rather than a file, so that it is the same in a bundle and in the sources. */
const PROGRAM = `
const { parentPort, workerData: { sqlite, file, sql, values } } = require('node:worker_threads');
const DatabaseFile = require(sqlite);
const answer = () => {
  const db = new DatabaseFile(file, { fileMustExist: true, readonly: true });
  try {
    const statement = db.prepare(sql);
    return { rows: statement.reader ? statement.all(...values) : (statement.run(...values), []) };
  } finally {
    db.close();
  }
};
// Only when the connection is closed: whoever waits may want the file for itself.
try {
  parentPort.postMessage(answer());
} catch (error) {
  parentPort.postMessage({ failed: { code: String(error.code), message: String(error.message) } });
}
`;

type Answer = { readonly rows: unknown[] } | { readonly failed: { readonly code: string; readonly message: string } };

/**
 * Runs one statement that may take seconds (a copy, an integrity check) in a thread with a read-only connection of its
 * own, which sees what was committed before it. Its rows; rejects with SQLite's message and code.
 */
export function inThread(file: string, sql: string, ...values: readonly string[]): Promise<unknown[]> {
  const sqlite = createRequire(import.meta.url).resolve('better-sqlite3');
  return new Promise((resolve, reject) => {
    const worker = new Worker(PROGRAM, { eval: true, execArgv: [], workerData: { sqlite, file, sql, values } });
    worker.once('message', (answer: Answer) => {
      if ('rows' in answer) resolve(answer.rows);
      else reject(Object.assign(new Error(answer.failed.message), { code: answer.failed.code }));
    });
    worker.once('error', reject);
    worker.once('exit', (status) => reject(new Error(`The thread ended early with status ${status}`)));
  });
}
