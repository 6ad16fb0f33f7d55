import type { HistoryFilter, HistoryLine } from '#shared/contract/history.ts';
import { actionParts } from '#shared/domain/history/words.ts';
import { wallClock } from '#shared/domain/time/day.ts';
import { type Client, type CoreCommand, type Options, textOption } from '../command.ts';
import type { Console } from '../console.ts';
import { dayOption, numberOption } from '../typed-options.ts';

const WINDOW = 200;
const MOST = 1000;

/** The latest of what was done, in one window. */
export const history: CoreCommand = {
  kind: 'core',
  name: 'history',
  usage: '[--customer USERNAME] [--from YYYY-MM-DD] [--to YYYY-MM-DD] [--limit N] [--after NUMBER] [--json]',
  options: {
    customer: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    limit: { type: 'string' },
    after: { type: 'string' },
  },
  words: 0,
  creates: false,
  run: async (client, { options, console }) => {
    const filter = await filterOf(client, options);
    const after = numberOption(options, 'after', Number.MAX_SAFE_INTEGER);
    const found = await client.history.list({
      filter,
      limit: numberOption(options, 'limit', MOST) ?? WINDOW,
      ...(after === undefined ? {} : { after }),
    });
    const { timeZone } = await client.settings.get();
    for (const line of found.lines) console.print(textOf(line, timeZone, console));
    console.print(console.say('cli.history-total', { shown: found.lines.length, total: found.total }));
    if (found.next !== null) console.print(console.say('cli.history-next', { number: found.next }));
    console.answer({ total: found.total, lines: found.lines, next: found.next });
    return 0;
  },
};

async function filterOf(client: Client, options: Options): Promise<HistoryFilter> {
  const username = textOption(options, 'customer');
  const from = dayOption(options, 'from');
  const to = dayOption(options, 'to');
  return {
    ...(username === undefined ? {} : { customer: (await client.customers.find({ username })).id }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

/** As it is read on a terminal: by the ISP's clock. */
function textOf(
  { at, by, console: machine, action, title, changes }: HistoryLine,
  timeZone: string,
  console: Console,
): string {
  const { kind, verb } = actionParts(action);
  const what = verb === null ? action : console.say(`history.verb.${verb}`);
  const which = [kind === null ? null : console.say(`history.kind.${kind}`), title].filter(Boolean).join(' ');
  const changed = changes.map(({ field, before, after }) =>
    before === null ? `${field}: ${after ?? ''}` : `${field}: ${before} → ${after ?? console.say('history.none')}`,
  );
  return [
    wallClock(Date.parse(at), timeZone),
    (by ?? '?').padEnd(16),
    machine.padEnd(12),
    what.padEnd(20),
    which,
    changed.join('; '),
  ]
    .join('  ')
    .trimEnd();
}
