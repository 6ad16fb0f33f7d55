import { type Client, type CoreCommand, textOption } from '../command.ts';
import { knownId } from '../customer-id.ts';
import { sizeText } from '../size-text.ts';
import { dayOption } from '../typed-options.ts';
import { Usage } from '../usage.ts';

/** As many as one call answers. */
const WINDOW = 1_000;

type Used = Awaited<ReturnType<Client['online']['usage']>>;

/** Data used by day or by customer, as the central server tells it now. */
export const usage: CoreCommand = {
  kind: 'core',
  name: 'usage',
  usage: '[--from YYYY-MM-DD] [--to YYYY-MM-DD] [--customer USERNAME] [--by day|customer] [--json]',
  about: ({ say }) => say('cli.usage-about'),
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    customer: { type: 'string' },
    by: { type: 'string' },
  },
  words: 0,
  creates: false,
  run: async (client, { options, console }) => {
    const by = textOption(options, 'by') ?? 'day';
    if (by !== 'day' && by !== 'customer') throw new Usage('usage-by', { value: by });
    const [from, to, username] = [
      dayOption(options, 'from'),
      dayOption(options, 'to'),
      textOption(options, 'customer'),
    ];
    if (from !== undefined && to !== undefined && to < from) throw new Usage('usage-days', { from, to });
    const asked: Parameters<Client['online']['usage']>[0] = {
      by,
      ...{ limit: WINDOW, ...(from !== undefined && { from }), ...(to !== undefined && { to }) },
      ...(username !== undefined && { customer: await knownId(client, username) }),
    };
    const rows: Used['rows'] = [];
    let window: Used = await client.online.usage(asked);
    rows.push(...window.rows);
    while (window.next !== null) {
      window = await client.online.usage({ ...asked, from: window.from, to: window.to, after: window.next });
      rows.push(...window.rows);
    }
    // Who used most is looked for; of days, the order is that of the calendar.
    if (by === 'customer') rows.sort((a, b) => b.bytesDown + b.bytesUp - (a.bytesDown + a.bytesUp));
    const words = (bytes: number): string => sizeText(bytes).padStart(10);
    for (const { key, username: name, bytesDown, bytesUp } of rows)
      console.print(`${(name ?? key).padEnd(36)}  ${words(bytesDown)}  ${words(bytesUp)}`);
    const { total } = window;
    const sums = { down: sizeText(total.bytesDown), up: sizeText(total.bytesUp) };
    console.print(console.say('cli.usage-total', { from: window.from, to: window.to, ...sums }));
    console.answer({
      ...{ from: window.from, to: window.to, by, total },
      rows: rows.map(({ key, username: name, fullName, ...used }) =>
        by === 'day' ? { day: key, ...used } : { customer: key, username: name, fullName, ...used },
      ),
    });
    return 0;
  },
};
