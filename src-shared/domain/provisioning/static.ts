import type { Part } from './desired.ts';
import { queueLimits, rateLimit, type Speeds } from './rate.ts';
import type { DesiredRecord, ProvisioningFault } from './record.ts';
import { SUSPENDED_LIST } from './router.ts';
import { onSuspendedList } from './suspended-list.ts';

/** What is left to somebody who is suspended by a slow rate, in kbps. */
const SLOW: Speeds = { downKbps: 64, upKbps: 64, burstDownKbps: null, burstUpKbps: null, burstSeconds: null };

/** A customer with a fixed address and no log-in: a DHCP lease with a rate, or an ARP entry and a queue. */
export function staticRecords(part: Part): readonly DesiredRecord[] | ProvisioningFault {
  const { customer, practice } = part;
  const params = { username: customer.username };
  const [mac] = customer.macs;
  if (customer.ip === null) return { code: 'provisioning-no-address', params };
  if (mac === undefined) return { code: 'provisioning-no-mac', params };
  if (practice.staticWay === 'lease') return [leaseOf(part, customer.ip, mac)];
  const on = practice.customerInterface;
  if (on === null) return { code: 'provisioning-no-interface', params };
  return arpAndQueue(part, customer.ip, mac, on);
}

function leaseOf({ customer, practice, marker, isSuspended }: Part, address: string, mac: string): DesiredRecord {
  const isSuspendedBy = (pattern: string): boolean => isSuspended && practice.suspension === pattern;
  return {
    menu: '/ip/dhcp-server/lease',
    key: ['address'],
    fields: {
      address,
      'mac-address': mac,
      server: practice.dhcpServer ?? '',
      'rate-limit': rateLimit(isSuspendedBy('profile') ? SLOW : customer.served),
      'address-lists': isSuspendedBy('list') ? SUSPENDED_LIST : '',
      'block-access': isSuspendedBy('disable') ? 'yes' : 'no',
    },
    hasPassword: false,
    marker,
  };
}

function arpAndQueue(part: Part, address: string, mac: string, on: string): readonly DesiredRecord[] {
  const { customer, practice, marker, isSuspended } = part;
  const isOff = isSuspended && practice.suspension === 'disable';
  const speeds = isSuspended && practice.suspension === 'profile' ? SLOW : customer.served;
  const isListed = isSuspended && practice.suspension === 'list';
  return [
    {
      menu: '/ip/arp',
      key: ['address', 'interface'],
      fields: { address, 'mac-address': mac, interface: on, disabled: isOff ? 'yes' : 'no' },
      hasPassword: false,
      marker,
    },
    {
      menu: '/queue/simple',
      key: ['name'],
      fields: { name: `lastmile-${customer.username}`, target: address, ...queueLimits(speeds) },
      hasPassword: false,
      marker,
    },
    ...(isListed ? [onSuspendedList(part, address)] : []),
  ];
}
