import { FOUND_MENUS, hasPassword, standsForSomebody } from '#shared/domain/provisioning/found.ts';
import type { FoundIn } from '#shared/domain/provisioning/match.ts';
import { type Menu, READ_FIELDS, type RouterRecord } from '#shared/domain/provisioning/record.ts';
import { RouterError, type RouterSession } from '../../routeros/index.ts';

/**
 * The records that stand for somebody, marked as ours or not; what the router itself makes and drops again is left out.
 * With their passwords as far as this log-in may read them. Rejects with a RouterError.
 */
export async function readFound(session: RouterSession): Promise<readonly FoundIn[]> {
  const read = await Promise.all(FOUND_MENUS.map(async (menu) => ({ menu, records: await readMenu(session, menu) })));
  return read.flatMap(({ menu, records }) => records.map((record) => ({ menu, record })).filter(standsForSomebody));
}

async function readMenu(session: RouterSession, menu: Menu): Promise<readonly RouterRecord[]> {
  const password = hasPassword(menu) ? ['password'] : [];
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
