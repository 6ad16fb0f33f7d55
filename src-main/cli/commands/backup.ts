import { hostname } from 'node:os';
import { createRouterClient } from '@orpc/server';
import { openNodeCore } from '../../node-core.ts';
import { nodePlatform } from '../../platform/node.ts';
import { restoreStore } from '../../store/restore.ts';
import { type CoreCommand, type PlainCommand, textOption } from '../command.ts';
import { Usage } from '../usage.ts';

/** A copy of the whole store in one file. */
export const backup: CoreCommand = {
  kind: 'core',
  name: 'backup',
  usage: '--out FILE [--json]',
  options: { out: { type: 'string' } },
  words: 0,
  creates: false,
  run: async (client, { options, console, path }) => {
    const out = textOption(options, 'out');
    if (out === undefined) throw new Usage('backup-out-missing');
    const made = await client.backups.make({ file: path(out) });
    console.print(console.say('cli.backup-made', { file: made.file }));
    console.answer(made);
    return 0;
  },
};

/**
 * Puts a backup in the place of the data folder's store; what was there is kept. A folder of another machine stays locked
 * until its recovery code is given, in LASTMILE_RECOVERY_CODE: a command line can be seen by others, an environment not.
 */
export const restore: PlainCommand = {
  kind: 'plain',
  name: 'restore',
  usage: 'FILE [--json]',
  options: {},
  words: 1,
  run: async ({ words, folder, console, path }) => {
    const file = path(words[0] ?? '');
    const platform = nodePlatform();
    const restored = await restoreStore({
      folder: folder ?? platform.dataFolder,
      file,
      keys: platform.keys,
      now: () => new Date(),
      consoleName: hostname(),
    });
    const { customers, locked } = await afterRestore(folder, process.env['LASTMILE_RECOVERY_CODE']);
    console.print(console.say('cli.restored', { file, customers }));
    if (restored.before !== null) console.note(console.say('cli.restored-before', { file: restored.before }));
    if (locked) console.note(console.say('cli.key-locked-note'));
    console.answer({ file, customers, before: restored.before, locked });
    return 0;
  },
};

/** What is in the folder now. Nobody signs in for it: whoever may put a store there may count what is in it. */
async function afterRestore(folder: string | undefined, code: string | undefined) {
  const core = await openNodeCore({ folder, create: false });
  try {
    const client = createRouterClient(core.router, { context: core.context(core.asFirstAdmin()) });
    const { locked } = code === undefined ? await client.settings.get() : await client.settings.unlock({ code });
    const { total: customers } = await client.customers.list({ filter: {}, limit: 1 });
    return { customers, locked };
  } finally {
    await core.stop();
  }
}

/** Looks through the whole store. */
export const check: CoreCommand = {
  kind: 'core',
  name: 'check',
  usage: '[--json]',
  options: {},
  words: 0,
  creates: false,
  run: async (client, { console }) => {
    const { ok, problems } = await client.backups.check();
    if (ok) console.print(console.say('cli.check-ok'));
    for (const problem of problems) console.print(console.say('cli.check-problem', { problem }));
    console.answer({ ok, problems });
    return ok ? 0 : 1;
  },
};
