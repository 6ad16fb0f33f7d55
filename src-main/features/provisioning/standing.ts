import { type Menu, MENUS, READ_FIELDS, type RouterRecord } from '#shared/domain/provisioning/record.ts';
import { type Standing, standingOf } from '#shared/domain/provisioning/standing.ts';
import { isTrap, type RouterSession } from '../../routeros/index.ts';

/**
 * The records of a router, whole menus at a time: a record that somebody renamed is found by its marker alone, which no
 * query can look for in a comment. A menu that the router does not have (no hotspot package) is empty. Rejects with a
 * RouterError.
 */
export async function readStanding(session: RouterSession, menus: readonly Menu[] = MENUS): Promise<Standing> {
  const read = await Promise.all(
    menus.map(async (menu): Promise<[Menu, readonly RouterRecord[]]> => [menu, await readMenu(session, menu)]),
  );
  return standingOf(new Map(read));
}

async function readMenu(session: RouterSession, menu: Menu): Promise<readonly RouterRecord[]> {
  try {
    return await session.print(menu, READ_FIELDS[menu]);
  } catch (error) {
    if (isTrap(error, 'no-such-command')) return [];
    throw error;
  }
}
