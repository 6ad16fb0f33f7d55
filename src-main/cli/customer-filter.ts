import { CUSTOMER_SORTS, type CustomerFilter, type CustomerSort } from '#shared/contract/customers.ts';
import { CUSTOMER_STATUSES, CUSTOMER_TYPES, CustomerStatus, CustomerType } from '#shared/domain/customer/customer.ts';
import { folded } from '#shared/domain/text.ts';
import { type Client, listOption, type Options, textOption } from './command.ts';
import { Usage } from './usage.ts';

/** Options of the commands that speak of some customers. */
export const FILTER_OPTIONS = {
  search: { type: 'string' },
  status: { type: 'string' },
  package: { type: 'string', multiple: true },
  zone: { type: 'string', multiple: true },
  operator: { type: 'string', multiple: true },
  profile: { type: 'string', multiple: true },
  type: { type: 'string', multiple: true },
  expiring: { type: 'string' },
  'not-on-router': { type: 'boolean' },
  sort: { type: 'string' },
} as const;

export const FILTER_USAGE =
  '[--search TEXT] [--status STATE|all] [--package NAME] [--zone NAME] [--operator NAME] [--profile NAME] [--type TYPE] ' +
  '[--expiring DAYS] [--not-on-router] [--sort FIELD[:desc]]';

/** The options as a filter. Packages, zones, operators and profiles by name or code, each option as often as one likes. */
export async function filterOf(client: Client, options: Options): Promise<CustomerFilter> {
  const search = textOption(options, 'search');
  const status = statusOf(options);
  const expiringWithin = expiringOf(options);
  const types = listOption(options, 'type').map(typeOf);
  return {
    ...(search === undefined ? {} : { search }),
    ...(status === undefined ? {} : { status }),
    ...(expiringWithin === undefined ? {} : { expiringWithin }),
    ...(types.length === 0 ? {} : { types }),
    ...(options['not-on-router'] === true ? { notOnRouter: true } : {}),
    ...(await referred(client, options)),
  };
}

const REFERENCES = [
  ['package', 'packages'],
  ['zone', 'zones'],
  ['operator', 'operators'],
  ['profile', 'billingProfiles'],
] as const;

async function referred(client: Client, options: Options): Promise<CustomerFilter> {
  const filter: Partial<Record<(typeof REFERENCES)[number][1], string[]>> = {};
  if (REFERENCES.every(([option]) => listOption(options, option).length === 0)) return filter;
  const lists = await client.reference.lists();
  for (const [option, list] of REFERENCES) {
    const typed = listOption(options, option);
    // Two operators may each have a zone of that name: both are meant.
    const ids = typed.flatMap((name) => idsOf(lists[list], name, `--${option}`));
    if (ids.length > 0) filter[list] = ids;
  }
  return filter;
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly code: string;
}

function idsOf(records: readonly Named[], typed: string, option: string): string[] {
  const key = folded(typed);
  const ids = records.filter(({ name, code }) => folded(name) === key || folded(code) === key).map(({ id }) => id);
  if (ids.length === 0) throw new Usage('reference-option', { option, value: typed });
  return ids;
}

function statusOf(options: Options): CustomerStatus | 'all' | undefined {
  const status = textOption(options, 'status');
  if (status === undefined || status === 'all') return status;
  const parsed = CustomerStatus.safeParse(status);
  if (!parsed.success) throw new Usage('status-option', { value: status, states: CUSTOMER_STATUSES.join(', ') });
  return parsed.data;
}

function typeOf(typed: string): CustomerType {
  const parsed = CustomerType.safeParse(typed);
  if (!parsed.success) throw new Usage('type-option', { value: typed, types: CUSTOMER_TYPES.join(', ') });
  return parsed.data;
}

function expiringOf(options: Options): number | undefined {
  const typed = textOption(options, 'expiring');
  if (typed === undefined) return undefined;
  const days = Number(typed);
  if (typed.trim() === '' || !Number.isInteger(days) || days < 0 || days > 366)
    throw new Usage('expiring-option', { value: typed });
  return days;
}

/** "expires:desc"; by username when nothing is said. */
export function sortOf(options: Options): CustomerSort {
  const typed = textOption(options, 'sort') ?? 'username';
  const [field = '', direction = 'asc', ...more] = typed.split(':');
  const by = CUSTOMER_SORTS.find((one) => one === field);
  if (by === undefined || !['asc', 'desc'].includes(direction) || more.length > 0)
    throw new Usage('sort-option', { value: typed, fields: CUSTOMER_SORTS.join(', ') });
  return { by, descending: direction === 'desc' };
}
