import { Fingerprint, type RouterFields, type RouterLine, type RouterTested } from '#shared/contract/routers.ts';
import { differingIn } from '#shared/domain/provisioning/drift.ts';
import { toldKey } from '#shared/domain/provisioning/router-told.ts';
import { wallClock } from '#shared/domain/time/day.ts';
import { type Client, type CoreCommand, type Options, textOption } from '../command.ts';
import type { Console } from '../console.ts';
import { operatorNamed } from '../operator-named.ts';
import { routerNamed } from '../router-named.ts';
import { Usage } from '../usage.ts';

/** Of api, and of api-ssl. */
const PORTS = { plain: 8728, tls: 8729 } as const;

/** Tries a router's connection, then keeps it. Exit status 2, and nothing kept, when the connection failed. */
export const routerAdd: CoreCommand = {
  kind: 'core',
  name: 'router add',
  usage:
    '--name N --host H --user U --password-env VAR [--port P] [--tls] [--fingerprint F] [--writes] [--radius] [--operator NAME|CODE] [--json]',
  options: {
    name: { type: 'string' },
    host: { type: 'string' },
    port: { type: 'string' },
    user: { type: 'string' },
    'password-env': { type: 'string' },
    tls: { type: 'boolean' },
    fingerprint: { type: 'string' },
    writes: { type: 'boolean' },
    radius: { type: 'boolean' },
    operator: { type: 'string' },
  },
  words: 0,
  creates: false,
  run: async (client, { options, console, secret }) => {
    const username = needed(options, 'user');
    const host = needed(options, 'host');
    const fields: RouterFields = {
      ...USUAL,
      operatorId: await operatorOf(client, options),
      name: needed(options, 'name'),
      host,
      port: portOf(options),
      tls: options['tls'] === true,
      fingerprint: fingerprintOf(options),
      username,
      password: await secret(needed(options, 'password-env'), 'cli.router-password-question', { user: username, host }),
      writes: options['writes'] === true,
      authentication: options['radius'] === true ? 'radius' : 'local',
    };
    const tested = await client.routers.test({ id: null, ...reachedOf(fields) });
    if (tested.contact === null) return notAdded(console, host, tested);
    const { id, name } = await client.routers.add(fields);
    // Asked again as it is kept, so that the list knows of the answer.
    await client.routers.test({ id, ...reachedOf(fields), password: null });
    const { identity, version } = tested.contact;
    tellSteps(console, tested, { onlyWrong: true });
    console.print(console.say('cli.router-added', { name, identity: identity ?? '', version: version ?? '' }));
    console.answer({ id, name, version });
    return 0;
  },
};

/** Every router within reach, with what it last told. */
export const routerList: CoreCommand = {
  kind: 'core',
  name: 'router list',
  usage: '[--json]',
  options: {},
  words: 0,
  creates: false,
  run: async (client, { console }) => {
    const lines = await client.routers.list();
    const { timeZone } = await client.settings.get();
    for (const line of lines) console.print(textOf(line, timeZone, console));
    console.answer({ routers: lines });
    return 0;
  },
};

/** Has this console hold a router that another one holds, or nobody. */
export const routerTake: CoreCommand = {
  kind: 'core',
  name: 'router take',
  usage: 'NAME [--json]',
  about: ({ say }) => say('cli.router-take-about'),
  options: {},
  words: 1,
  creates: false,
  run: async (client, { words: [typed = ''], console }) => {
    const { id, name } = await routerNamed(client, typed);
    const holder = await client.routers.takeOver({ id });
    console.print(console.say('cli.router-taken', { name }));
    console.answer({ router: name, holder });
    return 0;
  },
};

/** The connection of a router that is kept, step by step. */
export const routerTest: CoreCommand = {
  kind: 'core',
  name: 'router test',
  usage: 'NAME [--json]',
  options: {},
  words: 1,
  creates: false,
  run: async (client, { words: [name = ''], console }) => {
    const line = await routerNamed(client, name);
    const tested = await client.routers.test({ id: line.id, ...reachedOf(line), password: null });
    tellSteps(console, tested);
    const { fingerprint } = tested;
    if (fingerprint !== null && fingerprint !== line.fingerprint) {
      console.print(console.say('cli.router-shows', { fingerprint }));
    }
    console.answer({ router: line.name, ...documentOf(tested, console) });
    return tested.steps.some(({ state }) => state === 'failed') ? 1 : 0;
  },
};

/** How a router is run unless somebody says otherwise. */
const USUAL = {
  code: null,
  codePage: 'windows-1252',
  suspension: 'disable',
  staticWay: 'lease',
  pppLocalAddress: null,
  hotspotServer: null,
  dhcpServer: null,
  customerInterface: null,
  radiusSecret: null,
} as const satisfies Partial<RouterFields>;

