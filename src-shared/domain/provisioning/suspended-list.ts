import type { Part } from './desired.ts';
import type { DesiredRecord } from './record.ts';
import { SUSPENDED_LIST } from './router.ts';

/** The entry of a suspended customer's own address on the list that the router's rules look at. */
export function onSuspendedList({ marker }: Part, address: string): DesiredRecord {
  return {
    menu: '/ip/firewall/address-list',
    key: ['list', 'address'],
    fields: { list: SUSPENDED_LIST, address },
    hasPassword: false,
    marker,
  };
}
