import type { Drift, DriftLine } from '#shared/contract/drift.ts';
import { countsOf, differingIn } from '#shared/domain/provisioning/drift.ts';
import { type Client, type CoreCommand, type ExitStatus, textOption } from '../command.ts';
import type { Console } from '../console.ts';
import { routerNamed } from '../router-named.ts';
import { Usage } from '../usage.ts';

/**
 * Compares a router with what should be on it, and repairs that. Exit status 1 when something differs in the end; what may
 * be another console's is told, and is no difference.
 */
export const routerDrift: CoreCommand = {
  kind: 'core',
  name: 'router drift',
  usage: 'NAME [--repair all | --remove RECORD --yes] [--json]',
  options: { repair: { type: 'string' }, remove: { type: 'string' }, yes: { type: 'boolean' } },
  words: 1,
  creates: false,
  run: async (client, { words: [typed = ''], options, console }) => {
    const asked = textOption(options, 'repair');
    if (asked !== undefined && asked !== 'all') {
      throw new Usage('option-choice', { option: '--repair', value: asked, choices: 'all' });
    }
    const { id: router, name } = await routerNamed(client, typed);
    const record = textOption(options, 'remove');
    if (record !== undefined) return remove(client, console, router, record, options['yes'] === true);
    const repaired = asked === undefined ? null : await client.drift.repair({ router, lines: asked });
    const drift = await client.drift.compare({ router });
    for (const line of drift.lines) console.print(textOf(line));
    if (repaired) console.print(console.say('cli.drift-repaired', { ...repaired }));
    const differing = tellTotal(console, name, drift);
    console.answer({ ...drift, ...(repaired ?? {}) });
    return differing === 0 ? 0 : 1;
  },
};

function tellTotal(console: Console, name: string, { lines, matching, foreign, before }: Drift): number {
  const counts = countsOf(lines);
  const differing = differingIn(counts);
  console.print(console.say('cli.drift-total', { differing, matching, foreign }));
  if (counts.unknown > 0) console.print(console.say('cli.drift-unknown', { count: counts.unknown, name }));
  const { compared } = before;
  if (compared) console.print(console.say('cli.drift-before', { at: compared.at, differing: differingIn(compared) }));
  return differing;
}

/** Takes away one record that may be another console's: only with --yes, and one alone. */
async function remove(
  client: Client,
  console: Console,
  router: string,
  typed: string,
  isSure: boolean,
): Promise<ExitStatus> {
  const { lines } = await client.drift.compare({ router });
  const [line, ...others] = lines.filter(
    ({ kind, id, name }) => kind === 'unknown' && (id === typed || name === typed),
  );
  if (!line || others.length > 0) throw new Usage('drift-remove-which', { value: typed });
  const { name, menu } = line;
  if (!isSure) throw new Usage('drift-remove-sure', { name, menu });
  await client.drift.remove({ router, line: line.id });
  console.print(console.say('cli.drift-removed', { name, menu }));
  console.answer({ removed: { id: line.id, name, menu } });
  return 0;
}

const textOf = ({ kind, menu, name, username, fields }: DriftLine): string =>
  [
    kind.padEnd(9),
    menu.padEnd(24),
    name,
    ...(username === null || username === name ? [] : [`(${username})`]),
    ...(kind === 'different' ? fields.map(({ field, wanted, there }) => `${field}: "${there}" -> "${wanted}"`) : []),
  ].join('  ');
