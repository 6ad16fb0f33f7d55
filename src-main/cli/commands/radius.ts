import type { LoginTest } from '#shared/contract/radius.ts';
import type { CoreCommand } from '../command.ts';
import type { Console } from '../console.ts';
import { knownId } from '../customer-id.ts';

/** Whether the RADIUS server answers. Exit status 1 when no answer came that can be believed. */
export const radiusStatus: CoreCommand = {
  kind: 'core',
  name: 'radius status',
  usage: '[--json]',
  options: {},
  words: 0,
  creates: false,
  run: async (client, { console }) => {
    const status = await client.radius.status();
    if (status.alive) console.print(console.say('cli.radius-alive', { milliseconds: status.milliseconds ?? 0 }));
    if (status.reason) console.note(console.say(`refused.${status.reason.code}`, status.reason.params));
    console.answer(status);
    return status.alive ? 0 : 1;
  },
};

/** Tries a customer's log-in with the kept password. Exit status 1 when it was rejected, or no answer came. */
export const radiusTest: CoreCommand = {
  kind: 'core',
  name: 'radius test',
  usage: 'USERNAME [--chap] [--json]',
  options: { chap: { type: 'boolean' } },
  words: 1,
  creates: false,
  run: async (client, { words: [username = ''], options, console }) => {
    const customer = await knownId(client, username);
    const method = options['chap'] === true ? 'chap' : 'pap';
    const tested = await client.radius.testLogin({ customer, method });
    tell(tested, username, console);
    console.answer({ username, method, ...tested });
    return tested.outcome === 'accepted' ? 0 : 1;
  },
};

function tell({ outcome, attributes, message, reason }: LoginTest, username: string, console: Console): void {
  if (outcome === 'accepted') console.print(console.say('cli.radius-accepted', { username }));
  if (outcome === 'rejected') console.print(console.say('cli.radius-rejected', { username }));
  if (message !== null) console.print(console.say('cli.radius-says', { message }));
  for (const { name, value } of attributes) console.print(`${name}  ${value}`);
  if (reason) console.note(console.say(`refused.${reason.code}`, reason.params));
}
