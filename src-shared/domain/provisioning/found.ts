import { markedCustomer } from './marker.ts';
import type { FoundIn } from './match.ts';
import type { Menu } from './record.ts';

/** Where a router keeps who may connect. */
export const FOUND_MENUS = [
  '/ppp/secret',
  '/ip/hotspot/user',
  '/ip/dhcp-server/lease',
] as const satisfies readonly Menu[];

/** Hotspot users that every router has, and nobody is. */
const OF_THE_ROUTER: ReadonlySet<string> = new Set(['default-trial']);

/** Whether a switch of a record is on, as the API or an export writes it. */
export const isOn = (text: string | undefined): boolean => text === 'yes' || text === 'true';

/** Whether a record of these menus is of somebody: neither made and dropped by the router itself, nor there on every router. */
export function standsForSomebody({ menu, record }: FoundIn): boolean {
  return !isOn(record['dynamic']) && !(menu === '/ip/hotspot/user' && OF_THE_ROUTER.has(record['name'] ?? ''));
}

export const isMarked = ({ record }: FoundIn): boolean => markedCustomer(record['comment']) !== null;

/** Whether the router lets nobody in by this record. */
export const isTurnedOff = ({ record }: FoundIn): boolean => isOn(record['disabled']) || isOn(record['block-access']);

/** Whether records of this menu have a password. */
export const hasPassword = (menu: Menu): boolean => menu === '/ppp/secret' || menu === '/ip/hotspot/user';

/** The password that a record tells; null: it has none, or the router hides it. */
export function passwordOf({ record }: FoundIn): string | null {
  const password = record['password'] ?? '';
  return password === '' || /^\*+$/.test(password) ? null : password;
}

/**
 * The passwords that other records of the same router tell, by the menu and the name. Where two of one name tell different
 * ones, none is told: a wrong password is worse than none.
 */
export function passwordsByName(tellers: readonly FoundIn[]): (found: FoundIn) => string | null {
  const key = ({ menu, record }: FoundIn): string => `${menu} ${record['name'] ?? ''}`;
  const told = new Map<string, string | null>();
  for (const teller of tellers) {
    const password = passwordOf(teller);
    if (password === null) continue;
    const known = told.get(key(teller));
    told.set(key(teller), known === undefined || known === password ? password : null);
  }
  return (found) => (hasPassword(found.menu) ? (told.get(key(found)) ?? null) : null);
}
