import { statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Refusal } from '../../refusal.ts';
import { type CoreCommand, textOption } from '../command.ts';
import { fileRefusal, formatToWrite } from '../file.ts';
import { Usage } from '../usage.ts';

/** The official import template, with this ISP's own operators, packages, profiles and zones to choose from. */
export const template: CoreCommand = {
  kind: 'core',
  name: 'template',
  usage: '--out FILE.csv|FILE.xlsx [--json]',
  options: { out: { type: 'string' } },
  words: 0,
  creates: false,
  run: async (client, { options, console, path }) => {
    const out = textOption(options, 'out');
    if (out === undefined) throw new Usage('out-missing');
    const file = path(out);
    // A template that somebody has filled in already must not be written over.
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0) throw new Refusal('file-exists', { file });
    const made = await client.import.template({ format: formatToWrite(file) });
    try {
      await writeFile(file, Buffer.from(await made.arrayBuffer()));
    } catch (error) {
      throw fileRefusal(error, file);
    }
    console.print(console.say('cli.written', { file }));
    console.answer({ file });
    return 0;
  },
};