const reachedOf = ({ host, port, tls, fingerprint, username, password, codePage }: RouterFields) => ({
  host,
  port,
  tls,
  fingerprint,
  username,
  password,
  codePage,
});

function notAdded(console: Console, host: string, tested: RouterTested): 2 {
  const { fingerprint } = tested;
  const wrong = tested.steps.find(({ state }) => state === 'failed')?.told;
  const reason = wrong ? console.say(toldKey(wrong.code), wrong.params) : '';
  const isNew = fingerprint !== null && wrong?.code === 'tls-unknown';
  const message = isNew
    ? console.say('cli.router-fingerprint', { host, fingerprint })
    : console.say('cli.router-not-added', { reason });
  console.note(message);
  const code = isNew ? 'router-fingerprint' : (wrong?.code ?? 'router-not-added');
  console.answer({ error: { code, message }, ...documentOf(tested, console) });
  return 2;
}

function documentOf({ steps, fingerprint, contact }: RouterTested, console: Console) {
  return {
    steps: steps.map(({ step, state, told }) => ({
      step,
      state,
      ...(told === null ? {} : { code: told.code, message: console.say(toldKey(told.code), told.params) }),
    })),
    fingerprint,
    version: contact?.version ?? null,
  };
}

const MARKS = { ok: '✓', warning: '▲', failed: '✕', 'left-out': '○' } as const;

function tellSteps(console: Console, { steps }: RouterTested, { onlyWrong = false } = {}): void {
  for (const { step, state, told } of steps) {
    if (onlyWrong && state !== 'warning' && state !== 'failed') continue;
    const sentence =
      told === null ? console.say(`router-test.state-${state}`) : console.say(toldKey(told.code), told.params);
    console.print(`${MARKS[state]} ${console.say(`router-test.step-${step}`).padEnd(12)} ${sentence}`);
  }
}

function textOf(line: RouterLine, timeZone: string, console: Console): string {
  const { name, host, port, contact, check, queued, failed, holder } = line;
  const { answeredAt, failedAt, reason, version, sessions } = contact;
  const state =
    failedAt !== null
      ? console.say('cli.router-failing', { since: wallClock(Date.parse(failedAt), timeZone) })
      : console.say(answeredAt === null ? 'cli.router-never' : 'cli.router-reachable');
  const why = reason === null ? '' : console.say(`refused.${reason.code}`, reason.params);
  const counts = `${sessions ?? '-'}/${queued}/${failed}`;
  return [
    ...[name.padEnd(24), `${host}:${port}`.padEnd(22), state, version ?? '', counts, checkOf(check, timeZone, console)],
    ...holderOf(holder, console),
    why,
  ]
    .join('  ')
    .trimEnd();
}

/** Nothing of a router that this console holds itself. */
function holderOf(holder: RouterLine['holder'], console: Console): readonly string[] {
  if (holder === null || holder.who === 'here') return [];
  if (holder.who === 'nobody') return [console.say('cli.router-held-nobody')];
  return [
    holder.console === null
      ? console.say('cli.router-held-unnamed')
      : console.say('cli.router-held', { console: holder.console }),
  ];
}

function checkOf({ compared, unread }: RouterLine['check'], timeZone: string, console: Console): string {
  if (unread) return console.say('cli.router-unread', { since: wallClock(Date.parse(unread.since), timeZone) });
  if (!compared) return '';
  const count = differingIn(compared);
  return count === 0 ? console.say('cli.router-fine') : console.say('cli.router-differs', { count });
}

function needed(options: Options, name: string): string {
  const value = textOption(options, name);
  if (value === undefined || value === '') throw new Usage('router-option', { name });
  return value;
}

function portOf(options: Options): number {
  const typed = textOption(options, 'port');
  if (typed === undefined) return options['tls'] === true ? PORTS.tls : PORTS.plain;
  const port = Number(typed);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Usage('number-option', { name: 'port', value: typed, most: '65535' });
  }
  return port;
}

function fingerprintOf(options: Options): string | null {
  const typed = textOption(options, 'fingerprint');
  if (typed === undefined) return null;
  const read = Fingerprint.safeParse(typed);
  if (!read.success) throw new Usage('router-fingerprint-option', { value: typed });
  return read.data;
}

async function operatorOf(client: Client, options: Options): Promise<string> {
  const typed = textOption(options, 'operator');
  if (typed === undefined) return (await client.signIn.state()).who?.operatorId ?? '';
  return operatorNamed(client, typed);
}
