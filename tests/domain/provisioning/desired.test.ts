import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Desired, desiredFor, NOTHING } from '#shared/domain/provisioning/desired.ts';
import type { ServedCustomer } from '#shared/domain/provisioning/desired.ts';
import { customerMarker } from '#shared/domain/provisioning/marker.ts';
import type { Menu, ProvisioningFault } from '#shared/domain/provisioning/record.ts';
import type { RouterPractice } from '#shared/domain/provisioning/router.ts';
import { customers, HOME, ID, practices, PRACTICE, RAHIM } from './isp.ts';

const isFault = (one: Desired | ProvisioningFault): one is ProvisioningFault => 'code' in one;

function desired(customer: Partial<ServedCustomer>, practice: Partial<RouterPractice> = {}): Desired {
  const found = desiredFor({ ...RAHIM, ...customer }, { ...PRACTICE, ...practice });
  if (isFault(found)) throw new Error(found.code);
  return found;
}

const record = ({ own, plan }: Desired, menu: Menu) => [...own, ...plan].find((one) => one.menu === menu)?.fields;
const menus = ({ own }: Desired): readonly Menu[] => own.map(({ menu }) => menu);

describe('a PPPoE customer', () => {
  test('given an active one, then a secret with the profile of the package, and the address and the one device', () => {
    const found = desired({ ip: '10.0.0.9', macs: ['AA:BB:CC:00:00:01'] });
    expect(record(found, '/ppp/secret')).toEqual({
      ...{ name: 'rahim', service: 'pppoe', profile: 'lastmile-home', 'remote-address': '10.0.0.9' },
      ...{ 'caller-id': 'AA:BB:CC:00:00:01', disabled: 'no' },
    });
    expect(record(found, '/ppp/profile')).toMatchObject({ 'local-address': '10.0.0.1', 'rate-limit': '5120k/10240k' });
    expect(found.mayConnect).toBe(true);
  });

  test('given two devices, then either may connect', () => {
    expect(record(desired({ macs: ['AA:BB:CC:00:00:01', 'AA:BB:CC:00:00:02'] }), '/ppp/secret')).toMatchObject({
      'caller-id': '',
    });
  });

  test.each(['suspended', 'expired'] as const)(
    'given one who is %s, then as the router’s practice has it',
    (status) => {
      const off = desired({ status, ip: '10.0.0.9' });
      expect(record(off, '/ppp/secret')).toMatchObject({ disabled: 'yes', profile: 'lastmile-home' });
      expect(off.mayConnect).toBe(false);

      const slow = desired({ status, ip: '10.0.0.9' }, { suspension: 'profile' });
      // A fixed address would beat the slow profile's pool.
      expect(record(slow, '/ppp/secret')).toMatchObject({ profile: 'lastmile-suspended', 'remote-address': '' });
      expect(slow.plan.map(({ fields }) => fields['name'])).toEqual(['lastmile-home', 'lastmile-suspended']);
      expect(slow.mayConnect).toBe(true);

      const listed = desired({ status, ip: '10.0.0.9' }, { suspension: 'list' });
      expect(menus(listed)).toEqual(['/ppp/secret', '/ip/firewall/address-list']);
      expect(record(listed, '/ppp/secret')).toMatchObject({ profile: 'lastmile-home', 'remote-address': '10.0.0.9' });
      // Without an address there is none to put on the list.
      const unlisted = desired({ status }, { suspension: 'list' });
      expect(menus(unlisted)).toEqual(['/ppp/secret']);
      expect(record(unlisted, '/ppp/secret')).toMatchObject({ profile: 'lastmile-suspended' });
    },
  );

  test('given a RADIUS server, then no secret, but the profile and the list', () => {
    expect(desired({ ip: '10.0.0.9' }, { authentication: 'radius' }).own).toEqual([]);
    const listed = desired({ ip: '10.0.0.9', status: 'suspended' }, { authentication: 'radius', suspension: 'list' });
    expect(menus(listed)).toEqual(['/ip/firewall/address-list']);
    expect(record(listed, '/ppp/profile')).toMatchObject({ name: 'lastmile-home' });
  });

  test('given addresses from a pool, then the pool is made before the profile that names it', () => {
    const found = desired({ served: { ...HOME, addressFromPool: true } });
    expect(found.plan.map(({ menu }) => menu)).toEqual(['/ip/pool', '/ppp/profile']);
    expect(record(found, '/ip/pool')).toEqual({ name: 'lastmile-home', ranges: '10.0.0.2-10.0.0.254' });
    expect(record(found, '/ppp/profile')).toMatchObject({ 'remote-address': 'lastmile-home' });
  });
});

