import type { FoundRecord } from '#shared/contract/adopt.ts';
import { type CoreCommand, textOption } from '../command.ts';
import { fileAt } from '../file.ts';
import { routerIdNamed } from '../router-named.ts';

/**
 * Tells who is on a router already; takes over who is a customer here; opens an import of who is not. Exit status 1 when
 * something could not be taken over.
 */
export const routerAdopt: CoreCommand = {
  kind: 'core',
  name: 'router adopt',
  usage: 'NAME [--take-over] [--propose [--privileged USER [--password-env VARIABLE]] [--export FILE.rsc]] [--json]',
  options: {
    'take-over': { type: 'boolean' },
    propose: { type: 'boolean' },
    privileged: { type: 'string' },
    'password-env': { type: 'string' },
    export: { type: 'string' },
  },
  words: 1,
  creates: false,
  run: async (client, { words: [name = ''], options, console, secret, path }) => {
    const exported = textOption(options, 'export');
    const file = exported === undefined ? {} : { export: await fileAt(path(exported)) };
    const router = await routerIdNamed(client, name);
    const found = await client.adopt.found({ router });
    const fresh = found.records.filter(({ match }) => !match).length;
    for (const record of found.records) console.print(textOf(record));
    const matching = found.records.length - fresh;
    console.print(console.say('cli.adopt-total', { ours: found.ours, matching, fresh }));
    const taken = options['take-over'] === true ? await client.adopt.takeOver({ router, records: 'all' }) : null;
    if (taken) console.print(console.say('cli.adopt-taken', { adopted: taken.adopted, failed: taken.failed }));
    const username = textOption(options, 'privileged');
    const login = async () =>
      username === undefined
        ? {}
        : {
            privileged: {
              username,
              password: await secret(
                textOption(options, 'password-env') ?? 'LASTMILE_ROUTER_PASSWORD',
                'cli.router-password',
                { name: username },
              ),
            },
          };
    const proposed =
      options['propose'] === true && fresh > 0
        ? await client.adopt.propose({ router, records: 'all', ...(await login()), ...file })
        : null;
    if (proposed)
      console.print(console.say('cli.adopt-proposed', { rows: proposed.rows, unknown: proposed.unknownPasswords }));
    console.answer({ ...found, ...(taken ? { taken } : {}), ...(proposed ? { proposed } : {}) });
    return taken && taken.failed > 0 ? 1 : 0;
  },
};

const textOf = ({ menu, name, address, profile, match }: FoundRecord): string =>
  [
    menu.padEnd(24),
    name.padEnd(20),
    ...[address, profile].filter((part) => part !== null && part !== name),
    ...(match ? [`= ${match.username}`] : []),
  ].join('  ');
