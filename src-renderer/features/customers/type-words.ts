import type { CustomerType } from '#shared/domain/customer/customer.ts';
import type { MessageKey } from '../../messages/catalogue.ts';

export const TYPE_WORDS: Readonly<Record<CustomerType, MessageKey>> = {
  'pppoe-daily': 'customers.type-pppoe-daily',
  'pppoe-monthly': 'customers.type-pppoe-monthly',
  hotspot: 'customers.type-hotspot',
  'static-monthly': 'customers.type-static-monthly',
  other: 'customers.type-other',
};
