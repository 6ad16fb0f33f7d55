import { eachAtOnce, isTrap, type Query, type RouterSession } from '../../routeros/index.ts';

/** Who is in stands in one menu, and the cookie by which a hotspot's device comes back unasked in another. */
const MENUS = [
  { menu: '/ppp/active', name: 'name' },
  { menu: '/ip/hotspot/active', name: 'user' },
] as const;
const COOKIES = { menu: '/ip/hotspot/cookie', name: 'user' } as const;
type Where = (typeof MENUS)[number] | typeof COOKIES;

/** A query longer than this asks more of a router than its whole menu does. */
const MOST_ASKED = 20;

interface Found {
  readonly menu: Where['menu'];
  readonly id: string;
  readonly name: string;
}

export interface SessionsEnded {
  /** The sessions that there were. */
  readonly found: readonly Found[];
  /** Those of them that are still there, as the router says afterwards. */
  readonly left: readonly Found[];
}

/**
 * Ends every session of these names, by PPP and by hotspot, with the cookies that would bring them back, and looks whether
 * they are gone. Who dials again at once has a session of another id. Rejects with a RouterError.
 */
export async function endSessionsOf(session: RouterSession, names: readonly string[]): Promise<SessionsEnded> {
  const wanted = new Set(names);
  if (wanted.size === 0) return { found: [], left: [] };
  // Cookies first: a device that is thrown out before its cookie is gone may be in again by it.
  await removeAll(session, await rowsOf(session, COOKIES, wanted));
  const found = await active(session, wanted);
  if (found.length === 0) return { found, left: [] };
  await removeAll(session, found);
  const still = new Set((await active(session, wanted)).map(sessionId));
  return { found, left: found.filter((one) => still.has(sessionId(one))) };
}

/** The same; answers how many sessions were ended. */
export async function endSessions(session: RouterSession, names: readonly string[]): Promise<number> {
  const { found, left } = await endSessionsOf(session, names);
  return found.length - left.length;
}

/** "pppoe:*81": what tells a session apart on its router. */
export const sessionId = ({ menu, id }: Pick<Found, 'menu' | 'id'>): string =>
  `${menu === '/ppp/active' ? 'pppoe' : 'hotspot'}:${id}`;

async function active(session: RouterSession, names: ReadonlySet<string>): Promise<readonly Found[]> {
  return (await Promise.all(MENUS.map((where) => rowsOf(session, where, names)))).flat();
}

async function rowsOf(
  session: RouterSession,
  { menu, name: field }: Where,
  names: ReadonlySet<string>,
): Promise<readonly Found[]> {
  try {
    const rows = await session.print(menu, [field], queryFor(field, names));
    return rows.flatMap((row) => {
      const { '.id': id, [field]: name } = row as Readonly<Record<string, string | undefined>>; // one field or the other
      return id !== undefined && name !== undefined && names.has(name) ? [{ menu, id, name }] : [];
    });
  } catch (error) {
    // A router without the hotspot package has nobody there.
    if (isTrap(error, 'no-such-command')) return [];
    throw error;
  }
}

/** What we write is UTF-8; a name that the router has in other bytes is not found by it, but read among all. */
function queryFor(field: string, names: ReadonlySet<string>): Query | undefined {
  const [first, ...more] = [...names].map((value): Query => ({ is: 'equals', field, value }));
  if (first === undefined || names.size > MOST_ASKED) return undefined;
  if ([...names].some((name) => /[^\x20-\x7e]/.test(name))) return undefined;
  return { is: 'or', of: [first, ...more] };
}

async function removeAll(session: RouterSession, rows: readonly Found[]): Promise<void> {
  await eachAtOnce(rows, async ({ menu, id }) => {
    try {
      await session.remove(menu, id);
    } catch (error) {
      // Whoever hung up meanwhile is gone as well.
      if (!isTrap(error, 'no-such-item')) throw error;
    }
  });
}
