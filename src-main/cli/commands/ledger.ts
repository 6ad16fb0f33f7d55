import { z } from 'zod';
import type { LedgerLine } from '#shared/contract/ledger.ts';
import { wallClock } from '#shared/domain/time/day.ts';
import { warnOfClock } from '../clock-doubt.ts';
import { type CoreCommand, textOption } from '../command.ts';
import type { Console } from '../console.ts';
import { numberOption } from '../typed-options.ts';
import { Usage } from '../usage.ts';

const WINDOW = 100;
const MOST = 500;

/** A customer's lines, the latest first, in one window, with what they owe. */
export const ledger: CoreCommand = {
  kind: 'core',
  name: 'ledger',
  usage: 'USERNAME [--limit N] [--after LINE] [--json]',
  options: { limit: { type: 'string' }, after: { type: 'string' } },
  words: 1,
  creates: false,
  run: async (client, { words: [username = ''], options, console }) => {
    const { id } = await client.customers.find({ username });
    const after = textOption(options, 'after');
    const { lines, next, balance, open, paidUntil } = await client.ledger.ofCustomer({
      customer: id,
      limit: numberOption(options, 'limit', MOST) ?? WINDOW,
      ...(after === undefined ? {} : { after }),
    });
    const { timeZone, currency } = await client.settings.get();
    for (const line of lines) console.print(textOf(line, timeZone, console));
    console.print(console.say('cli.ledger-balance', { username, balance, currency, open }));
    if (next !== null) console.print(console.say('cli.messages-next', { cursor: next }));
    console.answer({ username, balance, open, currency, paidUntil, lines, next });
    return 0;
  },
};

/** Takes a line of the ledger back by another one. */
export const reverse: CoreCommand = {
  kind: 'core',
  name: 'reverse',
  usage: 'LINE --note WHY [--json]',
  about: ({ say }) => say('cli.reverse-about'),
  options: { note: { type: 'string' } },
  words: 1,
  creates: false,
  run: async (client, { words: [entry = ''], options, console }) => {
    const note = textOption(options, 'note');
    if (note === undefined) throw new Usage('option-missing', { option: '--note' });
    if (!z.uuid().safeParse(entry).success) throw new Usage('not-a-line', { line: entry });
    await warnOfClock(client, console);
    const { id, balance } = await client.ledger.reverse({ entry, note });
    console.print(console.say('cli.line-reversed', { line: entry, by: id, balance }));
    console.answer({ line: entry, id, balance });
    return 0;
  },
};

/** As it is read on a terminal: by the ISP's clock. */
function textOf(line: LedgerLine, timeZone: string, console: Console): string {
  const { id, kind, amount, at, balance, by, method, reference, receiptNumber, note, from, to, reversedBy } = line;
  const told = [
    method === null ? null : console.say(`ledger.method-${method}`),
    reference,
    receiptNumber,
    from === null || to === null ? from : console.say('ledger.from-to', { from, to }),
    note,
    by ?? console.say('ledger.by-clock'),
    reversedBy === null ? null : console.say('ledger.taken-back'),
  ];
  return [
    wallClock(Date.parse(at), timeZone),
    console.say(`ledger.kind-${kind}`).padEnd(15),
    amount.padStart(12),
    balance.padStart(12),
    id,
    told.filter(Boolean).join(', '),
  ].join('  ');
}
