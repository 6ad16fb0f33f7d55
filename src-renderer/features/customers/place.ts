import {
  CUSTOMER_SORTS,
  type CustomerColumn,
  CustomerFilter,
  CustomerColumn as Column,
  type CustomerSort,
} from '#shared/contract/customers.ts';
import { CUSTOMER_STATUSES, type CustomerStatus } from '#shared/domain/customer/customer.ts';

/**
 * What the address says after the ? of the list: which customers, in which order, with which columns, and where somebody
 * was. Words only; the names of the filters are those of the contract. Without a state: active customers.
 */
export interface ListSearch {
  readonly search?: string | undefined;
  readonly status?: CustomerStatus | 'any' | undefined;
  readonly suspendedReason?: 'manual' | 'unpaid' | undefined;
  readonly batch?: string | undefined;
  /** Days. */
  readonly expiringWithin?: string | undefined;
  readonly notSynced?: 'yes' | undefined;
  readonly notOnRouter?: 'yes' | undefined;
  readonly withoutZone?: 'yes' | undefined;
  readonly withoutPhone?: 'yes' | undefined;
  readonly withoutPassword?: 'yes' | undefined;
  /** Ids or names, with commas between them. */
  readonly operators?: string | undefined;
  readonly packages?: string | undefined;
  readonly billingProfiles?: string | undefined;
  readonly zones?: string | undefined;
  readonly types?: string | undefined;
  readonly clientTypes?: string | undefined;
  /** "2026-11-01..2026-11-30", either end may be missing. */
  readonly expires?: string | undefined;
  readonly created?: string | undefined;
  /** Custom fields as JSON: free text may stand in them. */
  readonly custom?: string | undefined;
  readonly sort?: CustomerSort['by'] | undefined;
  readonly order?: 'down' | undefined;
  readonly columns?: string | undefined;
  /** The saved view that this list began with. */
  readonly mine?: string | undefined;
  /** Position in the list, from 0. */
  readonly at?: number | undefined;
  /** What is being done, or was, to many: its result is on the screen. */
  readonly run?: string | undefined;
}

/** Days that an expiry may be away for a customer to be among those that expire soon. */
export const SOON = 3;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LISTS = ['operators', 'packages', 'billingProfiles', 'zones', 'types', 'clientTypes'] as const;
const FLAGS = ['notSynced', 'notOnRouter', 'withoutZone', 'withoutPhone', 'withoutPassword'] as const;
const SPANS = ['expires', 'created'] as const;
export const FILTER_WORDS = [
  ...(['search', 'status', 'suspendedReason', 'batch', 'expiringWithin', 'custom'] as const),
  ...LISTS,
  ...FLAGS,
  ...SPANS,
] as const;

/** Reads an address; what cannot be meant is left out, as if it had not been written. */
export function listSearchOf(raw: Readonly<Record<string, unknown>>): ListSearch {
  const word = (name: string): string | undefined => {
    const value = raw[name];
    return typeof value === 'string' && value !== '' ? value.slice(0, 4000) : undefined;
  };
  const id = (name: string): string | undefined => (UUID.test(word(name) ?? '') ? word(name) : undefined);
  const at = typeof raw['at'] === 'number' || typeof raw['at'] === 'string' ? Number(raw['at']) : -1;
  const days = word('expiringWithin');
  const search: ListSearch = {
    search: word('search')?.slice(0, 200),
    status: ([...CUSTOMER_STATUSES, 'any'] as const).find((one) => one === raw['status']),
    suspendedReason: (['manual', 'unpaid'] as const).find((one) => one === raw['suspendedReason']),
    batch: id('batch'),
    expiringWithin: days !== undefined && /^\d{1,3}$/.test(days) ? days : undefined,
    ...Object.fromEntries(FLAGS.map((name) => [name, word(name) === 'yes' ? 'yes' : undefined])),
    ...Object.fromEntries([...LISTS, ...SPANS, 'custom', 'columns'].map((name) => [name, word(name)])),
    sort: CUSTOMER_SORTS.find((one) => one === raw['sort']),
    order: raw['order'] === 'down' ? 'down' : undefined,
    mine: id('mine'),
    at: Number.isSafeInteger(at) && at >= 0 ? at : undefined,
    run: id('run'),
  };
  return withoutEmpty(search);
}

/** A customer's page remembers the list it was opened from, in the same words. */
export const customerSearchOf = listSearchOf;

/** A list of customers, as the core is asked for it. */
export interface ListPlace {
  readonly filter: CustomerFilter;
  readonly sort: CustomerSort;
}

