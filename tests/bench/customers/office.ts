import { join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import type { Contract } from '#shared/contract/index.ts';
import { createCore } from '#main/core.ts';
import { orderedIds } from '#main/ordered-id.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import { program } from '../../programs.ts';

export type Client = ContractRouterClient<Contract>;

/** Does something through the contract of a core on `root`/data, and closes it again. */
export async function office<T>(root: string, job: (client: Client) => Promise<T>): Promise<T> {
  const now = (): Date => new Date();
  const core = await createCore({
    folder: join(root, 'data'),
    create: true,
    keys: [keyFiles(join(root, 'keys'))],
    now,
    newId: orderedIds(now),
    importWorker: program('import-worker'),
    version: 'bench',
    consoleName: 'bench',
    log: { info: () => undefined, warn: () => undefined, failure: (error) => String(error) },
  });
  try {
    return await job(createRouterClient(core.router, { context: core.context(core.connect()) }));
  } finally {
    await core.stop();
  }
}
