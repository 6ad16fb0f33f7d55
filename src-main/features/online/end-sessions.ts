import { RouterError, type RouterSession } from '../../routeros/index.ts';

const ACTIVE = [
  ['/ppp/active', 'name'],
  ['/ip/hotspot/active', 'user'],
  // Without it a hotspot's device comes back without being asked for a password.
  ['/ip/hotspot/cookie', 'user'],
] as const;

/** Ends all sessions of these names on a router, and answers how many there were. Rejects with a RouterError. */
export async function endSessions(session: RouterSession, names: readonly string[]): Promise<number> {
  const wanted = new Set(names);
  const ended = await Promise.all(
    ACTIVE.map(async ([menu, field]) => {
      const rows = await session.print(menu, [field]).catch(noneWhereUnknown);
      const theirs = rows.filter((row) => wanted.has(row[field] ?? ''));
      await Promise.all(theirs.map((row) => session.remove(menu, row['.id'] ?? '').catch(passOverGone)));
      return menu === '/ip/hotspot/cookie' ? 0 : theirs.length;
    }),
  );
  return ended.reduce((sum, count) => sum + count, 0);
}

const isTrap = (error: unknown, reason: string): boolean =>
  error instanceof RouterError && error.failure.kind === 'trap' && error.failure.traps[0].reason === reason;

/** A router without the hotspot package. */
function noneWhereUnknown(error: unknown): readonly Partial<Record<string, string>>[] {
  if (isTrap(error, 'no-such-command')) return [];
  throw error;
}

/** It has ended by itself meanwhile. */
function passOverGone(error: unknown): void {
  if (!isTrap(error, 'no-such-item')) throw error;
}
