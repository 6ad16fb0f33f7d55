import type { MessageKey } from '../../messages/catalogue.ts';
import { cleared, conditionsOf, type ListSearch, listSearchOf, SOON, statusOf } from './place.ts';

/** The views that everybody has; deleted customers last. */
export const TABS = [
  'any',
  'active',
  'expiring',
  'suspended',
  'expired',
  'pending',
  'not-on-router',
  'not-synced',
  'deleted',
] as const;
export type Tab = (typeof TABS)[number];

export const isTab = (value: string): value is Tab => TABS.some((tab) => tab === value);

export const TAB_WORDS: Readonly<Record<Tab, MessageKey>> = {
  any: 'customers.any-status',
  active: 'customers.active',
  expiring: 'customers.expiring',
  suspended: 'customers.suspended',
  expired: 'customers.expired',
  pending: 'customers.pending',
  'not-on-router': 'customers.not-on-router',
  'not-synced': 'customers.not-synced',
  deleted: 'customers.deleted',
};

/** The view that an address stands for. */
export function tabOf(search: ListSearch): Tab {
  if (search.expiringWithin !== undefined) return 'expiring';
  if (search.notOnRouter === 'yes') return 'not-on-router';
  if (search.notSynced === 'yes') return 'not-synced';
  return statusOf(search) ?? 'any';
}

/** The address of a view with the search and the chips of now; what belongs to a saved view or to deleted customers goes. */
export function searchOfTab(search: ListSearch, tab: Tab): ListSearch {
  const kept = search.mine === undefined ? search : cleared(search);
  const leavesDeleted = (tab === 'deleted') !== (kept.status === 'deleted');
  return listSearchOf({
    ...Object.fromEntries(
      [...conditionsOf(kept), 'search', 'batch'].map((name) => [name, kept[name as keyof ListSearch]]),
    ),
    suspendedReason: undefined,
    ...(!leavesDeleted && search.mine === undefined && { sort: kept.sort, order: kept.order, columns: kept.columns }),
    ...ADDRESS[tab],
  });
}

const ADDRESS: Readonly<Record<Tab, ListSearch>> = {
  any: { status: 'any' },
  active: {},
  expiring: { expiringWithin: String(SOON) },
  suspended: { status: 'suspended' },
  expired: { status: 'expired' },
  pending: { status: 'pending' },
  'not-on-router': { notOnRouter: 'yes' },
  'not-synced': { notSynced: 'yes' },
  deleted: { status: 'deleted' },
};
