import type { DriftLine } from '#shared/contract/drift.ts';
import { type CoreCommand, textOption } from '../command.ts';
import { routerIdNamed } from '../router-named.ts';
import { Usage } from '../usage.ts';

/** Compares a router with what should be on it, and repairs that. Exit status 1 when something differs in the end. */
export const routerDrift: CoreCommand = {
  kind: 'core',
  name: 'router drift',
  usage: 'NAME [--repair all] [--json]',
  options: { repair: { type: 'string' } },
  words: 1,
  creates: false,
  run: async (client, { words: [name = ''], options, console }) => {
    const asked = textOption(options, 'repair');
    if (asked !== undefined && asked !== 'all') {
      throw new Usage('option-choice', { option: '--repair', value: asked, choices: 'all' });
    }
    const router = await routerIdNamed(client, name);
    const repaired = asked === undefined ? null : await client.drift.repair({ router, lines: asked });
    const drift = await client.drift.compare({ router });
    for (const line of drift.lines) console.print(textOf(line));
    if (repaired) console.print(console.say('cli.drift-repaired', { ...repaired }));
    const { matching, foreign } = drift;
    console.print(console.say('cli.drift-total', { differing: drift.lines.length, matching, foreign }));
    console.answer({ ...drift, ...(repaired ?? {}) });
    return drift.lines.length === 0 ? 0 : 1;
  },
};

const textOf = ({ kind, menu, name, username, fields }: DriftLine): string =>
  [
    kind.padEnd(9),
    menu.padEnd(24),
    name,
    ...(username === null || username === name ? [] : [`(${username})`]),
    ...(kind === 'different' ? fields.map(({ field, wanted, there }) => `${field}: "${there}" -> "${wanted}"`) : []),
  ].join('  ');
