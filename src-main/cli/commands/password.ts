import { PASSWORD } from '../client.ts';
import type { CoreCommand, Secret } from '../command.ts';

/** A new password for somebody. */
export const newPassword = (secret: Secret, name: string): Promise<string> =>
  secret('LASTMILE_NEW_PASSWORD', 'cli.new-password', { name }, 'cli.new-password-again');

/** One's own password; the admin's first one makes signing in the rule. */
export const passwordSet: CoreCommand = {
  kind: 'core',
  name: 'password set',
  usage: '[--as USERNAME] [--json]',
  options: {},
  words: 0,
  creates: false,
  run: async (client, { as, console, secret }) => {
    const { isNeeded, who } = await client.signIn.state();
    const current = isNeeded ? await secret(PASSWORD, 'cli.password', { name: as ?? '' }) : null;
    const password = await newPassword(secret, who?.name ?? '');
    const state = await client.signIn.changePassword({ current, password });
    const name = state.who?.name ?? '';
    console.print(console.say('cli.password-set', { name }));
    if (!isNeeded) console.note(console.say('cli.sign-in-from-now', { name }));
    console.answer({ name, changed: true });
    return 0;
  },
};
