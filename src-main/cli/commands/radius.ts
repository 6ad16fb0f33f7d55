import type { LoginTest, RadiusChange } from '#shared/contract/radius.ts';
import { kbpsOf } from '#shared/domain/package/speed.ts';
import { type CoreCommand, type ExitStatus, type Options, textOption } from '../command.ts';
import type { Console } from '../console.ts';
import { knownId } from '../customer-id.ts';
import { Usage } from '../usage.ts';

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
  usage: 'USERNAME [--chap] [--mac MAC] [--json]',
  options: { chap: { type: 'boolean' }, mac: { type: 'string' } },
  words: 1,
  creates: false,
  run: async (client, { words: [username = ''], options, console }) => {
    const customer = await knownId(client, username);
    const method = options['chap'] === true ? 'chap' : 'pap';
    const mac = textOption(options, 'mac');
    const tested = await client.radius.testLogin({ customer, method, ...(mac === undefined ? {} : { mac }) });
    tell(tested, username, console);
    console.answer({ username, method, ...tested });
    return tested.outcome === 'accepted' ? 0 : 1;
  },
};

/** Has the customer's router end their sessions. Exit status 1 when one was not ended. */
export const radiusDisconnect: CoreCommand = {
  kind: 'core',
  name: 'radius disconnect',
  usage: 'USERNAME [--json]',
  options: {},
  words: 1,
  creates: false,
  run: async (client, { words: [username = ''], console }) => {
    const customer = await knownId(client, username);
    return tellChange(username, 'cli.radius-ended', await client.radius.disconnect({ customer }), console);
  },
};

/** Has it go on with them at another speed. Exit status 1 when it did not with one of them. */
export const radiusRate: CoreCommand = {
  kind: 'core',
  name: 'radius rate',
  usage: 'USERNAME [--down MBPS --up MBPS] [--json]',
  options: { down: { type: 'string' }, up: { type: 'string' } },
  words: 1,
  creates: false,
  run: async (client, { words: [username = ''], options, console }) => {
    const speed = speedOf(options);
    const customer = await knownId(client, username);
    const changed = await client.radius.changeRate({ customer, ...(speed ? { speed } : {}) });
    return tellChange(username, 'cli.radius-rate-changed', changed, console);
  },
};

/** Both or neither. */
function speedOf(options: Options): { readonly downKbps: number; readonly upKbps: number } | null {
  const one = (name: 'down' | 'up'): number => {
    const value = textOption(options, name);
    if (value === undefined) throw new Usage('option-missing', { option: `--${name}` });
    const kbps = kbpsOf(value);
    if (kbps === null) throw new Usage('speed-option', { option: `--${name}`, value });
    return kbps;
  };
  if (options['down'] === undefined && options['up'] === undefined) return null;
  return { downKbps: one('down'), upKbps: one('up') };
}

function tellChange(
  username: string,
  done: 'cli.radius-ended' | 'cli.radius-rate-changed',
  { router, sessions }: RadiusChange,
  console: Console,
): ExitStatus {
  const count = sessions.filter(({ outcome }) => outcome === 'done').length;
  if (count > 0) console.print(console.say(done, { username, router, count }));
  const told = sessions.map(({ address, outcome, reason }) => {
    const message = reason && console.say(`refused.${reason.code}`, reason.params);
    if (message !== null) console.note(address === null ? message : `${address}: ${message}`);
    return { address, outcome, ...(reason && { reason: { code: reason.code, message: message ?? '' } }) };
  });
  console.answer({ username, router, sessions: told });
  return count === sessions.length ? 0 : 1;
}

function tell({ outcome, attributes, message, reason, mac }: LoginTest, username: string, console: Console): void {
  if (outcome === 'accepted') console.print(console.say('cli.radius-accepted', { username }));
  if (outcome === 'rejected') console.print(console.say('cli.radius-rejected', { username }));
  if (message !== null) console.print(console.say('cli.radius-says', { message }));
  if (mac !== null) console.print(console.say('cli.radius-device', { mac }));
  for (const { name, value } of attributes) console.print(`${name}  ${value}`);
  if (reason) console.note(console.say(`refused.${reason.code}`, reason.params));
}
