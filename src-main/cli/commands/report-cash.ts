import { writeFile } from 'node:fs/promises';
import type { Cash } from '#shared/contract/ledger.ts';
import { dayAt } from '#shared/domain/time/day.ts';
import { type CoreCommand, type Options, textOption } from '../command.ts';
import type { Console } from '../console.ts';
import { fileRefusal, formatToWrite } from '../file.ts';
import { operatorNamed } from '../operator-named.ts';
import { dayOption } from '../typed-options.ts';
import { Usage } from '../usage.ts';

/** What was taken in on a day or some days, by method and by cashier; as a file, payment by payment. */
export const reportCash: CoreCommand = {
  kind: 'core',
  name: 'report cash',
  usage: '[--from DAY] [--to DAY] [--operator NAME] [--out FILE.xlsx|FILE.csv] [--json]',
  about: ({ say }) => say('cli.cash-about'),
  options: { from: { type: 'string' }, to: { type: 'string' }, operator: { type: 'string' }, out: { type: 'string' } },
  words: 0,
  creates: false,
  run: async (client, { options, console, path }) => {
    const out = textOption(options, 'out');
    const file = out === undefined ? null : { name: path(out), format: formatToWrite(path(out)) };
    const { timeZone } = await client.settings.get();
    const operator = textOption(options, 'operator');
    const asked = {
      ...daysOf(options, dayAt(Date.now(), timeZone)),
      ...(operator === undefined ? {} : { operator: await operatorNamed(client, operator) }),
    };
    const cash = await client.ledger.cash(asked);
    if (file) {
      const made = await client.ledger.exportCash({ ...asked, format: file.format });
      try {
        await writeFile(file.name, made.stream());
      } catch (error) {
        throw fileRefusal(error, file.name);
      }
    }
    tell(cash, console);
    if (file) console.print(console.say('cli.written', { file: file.name }));
    console.answer({ ...cash, ...(file ? { file: file.name } : {}) });
    return 0;
  },
};

/** Without any, today. Throws Usage for days that end before they begin. */
function daysOf(options: Options, today: string): { readonly from: string; readonly to: string } {
  const given = dayOption(options, 'to');
  const from = dayOption(options, 'from') ?? given ?? today;
  const to = given ?? today;
  if (to < from) throw new Usage('days-order', { from, to });
  return { from, to };
}

function tell({ from, to, currency, total, count, byMethod, byCashier }: Cash, console: Console): void {
  const line = (name: string, some: number, amount: string): void =>
    console.print(`${name.padEnd(24)} ${String(some).padStart(8)} ${amount.padStart(16)}`);
  for (const one of byMethod) line(console.say(`ledger.method-${one.method}`), one.count, one.amount);
  for (const one of byCashier) line(one.cashier, one.count, one.amount);
  console.print(console.say('cli.cash-total', { from, to, amount: `${total} ${currency}`, count }));
}
