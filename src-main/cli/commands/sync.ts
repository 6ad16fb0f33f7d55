import type { SyncStatus } from '#shared/contract/sync.ts';
import type { Client, CoreCommand, ExitStatus } from '../command.ts';
import type { Console } from '../console.ts';
import { tellLine, tellTrouble } from '../sync-told.ts';
import { Usage } from '../usage.ts';

/**
 * Sends what waits and fetches what others did, now. Exit status 1 when it did not go through, or when the server has refused
 * something that nobody has decided yet.
 */
export const sync: CoreCommand = {
  kind: 'core',
  name: 'sync',
  usage: '[--status | --pause | --resume] [--json]',
  about: ({ say }) => say('cli.sync-about'),
  options: { status: { type: 'boolean' }, pause: { type: 'boolean' }, resume: { type: 'boolean' } },
  words: 0,
  creates: false,
  run: async (client, { options, console }) => {
    const asked = ['status', 'pause', 'resume'].filter((name) => options[name] === true);
    if (asked.length > 1) throw new Usage('sync-one-option', { options: asked.map((name) => `--${name}`).join(', ') });
    const [what] = asked;
    const status =
      what === undefined
        ? await client.sync.now()
        : what === 'status'
          ? await client.sync.status()
          : await client.sync.pause({ paused: what === 'pause' });
    return told(client, status, console);
  },
};

/** Gives the server up: the console works alone again. */
export const syncLeave: CoreCommand = {
  kind: 'core',
  name: 'sync leave',
  usage: '--yes [--json]',
  about: ({ say }) => say('cli.sync-leave-about'),
  options: { yes: { type: 'boolean' } },
  words: 0,
  creates: false,
  run: async (client, { options, console }) => {
    const { waiting } = await client.sync.status();
    if (options['yes'] !== true) throw new Usage('sync-leave-sure', { waiting: String(waiting) });
    const status = await client.sync.leave();
    await tellLine(client, status, console);
    console.answer(status);
    return 0;
  },
};

async function told(client: Client, status: SyncStatus, console: Console): Promise<ExitStatus> {
  await tellLine(client, status, console);
  await tellTrouble(client, status, console);
  console.answer(status);
  return status.failure === null && status.conflicts + status.refused === 0 ? 0 : 1;
}
