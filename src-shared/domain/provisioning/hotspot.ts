import type { Part } from './desired.ts';
import type { DesiredRecord } from './record.ts';

const BYTES_IN_MEGABYTE = 1024 * 1024;

/**
 * A hotspot customer: a user where the router itself authenticates, none where a RADIUS server does. Whoever is suspended
 * is turned off, whichever way the router suspends others: the hotspot's own page then says so.
 */
export function hotspotRecords({ customer, practice, marker, profile, isSuspended }: Part): readonly DesiredRecord[] {
  if (practice.authentication === 'radius') return [];
  const { volumeMb } = customer.served;
  return [
    {
      menu: '/ip/hotspot/user',
      key: ['name'],
      fields: {
        name: customer.username,
        server: practice.hotspotServer ?? '',
        profile,
        'mac-address': customer.macs.length === 1 ? (customer.macs[0] ?? '') : '',
        address: customer.ip ?? '',
        'limit-bytes-total': volumeMb === null ? '' : String(volumeMb * BYTES_IN_MEGABYTE),
        disabled: isSuspended ? 'yes' : 'no',
      },
      hasPassword: true,
      marker,
    },
  ];
}