describe('a hotspot customer', () => {
  const served = { ...HOME, connection: 'hotspot', volumeMb: 100 } as const;

  test('given any practice, then a user who is turned off when suspended; none with a RADIUS server', () => {
    const found = desired({ served });
    expect(record(found, '/ip/hotspot/user')).toMatchObject({ disabled: 'no', 'limit-bytes-total': '104857600' });
    for (const suspension of ['disable', 'profile', 'list'] as const) {
      expect(record(desired({ served, status: 'expired' }, { suspension }), '/ip/hotspot/user')).toMatchObject({
        disabled: 'yes',
      });
    }
    expect(desired({ served }, { authentication: 'radius' }).own).toEqual([]);
  });
});

describe('a customer with a fixed address', () => {
  const served = { ...HOME, connection: 'static' } as const;
  const fixed = { served, ip: '10.0.0.9', macs: ['AA:BB:CC:00:00:01'] };

  test('given leases, then one with the rate, and suspended by it', () => {
    expect(record(desired(fixed), '/ip/dhcp-server/lease')).toMatchObject({
      ...{ address: '10.0.0.9', 'mac-address': 'AA:BB:CC:00:00:01', 'rate-limit': '5120k/10240k' },
      ...{ 'address-lists': '', 'block-access': 'no' },
    });
    const how = (suspension: RouterPractice['suspension']) =>
      record(desired({ ...fixed, status: 'suspended' }, { suspension }), '/ip/dhcp-server/lease');
    expect(how('disable')).toMatchObject({ 'block-access': 'yes' });
    expect(how('profile')).toMatchObject({ 'block-access': 'no', 'rate-limit': '64k/64k' });
    expect(how('list')).toMatchObject({ 'block-access': 'no', 'address-lists': 'lastmile-suspended' });
  });

  test('given ARP, then an entry and a queue, and a line of the list for who is suspended by it', () => {
    expect(menus(desired(fixed, { staticWay: 'arp' }))).toEqual(['/ip/arp', '/queue/simple']);
    const listed = desired({ ...fixed, status: 'suspended' }, { staticWay: 'arp', suspension: 'list' });
    expect(menus(listed)).toEqual(['/ip/arp', '/queue/simple', '/ip/firewall/address-list']);
    const off = desired({ ...fixed, status: 'suspended' }, { staticWay: 'arp' });
    expect(record(off, '/ip/arp')).toMatchObject({ disabled: 'yes', interface: 'bridge' });
  });

  test.each([
    ['no address', { ip: null }, {}, 'provisioning-no-address'],
    ['no device', { macs: [] }, {}, 'provisioning-no-mac'],
    ['no interface', {}, { staticWay: 'arp', customerInterface: null }, 'provisioning-no-interface'],
  ] as const)('given %s, then it is said', (_, customer, practice, code) => {
    const found = desiredFor({ ...RAHIM, ...fixed, ...customer }, { ...PRACTICE, ...practice });
    expect(found).toEqual({ code, params: { username: 'rahim' } });
  });
});

describe('anybody', () => {
  test('given who is pending, deleted or of another service, then nothing of them is there', () => {
    for (const status of ['pending', 'deleted'] as const) expect(desired({ status })).toEqual(NOTHING);
    expect(desired({ served: { ...HOME, connection: 'other' } })).toEqual(NOTHING);
  });

  test('property: what is theirs has their marker and a key, and what it refers to is in the plan', () => {
    fc.assert(
      fc.property(customers, practices, (customer, practice) => {
        const found = desiredFor(customer, practice);
        if (isFault(found)) throw new Error(found.code);
        for (const one of found.own) {
          expect(one.marker).toBe(customerMarker(ID));
          expect(one.key.every((field) => (one.fields[field] ?? '') !== '')).toBe(true);
          const { profile } = one.fields;
          if (profile !== undefined) expect(found.plan.map(({ fields }) => fields['name'])).toContain(profile);
        }
        if (customer.status === 'active' && found !== NOTHING) expect(found.mayConnect).toBe(true);
      }),
    );
  });
});
