import type { CustomerColumn, CustomerSort } from '#shared/contract/customers.ts';
import type { MessageKey } from '../../messages/catalogue.ts';

/** The columns that a list shows before anybody chose others. */
export const USUAL: readonly CustomerColumn[] = [
  'status',
  'username',
  'fullName',
  'phone',
  'package',
  'zone',
  'operator',
  'ip',
  'expires',
  'balance',
];

/** The columns of deleted customers. */
export const OF_DELETED: readonly CustomerColumn[] = [
  'username',
  'fullName',
  'phone',
  'package',
  'operator',
  'deletedAt',
  'deletedBy',
];

export const isCustomColumn = (column: CustomerColumn): column is `custom:${string}` => column.startsWith('custom:');
export type PlainColumn = Exclude<CustomerColumn, `custom:${string}`>;

export const COLUMN_WORDS: Readonly<Record<PlainColumn, MessageKey>> = {
  status: 'customers.status',
  username: 'customers.username',
  fullName: 'customers.name',
  phone: 'customers.phone',
  email: 'customers.email',
  operator: 'customers.operator',
  package: 'customers.package',
  billingProfile: 'customers.billing-profile',
  zone: 'customers.zone',
  address: 'customers.address',
  type: 'customers.type',
  ip: 'customers.ip',
  macs: 'customers.mac',
  accountNumber: 'customers.account-number',
  expires: 'customers.expires',
  balance: 'customers.balance',
  createdAt: 'customers.created',
  deletedAt: 'customers.deleted-at',
  deletedBy: 'customers.deleted-by',
  clientType: 'customers.client-type',
  medium: 'customers.medium',
  sharing: 'customers.sharing',
  distributionPoint: 'customers.distribution-point',
  division: 'customers.division',
  district: 'customers.district',
  thana: 'customers.thana',
};

/** How a list is ordered by the column of that name; a column that is not here orders nothing. */
export const SORT_OF: Partial<Record<CustomerColumn, CustomerSort['by']>> = {
  username: 'username',
  fullName: 'fullName',
  phone: 'phone',
  ip: 'ip',
  expires: 'expires',
  createdAt: 'created',
  deletedAt: 'deleted',
};

/** The column that an order is shown in. */
export const columnOfSort = (by: CustomerSort['by']): CustomerColumn | undefined =>
  // Cast: the keys of SORT_OF are columns.
  (Object.keys(SORT_OF) as CustomerColumn[]).find((column) => SORT_OF[column] === by);
