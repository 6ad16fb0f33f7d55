import { parentPort, workerData } from 'node:worker_threads';
import DatabaseFile from 'better-sqlite3';
import { importWork } from '../features/import/import-work.ts';
import { answerCalls } from '../features/import/worker-call.ts';
import type { ImportWorkerSetup } from '../features/import/worker-protocol.ts';
import { pathsOf } from '../store/folder.ts';
import { sealWith } from '../store/key/seal.ts';

// The thread in which one customer file is read, checked and edited. It opens nothing writable.

const port = parentPort;
if (!port) throw new Error('this program runs as a worker');

// Set by workerPool, the only one who starts this program.
const { folder, key } = workerData as ImportWorkerSetup;
const reader = new DatabaseFile(pathsOf(folder).store, { fileMustExist: true, readonly: true });
reader.pragma('query_only = ON');
reader.pragma('trusted_schema = OFF');

answerCalls(
  port,
  importWork({ folder, reader, seal: key && sealWith(key) }, (view) => {
    port.postMessage(view);
  }),
  () => {
    reader.close();
    port.close();
  },
);
