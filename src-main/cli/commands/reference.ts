import { readFile } from 'node:fs/promises';
import { REFERENCE_KINDS, type ReferenceDocument } from '#shared/contract/reference.ts';
import { Refusal } from '../../refusal.ts';
import type { CoreCommand } from '../command.ts';
import { fileRefusal } from '../file.ts';

export const demo: CoreCommand = {
  kind: 'core',
  name: 'demo',
  usage: '[--no-router] [--json]',
  options: { 'no-router': { type: 'boolean' } },
  words: 0,
  creates: true,
  run: async (client, { console, options }) => {
    const made = await client.reference.demo({ router: options['no-router'] !== true });
    console.print(console.say('cli.demo', { ...made, count: made.routers }));
    console.answer(made);
    return 0;
  },
};

export const referenceImport: CoreCommand = {
  kind: 'core',
  name: 'reference import',
  usage: 'FILE.json [--json]',
  options: {},
  words: 1,
  creates: true,
  run: async (client, { words, console, path }) => {
    const file = path(words[0] ?? '');
    const document = await documentIn(file);
    const changes = await client.reference.import(document);
    for (const kind of REFERENCE_KINDS) {
      const change = changes[kind];
      if (change.created + change.updated + change.unchanged === 0) continue;
      console.print(console.say('cli.reference-line', { kind: console.say(`cli.kind.${kind}`), ...change }));
    }
    console.answer(changes);
    return 0;
  },
};

/** The document as it stands; the contract parses it. */
async function documentIn(file: string): Promise<ReferenceDocument> {
  let text;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw fileRefusal(error, file);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as ReferenceDocument;
  } catch (error) {
    throw new Refusal('reference-not-json', { file, reason: error instanceof Error ? error.message : '' });
  }
}
