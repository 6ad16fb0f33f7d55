import { markedCustomer } from '#shared/domain/provisioning/marker.ts';
import type { FoundIn } from '#shared/domain/provisioning/match.ts';
import { type Menu, READ_FIELDS, type RouterRecord } from '#shared/domain/provisioning/record.ts';
import { RouterError, type RouterSession } from '../../routeros/index.ts';

/** Where a router keeps who may connect. */
const MENUS: readonly Menu[] = ['/ppp/secret', '/ip/hotspot/user', '/ip/dhcp-server/lease'];
const WITH_PASSWORD: readonly Menu[] = ['/ppp/secret', '/ip/hotspot/user'];

/** Hotspot users that every router has, and nobody is. */
const OF_THE_ROUTER: ReadonlySet<string> = new Set(['default-trial']);

/**
 * The records that stand for somebody, marked as ours or not; what the router itself makes and drops again is left out.
 * With their passwords as far as this log-in may read them. Rejects with a RouterError.
 */
export async function readFound(session: RouterSession): Promise<readonly FoundIn[]> {
  const read = await Promise.all(MENUS.map(async (menu) => ({ menu, records: await readMenu(session, menu) })));
  return read.flatMap(({ menu, records }) =>
    records
      .filter(
        ({ dynamic, name }) => dynamic !== 'true' && !(menu === '/ip/hotspot/user' && OF_THE_ROUTER.has(name ?? '')),
      )
      .map((record) => ({ menu, record })),
  );
}

async function readMenu(session: RouterSession, menu: Menu): Promise<readonly RouterRecord[]> {
  const password = WITH_PASSWORD.includes(menu) ? ['password'] : [];
  const more = menu === '/ip/dhcp-server/lease' ? ['disabled'] : [];
  try {
    return await session.print(menu, [...READ_FIELDS[menu], ...password, ...more]);
  } catch (error) {
    const isMissing =
      error instanceof RouterError &&
      error.failure.kind === 'trap' &&
      error.failure.traps[0].reason === 'no-such-command';
    if (isMissing) return [];
    throw error;
  }
}

/** Tells a record apart on its router. */
export const foundId = ({ menu, record }: FoundIn): string => `${menu} ${record['.id'] ?? ''}`;

export const isMarked = ({ record }: FoundIn): boolean => markedCustomer(record['comment']) !== null;

/** The password that a record tells; null: it has none, or the router hides it. */
export function passwordOf({ record }: FoundIn): string | null {
  const password = record['password'] ?? '';
  return password === '' || /^\*+$/.test(password) ? null : password;
}
