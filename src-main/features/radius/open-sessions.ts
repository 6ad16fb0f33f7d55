import { folded } from '#shared/domain/text.ts';
import { RouterError, type RouterSession } from '../../routeros/index.ts';
import type { Session } from '#radius/index.ts';

/** A session as RADIUS names it; `id` as the list of who is online knows it, null where nobody has read it. */
export interface OpenSession extends Session {
  readonly id: string | null;
}

/** What a router tells over its API of what is to be done by RADIUS. */
export interface RouterTold {
  readonly sessions: readonly OpenSession[];
  /** Where it listens for Disconnect and CoA; null: it does not. */
  readonly port: number | null;
}

/** As the standard has it (RFC 5176), and every router until somebody sets another. */
export const USUAL_PORT = 3799;

const MENUS = [
  { menu: '/ppp/active', name: 'name', kind: 'pppoe' },
  { menu: '/ip/hotspot/active', name: 'user', kind: 'hotspot' },
] as const;

/** The sessions of a name, and where the router takes orders by RADIUS. Rejects with a RouterError. */
export async function readOpenSessions(session: RouterSession, username: string): Promise<RouterTold> {
  const [incoming, ...menus] = await Promise.all([
    orNothing(session.print('/radius/incoming', ['accept', 'port'])),
    ...MENUS.map(async ({ menu, name, kind }) => {
      const rows = await orNothing(session.print(menu, [name, 'address', 'session-id']));
      return rows.flatMap((row): OpenSession[] => {
        const { '.id': id = '', address, 'session-id': sessionId } = row;
        const { [name]: told = '' } = row as Readonly<Record<string, string | undefined>>; // one field or the other
        if (folded(told) !== folded(username)) return [];
        return [{ id: `${kind}:${id}`, ...asRadiusTells({ username: told, address, sessionId }) }];
      });
    }),
  ]);
  const [{ accept, port } = {}] = incoming;
  return { sessions: menus.flat(), port: accept === 'false' || accept === 'no' ? null : Number(port ?? USUAL_PORT) };
}

/** The API writes "0x81e0002c" for what the router calls "81e0002c" by RADIUS. */
function asRadiusTells(told: {
  readonly username: string;
  readonly address: string | undefined;
  readonly sessionId: string | undefined;
}): Session {
  const some = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);
  return {
    username: told.username,
    address: some(told.address),
    sessionId: some(told.sessionId?.replace(/^0x/i, '')),
  };
}

/** A router without the hotspot package has nobody there, and an old one may not tell its RADIUS settings. */
async function orNothing<Row>(asked: Promise<readonly Row[]>): Promise<readonly Row[]> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof RouterError && error.failure.kind === 'trap') return [];
    throw error;
  }
}
