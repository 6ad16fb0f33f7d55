import type { CustomerFilter, CustomerSort } from '#shared/contract/customers.ts';
import { CUSTOMER_STATUSES } from '#shared/domain/customer/customer.ts';

type Status = NonNullable<CustomerFilter['status']>;
type SortBy = CustomerSort['by'];

/** What the address says after the ? of the list: which customers, in which order, and at which row somebody was. */
export interface ListSearch {
  readonly search?: string;
  readonly status?: Status;
  readonly batch?: string;
  readonly sort?: SortBy;
  readonly order?: 'down';
  /** Position in the list, from 0. */
  readonly at?: number;
}

export const STATUS_CHOICES = [...CUSTOMER_STATUSES, 'all'] as const;
export const SORT_CHOICES = ['created', 'username', 'fullName'] as const satisfies readonly SortBy[];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Reads an address; what cannot be meant is left out, as if it had not been written. */
export function listSearchOf(raw: Readonly<Record<string, unknown>>): ListSearch {
  const { search, batch } = raw;
  const status = STATUS_CHOICES.find((one) => one === raw['status']);
  const sort = SORT_CHOICES.find((one) => one === raw['sort']);
  const at = typeof raw['at'] === 'number' || typeof raw['at'] === 'string' ? Number(raw['at']) : -1;
  return {
    ...(typeof search === 'string' && search !== '' && { search: search.slice(0, 200) }),
    ...(status !== undefined && { status }),
    ...(typeof batch === 'string' && UUID.test(batch) && { batch }),
    ...(sort !== undefined && { sort }),
    ...(raw['order'] === 'down' && { order: 'down' as const }),
    ...(Number.isSafeInteger(at) && at >= 0 && { at }),
  };
}

/** A customer's page remembers the list it was opened from, in the same words. */
export const customerSearchOf = listSearchOf;

/** A list of customers, as the core is asked for it. */
export interface ListPlace {
  readonly filter: CustomerFilter;
  readonly sort: CustomerSort;
}

/** By username from A when the address says nothing; the latest first when they are ordered by their beginning. */
export function placeOf({ search, status, batch, sort = 'username', order }: ListSearch): ListPlace {
  return {
    filter: {
      ...(search !== undefined && { search }),
      ...(status !== undefined && { status }),
      ...(batch !== undefined && { batch }),
    },
    sort: { by: sort, descending: order === 'down' },
  };
}

/** Whether anything is left out of the list. */
export const isFiltered = ({ search, status, batch }: ListSearch): boolean =>
  search !== undefined || status !== undefined || batch !== undefined;
