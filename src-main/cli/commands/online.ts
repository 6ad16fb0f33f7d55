import type { OnlineSession } from '#shared/contract/online.ts';
import { folded } from '#shared/domain/text.ts';
import { type Call, type Client, type CoreCommand, textOption } from '../command.ts';
import { routerIdNamed } from '../router-named.ts';
import { uptimeText } from '../uptime-text.ts';

/** As many as one call answers. */
const WINDOW = 500;

/** Who is online, as the routers and the central server say now. Exit status 1 when one of them does not answer. */
export const online: CoreCommand = {
  kind: 'core',
  name: 'online',
  usage: '[--router NAME] [--search TEXT] [--json]',
  about: ({ say }) => say('cli.online-about'),
  options: { router: { type: 'string' }, search: { type: 'string' } },
  words: 0,
  creates: false,
  run: async (client, call) => {
    const { options, console } = call;
    const { allAnswered, sessions, hasServer } = await read(client, call, textOption(options, 'search') ?? '');
    for (const { username, router, address, mac, uptimeSeconds } of sessions) {
      const words = [username.padEnd(20), router.padEnd(16), (address ?? '').padEnd(15), (mac ?? '').padEnd(17)];
      console.print([...words, uptimeText(uptimeSeconds)].join('  ').trimEnd());
    }
    console.print(console.say('cli.online-total', { count: sessions.length }));
    console.answer({
      sessions: sessions.map(
        ({ username, router, address, mac, uptimeSeconds: uptime, knownFrom, bytesDown, bytesUp }) => ({
          ...{ username, router, address, mac, uptime },
          ...(hasServer && { knownFrom, bytesDown, bytesUp }),
        }),
      ),
    });
    return allAnswered ? 0 : 1;
  },
};

/** Ends every session of some names. Exit status 1 when one of them was not online, or a session was not ended. */
export const disconnect: CoreCommand = {
  kind: 'core',
  name: 'disconnect',
  usage: 'USERNAME… [--router NAME] [--json]',
  options: { router: { type: 'string' } },
  words: 1,
  orMore: true,
  creates: false,
  run: async (client, call) => {
    const { words, console } = call;
    const { allAnswered, sessions } = await read(client, call, '');
    const results: { username: string; ended: number; failed: number; reason?: { code: string; message: string } }[] =
      [];
    for (const typed of new Set(words)) {
      const theirs = sessions.filter(({ username }) => folded(username) === folded(typed));
      const done = { ended: 0, failed: [] as Awaited<ReturnType<Client['online']['disconnect']>>['failed'] };
      for (let at = 0; at < theirs.length; at += WINDOW) {
        const { ended, failed } = await client.online.disconnect({ sessions: theirs.slice(at, at + WINDOW) });
        done.ended += ended;
        done.failed.push(...failed);
      }
      const [first] = done.failed;
      const code = first?.reason.code ?? (theirs.length === 0 ? 'not-online' : undefined);
      const message = first
        ? console.say(`refused.${first.reason.code}`, first.reason.params)
        : console.say('cli.not-online', { username: typed });
      if (done.ended > 0) console.print(console.say('cli.disconnected', { username: typed, count: done.ended }));
      if (code !== undefined) console.note(message);
      results.push({
        ...{ username: typed, ended: done.ended, failed: done.failed.length },
        ...(code !== undefined && { reason: { code, message } }),
      });
    }
    console.answer({ results });
    return allAnswered && results.every(({ reason }) => reason === undefined) ? 0 : 1;
  },
};

/** Reads the routers and the server, tells of those that do not answer, and answers who is in as the others tell it. */
async function read(
  client: Client,
  { options, console }: Pick<Call, 'options' | 'console'>,
  search: string,
): Promise<{
  readonly allAnswered: boolean;
  readonly sessions: readonly OnlineSession[];
  readonly hasServer: boolean;
}> {
  const router = await routerIdNamed(client, textOption(options, 'router'));
  const only = router === undefined ? {} : { router };
  const { routers, server } = await client.online.refresh(only);
  if (routers.length === 0 && server === null) console.note(console.say('cli.no-routers'));
  // Of one router, what the server last told is told along; why it is silent is another matter.
  const asked = [...routers, ...(server !== null && router === undefined ? [server] : [])];
  for (const { reason } of asked) {
    if (reason) console.note(console.say(`refused.${reason.code}`, reason.params));
  }
  const sessions: OnlineSession[] = [];
  let after: string | null = null;
  do {
    const window: Awaited<ReturnType<Client['online']['list']>> = await client.online.list({
      ...{ ...only, search, limit: WINDOW },
      ...(after !== null && { after }),
    });
    sessions.push(...window.sessions);
    after = window.next;
  } while (after !== null);
  return { allAnswered: asked.every(({ reason }) => reason === null), sessions, hasServer: server !== null };
}
