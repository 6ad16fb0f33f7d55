import { wallClock } from '#shared/domain/time/day.ts';
import { type CoreCommand, textOption } from '../command.ts';
import { numberOption } from '../typed-options.ts';

const WINDOW = 100;
const MOST = 500;

/** Who was suspended by itself, or whose time ran out, the latest first, in one window. */
export const reportSuspensions: CoreCommand = {
  kind: 'core',
  name: 'report suspensions',
  usage: '[--unread] [--limit N] [--after CURSOR] [--json]',
  options: { unread: { type: 'boolean' }, limit: { type: 'string' }, after: { type: 'string' } },
  words: 0,
  creates: false,
  run: async (client, { options, console }) => {
    const after = textOption(options, 'after');
    const { suspensions, next } = await client.ledger.suspensions({
      unread: options['unread'] === true,
      limit: numberOption(options, 'limit', MOST) ?? WINDOW,
      ...(after === undefined ? {} : { after }),
    });
    const { timeZone } = await client.settings.get();
    for (const { at, username, reason, status, note, notedBy } of suspensions) {
      const why = console.say(`suspensions.reason-${reason}`);
      const noted = [notedBy, note].filter(Boolean).join(': ');
      const parts = [
        wallClock(Date.parse(at), timeZone),
        username.padEnd(20),
        why.padEnd(32),
        status.padEnd(10),
        noted,
      ];
      console.print(parts.join('  ').trimEnd());
    }
    console.print(console.say('cli.suspensions-total', { shown: suspensions.length }));
    if (next !== null) console.print(console.say('cli.messages-next', { cursor: `'${next}'` }));
    console.answer({ suspensions, next });
    return 0;
  },
};
