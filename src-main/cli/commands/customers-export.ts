import { writeFile } from 'node:fs/promises';
import { CUSTOMER_COLUMNS, type CustomerColumn } from '#shared/contract/customers.ts';
import { folded } from '#shared/domain/text.ts';
import { type Client, type CoreCommand, type Options, textOption } from '../command.ts';
import { FILTER_OPTIONS, FILTER_USAGE, filterOf, sortOf } from '../customer-filter.ts';
import { fileRefusal, formatToWrite } from '../file.ts';
import { Usage } from '../usage.ts';

/** The list of customers as a file. */
export const customersExport: CoreCommand = {
  kind: 'core',
  name: 'customers export',
  usage: `--out FILE.csv|FILE.xlsx ${FILTER_USAGE} [--columns a,b] [--passwords] [--json]`,
  options: {
    ...FILTER_OPTIONS,
    out: { type: 'string' },
    columns: { type: 'string' },
    passwords: { type: 'boolean' },
  },
  words: 0,
  creates: false,
  run: async (client, { options, console, path }) => {
    const out = textOption(options, 'out');
    if (out === undefined) throw new Usage('out-missing');
    const file = path(out);
    const format = formatToWrite(file);
    const which = { filter: await filterOf(client, options) };
    const columns = await columnsOf(client, options);
    const passwords = options['passwords'] === true;
    const { total } = await client.customers.count({ which });
    const made = await client.customers.export({ which, sort: sortOf(options), columns, format, passwords });
    try {
      // Nobody but its owner reads a file with passwords.
      await writeFile(file, made.stream(), { mode: passwords ? 0o600 : 0o666 });
    } catch (error) {
      throw fileRefusal(error, file);
    }
    console.print(console.say('cli.exported', { file, count: total }));
    console.answer({ file, customers: total });
    return 0;
  },
};

/** By the names that programs know ("fullName") or a custom field's label; all that a customer who is not deleted has, the ISP's own fields last. */
async function columnsOf(client: Client, options: Options): Promise<CustomerColumn[]> {
  const { customFields } = await client.reference.lists();
  const own = customFields.map(({ id, label }) => [folded(label), `custom:${id}` as const] as const);
  const known = new Map<string, CustomerColumn>([
    ...own,
    ...CUSTOMER_COLUMNS.map((name) => [folded(name), name] as const),
  ]);
  const typed = textOption(options, 'columns');
  if (typed === undefined)
    return [...CUSTOMER_COLUMNS.filter((column) => !column.startsWith('deleted')), ...own.map(([, column]) => column)];
  return typed.split(',').map((name) => {
    const column = known.get(folded(name));
    if (!column) throw new Usage('columns-option', { value: name.trim(), columns: CUSTOMER_COLUMNS.join(', ') });
    return column;
  });
}
