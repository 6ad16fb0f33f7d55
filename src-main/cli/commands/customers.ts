import type { CustomerLine } from '#shared/contract/customers.ts';
import { type CoreCommand, type Options, textOption } from '../command.ts';
import { FILTER_OPTIONS, FILTER_USAGE, filterOf, sortOf } from '../customer-filter.ts';
import { Usage } from '../usage.ts';

const MOST = 1000;

/** One window of the customers. */
export const customers: CoreCommand = {
  kind: 'core',
  name: 'customers',
  usage: `${FILTER_USAGE} [--limit N] [--after CURSOR] [--json]`,
  options: { ...FILTER_OPTIONS, limit: { type: 'string' }, after: { type: 'string' } },
  words: 0,
  creates: false,
  run: async (client, { options, console }) => {
    const after = textOption(options, 'after');
    const limit = limitOf(options);
    const sort = sortOf(options);
    const filter = await filterOf(client, options);
    const found = await client.customers.list({ filter, sort, limit, ...(after === undefined ? {} : { after }) });
    // Of many a window tells how many there are at least; here the exact number is promised.
    const { total } = found.isExact ? found : await client.customers.count({ which: { filter } });
    for (const line of found.customers) console.print(textOf(line));
    console.print(console.say('cli.customers-total', { shown: found.customers.length, total }));
    if (found.next !== null) console.print(console.say('cli.customers-next', { cursor: found.next }));
    console.answer({ total, customers: found.customers.map(documentOf), next: found.next });
    return 0;
  },
};

function limitOf(options: Options): number {
  const typed = textOption(options, 'limit') ?? '200';
  const limit = Number(typed);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
    throw new Usage('limit-option', { value: typed, most: String(MOST) });
  return limit;
}

/** The fields that programs are promised, in their order. */
const FIELDS = [
  'id',
  'username',
  'fullName',
  'phone',
  'email',
  'operator',
  'package',
  'billingProfile',
  'zone',
  'address',
  'ip',
  'type',
  'status',
  'provisioning',
  'sync',
  'expires',
  'balance',
] as const satisfies readonly (keyof CustomerLine)[];

const documentOf = (line: CustomerLine) => Object.fromEntries(FIELDS.map((field) => [field, line[field]]));

function textOf({ username, fullName, phone, package: offered, status, ip }: CustomerLine): string {
  const columns = [username.padEnd(20), status.padEnd(10), (phone ?? '').padEnd(16), (ip ?? '').padEnd(15)];
  return `${columns.join(' ')} ${offered.padEnd(16)} ${fullName}`;
}
