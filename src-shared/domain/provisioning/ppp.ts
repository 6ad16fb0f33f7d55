import type { Part } from './desired.ts';
import type { DesiredRecord } from './record.ts';
import { SUSPENDED_PROFILE } from './router.ts';
import { onSuspendedList } from './suspended-list.ts';

/**
 * A PPPoE customer: a secret where the router itself authenticates, none where a RADIUS server does. An address list needs
 * an address: who has none of their own is suspended by the slow profile, which puts them on the list while connected.
 */
export function pppRecords(part: Part): readonly DesiredRecord[] {
  const { customer, practice, isSuspended } = part;
  const listed = isSuspended && practice.suspension === 'list' ? customer.ip : null;
  const list = listed === null ? [] : [onSuspendedList(part, listed)];
  return practice.authentication === 'radius' ? list : [secretOf(part, listed !== null), ...list];
}

function secretOf({ customer, practice, marker, profile, isSuspended }: Part, isListed: boolean): DesiredRecord {
  const isOff = isSuspended && practice.suspension === 'disable';
  const isSlow = isSuspended && !isOff && !isListed;
  return {
    menu: '/ppp/secret',
    key: ['name'],
    fields: {
      name: customer.username,
      service: 'pppoe',
      profile: isSlow ? SUSPENDED_PROFILE : profile,
      // A fixed address beats the profile's pool: with it somebody suspended would stay on the live network.
      'remote-address': isSlow ? '' : (customer.ip ?? ''),
      // A secret has room for one device; who has bound more is let in with any of them.
      'caller-id': customer.macs.length === 1 ? (customer.macs[0] ?? '') : '',
      disabled: isOff ? 'yes' : 'no',
    },
    hasPassword: true,
    marker,
  };
}
