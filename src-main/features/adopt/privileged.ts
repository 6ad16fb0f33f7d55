import type { RouterLines } from '../routers/index.ts';
import { foundId, passwordOf, readFound } from './read-found.ts';

/** A log-in that may read passwords. It is used once, kept nowhere and written into no log. */
export interface PrivilegedLogin {
  readonly username: string;
  readonly password: string;
}

/** The passwords of a router's records, by the record. Throws a Refusal for what keeps them from being read. */
export function privilegedPasswords(
  lines: RouterLines,
  routerId: string,
  { username: user, password }: PrivilegedLogin,
): Promise<ReadonlyMap<string, string>> {
  return lines.apart(routerId, { user, password }, async (session) => {
    const found = await readFound(session);
    return new Map(
      found.flatMap((one) => {
        const told = passwordOf(one);
        return told === null ? [] : [[foundId(one), told] as const];
      }),
    );
  });
}
