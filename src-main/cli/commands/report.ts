import { writeFile } from 'node:fs/promises';
import { Month } from '#shared/contract/reports.ts';
import { type CoreCommand, textOption } from '../command.ts';
import { fileRefusal, formatToWrite } from '../file.ts';
import { Usage } from '../usage.ts';

/** How many of those who lack something are named on the terminal. */
const NAMED = 20;
/** And to a program. */
const TOLD = 1000;

/** The regulator's report of a month. What is missing of whom is told; the file is written all the same. */
export const reportBtrc: CoreCommand = {
  kind: 'core',
  name: 'report btrc',
  usage: '--month YYYY-MM --out FILE.xlsx|FILE.csv [--json]',
  options: { month: { type: 'string' }, out: { type: 'string' } },
  words: 0,
  creates: false,
  run: async (client, { options, console, path }) => {
    const month = Month.safeParse(textOption(options, 'month'));
    if (!month.success) throw new Usage('month-option', { value: textOption(options, 'month') ?? '' });
    const out = textOption(options, 'out');
    if (out === undefined) throw new Usage('report-out-missing');
    const file = path(out);
    const format = formatToWrite(file);
    const preview = await client.reports.btrcPreview({ month: month.data, limit: TOLD });
    const made = await client.reports.btrcExport({ month: month.data, format });
    try {
      await writeFile(file, Buffer.from(await made.arrayBuffer()));
    } catch (error) {
      throw fileRefusal(error, file);
    }
    const { population: rows, incomplete } = preview;
    console.print(console.say('cli.report-written', { month: month.data, rows, file }));
    if (incomplete > 0) {
      console.note(console.say('cli.report-missing', { count: incomplete }));
      for (const { username, columns } of preview.missing.slice(0, NAMED))
        console.note(`  ${username}: ${columns.join(', ')}`);
      if (incomplete > NAMED) console.note(console.say('cli.report-missing-more', { count: incomplete - NAMED }));
    }
    const missing = preview.missing.map(({ username, fullName, columns }) => ({ username, fullName, columns }));
    console.answer({ month: month.data, rows, missing, file });
    return incomplete === 0 ? 0 : 1;
  },
};
