import type { Client, CoreCommand } from '../command.ts';

interface Kind<Line> {
  /** "packages list" */
  readonly name: string;
  readonly list: (client: Client) => Promise<readonly Line[]>;
  /** A line for people: its name, and what matters of it. */
  readonly textOf: (line: Line) => readonly (string | number | null)[];
}

/** A command that lists the records of one kind as its page does; new ones come by `reference import`. */
function listing<Line extends object>({ name, list, textOf }: Kind<Line>): CoreCommand {
  return {
    kind: 'core',
    name,
    usage: '[--json]',
    options: {},
    words: 0,
    creates: false,
    run: async (client, { console }) => {
      const lines = await list(client);
      for (const line of lines) {
        const [title, ...rest] = textOf(line);
        const told = rest.filter((part) => part !== null && part !== '');
        console.print([String(title ?? '').padEnd(28), ...told].join('  ').trimEnd());
      }
      console.answer(lines);
      return 0;
    },
  };
}

/** `packages list` and its like, in the order of the settings. */
export const recordLists: readonly CoreCommand[] = [
  listing({
    name: 'packages list',
    list: (client) => client.packages.list(),
    textOf: ({ name, code, operator, connection, price, customers }) => [
      name,
      code,
      operator,
      connection,
      price,
      customers,
    ],
  }),
  listing({
    name: 'profiles list',
    list: (client) => client.billingProfiles.list(),
    textOf: ({ name, code, operator, mode, customers }) => [name, code, operator, mode, customers],
  }),
  listing({
    name: 'zones list',
    list: (client) => client.zones.list(),
    textOf: ({ name, code, operator, depth, beneath }) => [`${'  '.repeat(depth)}${name}`, code, operator, beneath],
  }),
  listing({
    name: 'addresses list',
    list: (client) => client.networkAddresses.list(),
    textOf: ({ cidr, code, operator, gateway, taken, size }) => [cidr, code, operator, gateway, `${taken}/${size}`],
  }),
  listing({
    name: 'fields list',
    list: (client) => client.fields.list(),
    textOf: ({ label, type, options, values }) => [label, type, options.join(', '), values],
  }),
];
