import { hostname } from 'node:os';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { RPCHandler } from '@orpc/server/message-port';
import { type Core, createCore } from '../core.ts';
import { keeperAcross } from '../desktop/keeper-across.ts';
import { proxyAcross } from '../desktop/proxy-across.ts';
import type { FromThread, ThreadSetup, ToThread } from '../desktop/thread-messages.ts';
import { fileLog } from '../log.ts';
import { orderedIds } from '../ordered-id.ts';
import { nodePlatform } from '../platform/node.ts';
import type { Context } from '../procedure.ts';
import { workerProgram } from '../programs.ts';
import { Refusal } from '../refusal.ts';

// The core of the desktop, in a thread of its own. Its pages come as MessagePorts.

const desktop = parentPort;
if (!desktop) throw new Error('This program runs as a worker');
const tell = (message: FromThread): void => desktop.postMessage(message);

// Set by startCoreThread, the only one who starts this program.
const { folder, version, keepsKeys } = workerData as ThreadSetup;
const keeper = keeperAcross(tell);
const proxies = proxyAcross(tell);
const opening = openCore();

desktop.on('message', (message: ToThread) => {
  if (message.kind === 'key') keeper.answered(message.call, message.answer);
  else if (message.kind === 'proxy') proxies.answered(message.call, message.proxy);
  else if (message.kind === 'page') void opening.then((core) => core && serve(core, message.port));
  else void opening.then((core) => core?.stop()).finally(() => process.exit());
});

async function openCore(): Promise<Core | null> {
  const now = () => new Date();
  const newId = orderedIds(now);
  const keyFiles = nodePlatform().keys;
  try {
    const core = await createCore({
      folder,
      create: true,
      keys: keepsKeys ? [keeper, ...keyFiles] : keyFiles,
      now,
      newId,
      importWorker: workerProgram('import-worker'),
      sampleRouter: workerProgram('sample-router'),
      proxyFor: proxies.proxyFor,
      version,
      consoleName: hostname(),
      log: fileLog(folder, now, newId),
    });
    await core.start();
    tell({ kind: 'ready' });
    return core;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tell({ kind: 'refused', code: error.code, params: error.params });
    return null;
  }
}

function serve(core: Core, port: MessagePort): void {
  new RPCHandler<Context>(core.router).upgrade(port, { context: core.context(core.connect()) });
  port.start();
}
