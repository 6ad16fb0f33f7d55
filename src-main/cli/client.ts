import { createRouterClient } from '@orpc/server';
import { folded } from '#shared/domain/text.ts';
import { openNodeCore } from '../node-core.ts';
import { Refusal } from '../refusal.ts';
import type { Client, Secret } from './command.ts';
import type { Console } from './console.ts';
import { Usage } from './usage.ts';

/** The environment variable with the password of whoever `--as` names. */
export const PASSWORD = 'LASTMILE_PASSWORD';

export interface ClientOptions {
  readonly folder: string | undefined;
  readonly create: boolean;
  readonly console: Console;
  /** Who acts, by name; undefined: the admin, as long as nobody needs to sign in. */
  readonly as: string | undefined;
  readonly secret: Secret;
}

/** The core of a data folder, called directly. Throws a Refusal when nobody has signed in who has to. `close` frees the folder. */
export async function clientOf(
  options: ClientOptions,
): Promise<{ readonly client: Client; readonly close: () => Promise<void> }> {
  const { folder, create, console } = options;
  const core = await openNodeCore({ folder, create });
  if (core.recoveryCode !== null) console.note(console.say('cli.recovery-code', { code: core.recoveryCode }));
  const link = core.connect({ staysOpen: true });
  const client: Client = createRouterClient(core.router, { context: core.context(link) });
  try {
    await signIn(client, options);
  } catch (error) {
    await core.stop();
    throw error;
  }
  return { client, close: core.stop };
}

async function signIn(client: Client, { as, secret }: ClientOptions): Promise<void> {
  const { isNeeded, who } = await client.signIn.state();
  if (isNeeded) {
    if (as === undefined) throw new Refusal('sign-in-needed');
    await client.signIn.enter({ name: as, password: await secret(PASSWORD, 'cli.password', { name: as }) });
  } else if (as !== undefined && folded(as) !== folded(who?.name ?? '')) {
    // Doing it as the admin instead would be more than was asked for.
    throw new Usage('as-too-early', { name: as });
  }
}
