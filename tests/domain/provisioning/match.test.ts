import fc from 'fast-check';
import { expect, test } from 'vitest';
import { customerMarker } from '#shared/domain/provisioning/marker.ts';
import { type FoundIn, type Matchable, matchFound } from '#shared/domain/provisioning/match.ts';
import { uuid } from './office.ts';

const person = (i: number, more: Partial<Matchable> = {}): Matchable => ({
  id: uuid(i),
  username: `user${i}`,
  ip: `10.0.0.${i}`,
  connection: 'pppoe',
  ...more,
});
const secret = (fields: Readonly<Record<string, string>>): FoundIn => ({ menu: '/ppp/secret', record: fields });

test('Given a record that has a marker, a name and an address of three people, when it is matched, then the marker decides, then the name', () => {
  const people = [person(1), person(2), person(3)];
  const record = { name: 'USER2', 'remote-address': '10.0.0.3' };
  expect(matchFound([secret({ ...record, comment: customerMarker(uuid(1)) })], people, 'lease')).toEqual([
    { customer: uuid(1), by: 'marker' },
  ]);
  expect(matchFound([secret(record)], people, 'lease')).toEqual([{ customer: uuid(2), by: 'username' }]);
  expect(matchFound([secret({ ...record, name: 'else' })], people, 'lease')).toEqual([
    { customer: uuid(3), by: 'address' },
  ]);
});

test('Given two records that may be of one customer, when they are matched, then the better one is theirs, in whatever order they stand', () => {
  const byName = secret({ name: 'user1' });
  const byAddress = secret({ name: 'other', 'remote-address': '10.0.0.1' });
  expect(matchFound([byAddress, byName], [person(1)], 'lease')).toEqual([null, { customer: uuid(1), by: 'username' }]);
});

test('Given a record in a menu where nothing of the customer belongs, when it is matched, then it is nobody’s', () => {
  const lease: FoundIn = { menu: '/ip/dhcp-server/lease', record: { address: '10.0.0.1' } };
  expect(matchFound([lease], [person(1)], 'lease')).toEqual([null]);
  expect(matchFound([lease], [person(1, { connection: 'static' })], 'lease')).toEqual([
    { customer: uuid(1), by: 'address' },
  ]);
  expect(matchFound([lease], [person(1, { connection: 'static' })], 'arp')).toEqual([null]);
});

test('Given any records and people, when they are matched, then nobody unmarked is matched twice', () => {
  const records = fc.array(
    fc.record({ name: fc.nat(9).map((i) => `user${i}`), 'remote-address': fc.nat(9).map((i) => `10.0.0.${i}`) }),
  );
  fc.assert(
    fc.property(records, fc.uniqueArray(fc.nat(9)), (some, who) => {
      const people = who.map((i) => person(i));
      const matched = matchFound(some.map(secret), people, 'lease').flatMap((one) => (one ? [one.customer] : []));
      expect(new Set(matched).size).toBe(matched.length);
    }),
  );
});
