import type { CustomerLine } from '#shared/contract/customers.ts';
import { CUSTOMER_STATUSES, CustomerStatus } from '#shared/domain/customer/customer.ts';
import { type CoreCommand, type Options, textOption } from '../command.ts';
import { Usage } from '../usage.ts';

const MOST = 1000;

/** One window of the customers, by username. */
export const customers: CoreCommand = {
  kind: 'core',
  name: 'customers',
  usage: '[--search TEXT] [--status STATE|all] [--limit N] [--after CURSOR] [--json]',
  options: {
    search: { type: 'string' },
    status: { type: 'string' },
    limit: { type: 'string' },
    after: { type: 'string' },
  },
  words: 0,
  creates: false,
  run: async (client, { options, console }) => {
    const search = textOption(options, 'search');
    const status = statusOf(options);
    const after = textOption(options, 'after');
    const found = await client.customers.list({
      filter: { ...(search === undefined ? {} : { search }), ...(status === undefined ? {} : { status }) },
      sort: { by: 'username', descending: false },
      limit: limitOf(options),
      ...(after === undefined ? {} : { after }),
    });
    for (const line of found.customers) console.print(textOf(line));
    console.print(console.say('cli.customers-total', { shown: found.customers.length, total: found.total }));
    if (found.next !== null) console.print(console.say('cli.customers-next', { cursor: found.next }));
    console.answer({ total: found.total, customers: found.customers.map(documentOf), next: found.next });
    return 0;
  },
};

function statusOf(options: Options): CustomerStatus | 'all' | undefined {
  const status = textOption(options, 'status');
  if (status === undefined || status === 'all') return status;
  const parsed = CustomerStatus.safeParse(status);
  if (!parsed.success) throw new Usage('status-option', { value: status, states: CUSTOMER_STATUSES.join(', ') });
  return parsed.data;
}

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
