import { parentPort, workerData } from 'node:worker_threads';
import type { Filling } from './fill.ts';
import { households } from './households.ts';
import { startSimulator } from './simulator.ts';

// A router for the sample ISP, in a thread of the program: it is talked to over a socket, as any other. The first message
// says where; any message to it ends it.

const port = parentPort;
if (!port) throw new Error('This program runs as a worker');

// Set by the one who starts this program.
const { user, password, fill } = workerData as { user: string; password: string; fill: Filling };

const router = await startSimulator({ user, password, group: 'lastmile', fill });
const end = households(router);
port.once('message', () => {
  end();
  void router.stop().then(() => port.close());
});
port.postMessage({ host: router.host, port: router.port });
