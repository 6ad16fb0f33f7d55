import { connect, RouterError } from '../../routeros/index.ts';
import type { RouterRow } from '../routers/index.ts';
import { routerRefusal } from '../routers/index.ts';
import { foundId, passwordOf, readFound } from './read-found.ts';

/** A log-in that may read passwords. It is used once, kept nowhere and written into no log. */
export interface PrivilegedLogin {
  readonly username: string;
  readonly password: string;
}

/**
 * The passwords of a router's records, by the record, over a line of its own that is closed at once. Throws a Refusal for
 * what keeps them from being read.
 */
export async function privilegedPasswords(
  row: Pick<RouterRow, 'name' | 'host' | 'port' | 'tls' | 'fingerprint' | 'codePage'>,
  login: PrivilegedLogin,
): Promise<ReadonlyMap<string, string>> {
  try {
    const session = await connect({
      host: row.host,
      port: row.port,
      user: login.username,
      password: login.password,
      codePage: row.codePage,
      ...(row.tls ? { tls: row.fingerprint === null ? {} : { fingerprint: row.fingerprint } } : {}),
    });
    try {
      const found = await readFound(session);
      return new Map(
        found.flatMap((one) => {
          const password = passwordOf(one);
          return password === null ? [] : [[foundId(one), password] as const];
        }),
      );
    } finally {
      session.close();
    }
  } catch (error) {
    if (error instanceof RouterError) throw routerRefusal(error.failure, row.name);
    throw error;
  }
}
