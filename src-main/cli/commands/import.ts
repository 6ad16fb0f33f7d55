import { writeFile } from 'node:fs/promises';
import type { BatchResult } from '#shared/contract/import.ts';
import { choicesOf, READING_OPTIONS, READING_USAGE } from '../choices.ts';
import { type Client, type CoreCommand, textOption } from '../command.ts';
import type { Console } from '../console.ts';
import { fileAt, fileRefusal, formatToWrite } from '../file.ts';
import { everyProblem, type Found, tellFound, tellBeside } from '../problems.ts';
import { Usage } from '../usage.ts';

/** Checks a file and creates the customers of every row without an error. */
export const importFile: CoreCommand = {
  kind: 'core',
  name: 'import',
  usage: `FILE [--json] [--errors OUT.xlsx|OUT.csv] [--pending] ${READING_USAGE}`,
  options: { ...READING_OPTIONS, errors: { type: 'string' }, pending: { type: 'boolean' } },
  words: 1,
  creates: false,
  run: async (client, { words, options, console, path }) => {
    const typed = words[0] ?? '';
    const errorsTo = textOption(options, 'errors');
    const report = errorsTo === undefined ? null : { path: path(errorsTo), format: formatToWrite(path(errorsTo)) };
    if (report?.path === path(typed)) throw new Usage('errors-over-file', { file: typed });
    const file = await fileAt(path(typed));
    const choices = await choicesOf(client, options);
    const { session, continued } = await client.import.open({ file, choices });
    if (continued) console.note(console.say('cli.continued', { file: typed }));
    const found = await checked(client, session, console, !continued);
    const result = await committed(client, session, options['pending'] !== true);
    tellFound(found, console);
    tellBeside(found, console);
    console.print(console.say('cli.imported', { ...result }));
    if (report) await writeReport(client, session, report, console);
    const { rows, ok, warnings, errors, problems } = found;
    const { batch, imported, failed, skipped } = result;
    console.answer({ file: typed, rows, ok, warnings, errors, problems, batch, imported, failed, skipped });
    return failed === 0 ? 0 : 1;
  },
};

/** A file that cannot be imported as it is leaves no session behind: nothing was changed. */
async function checked(client: Client, session: string, console: Console, isNew: boolean): Promise<Found> {
  try {
    return await everyProblem(await client.import.problems({ session }), console);
  } catch (refusal) {
    if (isNew) await client.import.discard({ session });
    throw refusal;
  }
}

async function committed(client: Client, session: string, activate: boolean): Promise<BatchResult> {
  const commit = await client.import.commit({ session, activate });
  for (;;) {
    const next = await commit.next();
    if (next.done === true) return next.value;
  }
}

async function writeReport(
  client: Client,
  session: string,
  report: { readonly path: string; readonly format: 'xlsx' | 'csv' },
  console: Console,
): Promise<void> {
  const file = await client.import.report({ session, format: report.format });
  try {
    await writeFile(report.path, Buffer.from(await file.arrayBuffer()));
  } catch (error) {
    // The customers are in: that must be said whatever becomes of the report.
    const refusal = fileRefusal(error, report.path);
    console.note(console.say('cli.report-not-written', { file: report.path, reason: String(refusal) }));
    return;
  }
  console.note(console.say('cli.report-written', { file: report.path }));
}

/** Takes back what a batch created and nobody has touched since. */
export const undoImport: CoreCommand = {
  kind: 'core',
  name: 'import undo',
  usage: 'BATCH [--json]',
  options: {},
  words: 1,
  creates: false,
  run: async (client, { words, console }) => {
    const batch = words[0] ?? '';
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(batch)) throw new Usage('not-a-batch', { batch });
    const { removed, left } = await client.import.undoBatch({ batch });
    const kept = left.map(({ username, code }) => ({ username, reason: console.say(`import.left.${code}`) }));
    console.print(console.say('cli.undone', { removed, left: left.length }));
    for (const { username, reason } of kept) console.print(`  ${username}: ${reason}`);
    console.answer({ batch, removed, left: kept });
    return left.length === 0 ? 0 : 1;
  },
};
