import type { PastSession } from '#shared/contract/online.ts';
import { wallClock } from '#shared/domain/time/day.ts';
import { type CoreCommand, type Options, textOption } from '../command.ts';
import type { Console } from '../console.ts';
import { knownId } from '../customer-id.ts';
import { sizeText } from '../size-text.ts';
import { numberOption } from '../typed-options.ts';
import { uptimeText } from '../uptime-text.ts';
import { Usage } from '../usage.ts';

/** As many as one call answers. */
const MOST = 200;

/** When a customer was online, as the central server tells it now, in one window. */
export const sessions: CoreCommand = {
  kind: 'core',
  name: 'sessions',
  usage: 'USERNAME [--limit N] [--after CURSOR] [--json]',
  about: ({ say }) => say('cli.sessions-about'),
  options: { limit: { type: 'string' }, after: { type: 'string' } },
  words: 1,
  creates: false,
  run: async (client, { words: [username = ''], options, console }) => {
    const customer = await knownId(client, username);
    const limit = numberOption(options, 'limit', MOST);
    const after = placeOption(options);
    const found = await client.online.sessions({
      ...{ customer, ...(limit !== undefined && { limit }), ...(after !== undefined && { after }) },
    });
    const { timeZone } = await client.settings.get();
    for (const session of found.sessions) console.print(textOf(session, timeZone, console));
    console.print(console.say('cli.sessions-total', { count: found.sessions.length }));
    if (found.next !== null) console.print(console.say('cli.customers-next', { cursor: found.next }));
    console.answer({ username, ...found });
    return 0;
  },
};

/** Where a window begins, as the one before it said. The server would begin anew with anything else. */
function placeOption(options: Options): string | undefined {
  const value = textOption(options, 'after');
  if (value !== undefined && !/^\d{1,18}$/.test(value)) throw new Usage('sessions-after', { value });
  return value;
}

function textOf(session: PastSession, timeZone: string, console: Console): string {
  const { start, end, seconds, address, mac, router, bytesDown, bytesUp, cause } = session;
  const at = (instant: string | null): string => (instant === null ? '' : wallClock(Date.parse(instant), timeZone));
  const words = [
    at(start).padEnd(16),
    (end === null ? console.say('cli.sessions-open') : at(end)).padEnd(16),
    uptimeText(seconds).padEnd(12),
    (address ?? '').padEnd(15),
    (mac ?? '').padEnd(17),
    router.padEnd(16),
    `${sizeText(bytesDown)} / ${sizeText(bytesUp)}`.padEnd(20),
    cause ?? '',
  ];
  return words.join('  ').trimEnd();
}
