import type { Connection } from '../package/package.ts';
import { folded } from '../text.ts';
import { markedCustomer } from './marker.ts';
import type { Menu, RouterRecord } from './record.ts';
import type { StaticWay } from './router.ts';

/** A record of a router with the menu that it stands in. */
export interface FoundIn {
  readonly menu: Menu;
  readonly record: RouterRecord;
}

/** A customer whom a record may be of. */
export interface Matchable {
  readonly id: string;
  readonly username: string;
  /** "10.0.3.9" */
  readonly ip: string | null;
  readonly connection: Connection;
}

export interface Match {
  readonly customer: string;
  readonly by: 'marker' | 'username' | 'address';
}

/** The menu where a customer's own record belongs; null: none does, so that nothing that stands there can be theirs. */
export function menuOf(connection: Connection, staticWay: StaticWay): Menu | null {
  switch (connection) {
    case 'pppoe':
      return '/ppp/secret';
    case 'hotspot':
      return '/ip/hotspot/user';
    case 'static':
      return staticWay === 'lease' ? '/ip/dhcp-server/lease' : null;
    case 'other':
      return null;
  }
}

/** The address that a record gives its customer. */
export const addressOf = ({ menu, record }: FoundIn): string | null => {
  const text = (menu === '/ppp/secret' ? record['remote-address'] : record['address']) ?? '';
  return /^\d+(\.\d+){3}$/.test(text) && text !== '0.0.0.0' ? text : null;
};

/**
 * Whose the records are, in their order: by the marker, then by the username, then by the address. Only in the menu where
 * something of the customer belongs, and one record of each: what is taken over is brought up to date from then on, and
 * anything else of theirs would be taken away.
 */
export function matchFound(
  found: readonly FoundIn[],
  customers: readonly Matchable[],
  staticWay: StaticWay,
): readonly (Match | null)[] {
  const ids = new Set(customers.map(({ id }) => id));
  const byName = new Map<string, string>();
  const byAddress = new Map<string, string>();
  for (const { id, username, ip, connection } of customers) {
    const menu = menuOf(connection, staticWay);
    if (menu === null) continue;
    byName.set(`${menu} ${folded(username)}`, id);
    if (ip !== null) byAddress.set(`${menu} ${ip}`, id);
  }
  const matches: (Match | null)[] = found.map(() => null);
  const taken = new Set<string>();
  const pass = (by: Match['by'], whose: (one: FoundIn) => string | null | undefined): void => {
    found.forEach((one, at) => {
      if (matches[at]) return;
      const customer = whose(one);
      if (customer == null || !ids.has(customer)) return;
      if (by !== 'marker' && taken.has(customer)) return;
      taken.add(customer);
      matches[at] = { customer, by };
    });
  };
  pass('marker', ({ record }) => markedCustomer(record['comment']));
  pass('username', ({ menu, record }) => byName.get(`${menu} ${folded(record['name'] ?? '')}`));
  pass('address', (one) => byAddress.get(`${one.menu} ${addressOf(one) ?? ''}`));
  return matches;
}
