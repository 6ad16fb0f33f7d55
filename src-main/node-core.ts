import { hostname } from 'node:os';
import { type Core, createCore } from './core.ts';
import { fileLog } from './log.ts';
import { orderedIds } from './ordered-id.ts';
import { nodePlatform } from './platform/node.ts';
import { workerProgram } from './programs.ts';
import { version } from './version.ts';

/**
 * The core for a host that is a plain Node process: this machine's clock, key files and default data folder. Throws a
 * Refusal when the folder cannot be opened. It has not been started.
 */
export function openNodeCore(options: {
  readonly folder?: string | undefined;
  readonly create: boolean;
}): Promise<Core> {
  const platform = nodePlatform();
  const folder = options.folder ?? platform.dataFolder;
  const now = () => new Date();
  const newId = orderedIds(now);
  return createCore({
    folder,
    create: options.create,
    keys: platform.keys,
    now,
    newId,
    importWorker: workerProgram('import-worker'),
    sampleRouter: workerProgram('sample-router'),
    proxyFor: platform.proxyFor,
    version,
    consoleName: hostname(),
    log: fileLog(folder, now, newId),
  });
}
