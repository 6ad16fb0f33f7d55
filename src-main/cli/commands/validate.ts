import { choicesOf, READING_OPTIONS, READING_USAGE } from '../choices.ts';
import type { CoreCommand } from '../command.ts';
import { fileAt } from '../file.ts';
import { everyProblem, tellFound, tellBeside } from '../problems.ts';

/** The dry run. */
export const validate: CoreCommand = {
  kind: 'core',
  name: 'validate',
  usage: `FILE [--json] ${READING_USAGE}`,
  options: READING_OPTIONS,
  words: 1,
  creates: false,
  run: async (client, { words, options, console, path }) => {
    const typed = words[0] ?? '';
    const file = await fileAt(path(typed));
    const choices = await choicesOf(client, options);
    const found = await everyProblem(await client.import.dryRun({ file, choices }), console);
    tellFound(found, console);
    tellBeside(found, console);
    const { rows, ok, warnings, errors, problems } = found;
    console.answer({ file: typed, rows, ok, warnings, errors, problems });
    return ok === rows ? 0 : 1;
  },
};
