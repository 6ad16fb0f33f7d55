import DatabaseFile from 'better-sqlite3';
import type { CustomerFilter } from '#shared/contract/customers.ts';
import { formatIpv4 } from '#shared/domain/ip/ipv4.ts';

interface Somebody {
  readonly username: string;
  readonly name: string;
  readonly phone: string;
  readonly ip: number;
  readonly mac: string;
}

/** What an office asks for, about customers who are there, taken from all over the store. */
export function questions(file: string, times: number) {
  const db = new DatabaseFile(file, { readonly: true });
  const count = db.prepare<[], number>('SELECT max(seq) FROM customer').pluck().get() ?? 0;
  const near = db.prepare<[number], Somebody>(
    `SELECT username, full_name AS name, phone, ip, device.mac FROM customer JOIN device ON customer_id = customer.id
     WHERE customer.seq >= ? AND ip IS NOT NULL ORDER BY customer.seq LIMIT 1`,
  );
  const people = Array.from({ length: times }, (_, i) => near.get(Math.floor((count * (i + 0.5)) / times))).filter(
    (one) => one !== undefined,
  );
  const id = (sql: string): string => db.prepare<[], string>(sql).pluck().get() ?? '';
  const day = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
  const filters: [string, CustomerFilter][] = [
    ['a zone with twenty beneath', { zones: [id("SELECT id FROM zone WHERE name = 'Mirpur'")] }],
    ['a package', { packages: [id("SELECT id FROM package WHERE name = 'Home 20M'")] }],
    [
      'a zone and a package',
      {
        zones: [id("SELECT id FROM zone WHERE name = 'Banani 7'")],
        packages: [id("SELECT id FROM package WHERE name = 'Home 20M'")],
      },
    ],
    ['expiring within three days', { expiringWithin: 3 }],
    ['created in the last 30 days', { created: { from: day } }],
    ['client type', { clientTypes: ['corporate'] }],
    ['a custom field', { custom: [{ field: id('SELECT id FROM custom_field'), value: 'HWTC1A2B' }] }],
  ];
  db.close();
  const unique = (words: readonly string[]): string[] => [...new Set(words)];
  const searches = {
    'a full name': unique(people.map(({ name }) => name)),
    'a whole phone': unique(people.map(({ phone }) => phone)),
    'the beginning of a phone': unique(people.map(({ phone }) => phone.slice(0, 7))),
    'a username': unique(people.map(({ username }) => username)),
    'an IP address': unique(people.map(({ ip }) => formatIpv4(ip))),
    'a MAC address': unique(people.map(({ mac }) => mac.toLowerCase())),
    'a broad word': unique(people.flatMap(({ name }) => name.split(' '))),
    'three digits of a phone': unique(people.map(({ phone }) => phone.slice(0, 3))),
  };
  return { searches, filters };
}
