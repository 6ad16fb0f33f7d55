import { createRouterClient } from '@orpc/server';
import { openNodeCore } from '../node-core.ts';
import type { Client } from './command.ts';
import type { Console } from './console.ts';

/** The core of a data folder, called directly and as its admin. `close` frees the folder. */
export async function clientOf(options: {
  readonly folder: string | undefined;
  readonly create: boolean;
  readonly console: Console;
}): Promise<{ readonly client: Client; readonly close: () => Promise<void> }> {
  const { folder, create, console } = options;
  const core = await openNodeCore({ folder, create });
  if (core.recoveryCode !== null) console.note(console.say('cli.recovery-code', { code: core.recoveryCode }));
  const client: Client = createRouterClient(core.router, { context: core.context(core.connect()) });
  return { client, close: core.stop };
}