/** What the core is asked for. A filter that somebody mistyped into the address is left out. */
export function placeOf(search: ListSearch): ListPlace {
  const status = statusOf(search);
  const wanted = {
    search: search.search,
    status: status === 'any' ? undefined : status,
    suspendedReason: search.suspendedReason,
    batch: search.batch,
    expiringWithin: search.expiringWithin === undefined ? undefined : Number(search.expiringWithin),
    ...Object.fromEntries(LISTS.map((name) => [name, search[name]?.split(',')])),
    ...Object.fromEntries(FLAGS.map((name) => [name, search[name] === 'yes' ? true : undefined])),
    ...Object.fromEntries(SPANS.map((name) => [name, spanOf(search[name])])),
    custom: customOf(search.custom),
  };
  const parts = Object.entries(withoutEmpty(wanted)).filter(
    ([name, value]) => CustomerFilter.safeParse({ [name]: value }).success,
  );
  return { filter: CustomerFilter.parse(Object.fromEntries(parts)), sort: sortOf(search) };
}

/** The state that is listed: active unless the address says otherwise, or something that crosses the states. */
export function statusOf(search: ListSearch): CustomerStatus | 'any' | undefined {
  if (search.status !== undefined) return search.status;
  if (search.suspendedReason !== undefined) return 'suspended';
  const isFlagged = search.notSynced === 'yes' || search.notOnRouter === 'yes';
  const crosses = search.batch !== undefined || search.expiringWithin !== undefined || isFlagged;
  return crosses ? undefined : 'active';
}

/** By username from A when the address says nothing; deleted customers with the latest first. */
function sortOf({ sort, order, status }: ListSearch): CustomerSort {
  if (sort !== undefined) return { by: sort, descending: order === 'down' };
  return status === 'deleted' ? { by: 'deleted', descending: true } : { by: 'username', descending: order === 'down' };
}

/** The words of an address for a filter, an order and columns: how a saved view is opened. */
export function searchOf(
  filter: CustomerFilter,
  sort: CustomerSort | null,
  columns: readonly CustomerColumn[] | null,
): ListSearch {
  const span = (one: { from?: string | undefined; to?: string | undefined } | undefined): string | undefined =>
    one && `${one.from ?? ''}..${one.to ?? ''}`;
  const status = filter.status === 'all' ? 'any' : filter.status;
  const search: ListSearch = withoutEmpty({
    search: filter.search,
    status,
    suspendedReason: filter.suspendedReason,
    batch: filter.batch,
    expiringWithin: filter.expiringWithin?.toString(),
    ...Object.fromEntries(LISTS.map((name) => [name, filter[name]?.join(',')])),
    ...Object.fromEntries(FLAGS.map((name) => [name, filter[name] === true ? 'yes' : undefined])),
    expires: span(filter.expires),
    created: span(filter.created),
    custom: filter.custom === undefined ? undefined : JSON.stringify(filter.custom),
    sort: sort?.by,
    order: sort?.descending === true ? ('down' as const) : undefined,
    columns: columns?.join(','),
  });
  return status === undefined && statusOf(search) === 'active' ? { ...search, status: 'any' } : search;
}

/** The columns that the address asks for; null: it says nothing of them. */
export function columnsOf({ columns }: ListSearch): readonly CustomerColumn[] | null {
  const wanted = columns?.split(',').flatMap((one) => {
    const column = Column.safeParse(one);
    return column.success ? [column.data] : [];
  });
  return wanted === undefined || wanted.length === 0 ? null : [...new Set(wanted)];
}

/** Conditions besides the tab: those that stand as chips. */
export const conditionsOf = (search: ListSearch): readonly (typeof FILTER_WORDS)[number][] =>
  FILTER_WORDS.filter(
    (name) =>
      search[name] !== undefined &&
      !['search', 'status', 'expiringWithin', 'notSynced', 'notOnRouter', 'batch'].includes(name),
  );

/** Whether the search or a chip leaves somebody out who would stand in the tab. */
export const isFiltered = (search: ListSearch): boolean =>
  search.search !== undefined || search.batch !== undefined || conditionsOf(search).length > 0;

/** The address without the search and the chips: the tab alone. */
export const cleared = (search: ListSearch): ListSearch =>
  withoutEmpty({
    ...search,
    ...Object.fromEntries([...conditionsOf(search), 'search', 'batch', 'at'].map((name) => [name, undefined])),
  });

function spanOf(text: string | undefined): { from?: string; to?: string } | undefined {
  if (text === undefined) return undefined;
  const [from = '', to = ''] = text.split('..');
  return from === '' && to === '' ? undefined : { ...(from !== '' && { from }), ...(to !== '' && { to }) };
}

function customOf(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

/** Without what is undefined, so that two addresses that mean the same are the same. */
function withoutEmpty<Words extends object>(words: Words): Words {
  // Cast: what is left out was optional.
  return Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined)) as Words;
}
