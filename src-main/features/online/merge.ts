import type { ServerSession, ServerTold } from './central-watch.ts';
import type { LiveSession } from './read-sessions.ts';
import type { KnownRouter } from './seen.ts';
import type { LastTold } from './watch.ts';

/** One session, whoever tells of it. What the router says of it stands. */
export interface MergedSession extends Omit<LiveSession, 'kind'> {
  readonly kind: LiveSession['kind'] | null;
  /** Null: no router that may be known is at that address. */
  readonly routerId: string | null;
  readonly router: string;
  readonly isOnRouter: boolean;
  /** As the server tells of it; null: it does not. */
  readonly server: ServerSession | null;
}

/**
 * Sessions that routers tell of beside those that the server tells of: one line for one session. It is the same when name and
 * address or MAC are, on a router that may be the same. A router that tells now knows best who is on it: what the server has
 * beyond that has ended, or begins to be told of in a moment.
 */
export function mergedSessions(
  routers: readonly KnownRouter[],
  lastTold: (routerId: string) => LastTold,
  server: ServerTold | null,
): readonly MergedSession[] {
  const own = routers.flatMap(({ id: routerId, name: router }) =>
    lastTold(routerId).sessions.map((session): MergedSession => ({
      ...session,
      routerId,
      router,
      isOnRouter: true,
      server: null,
    })),
  );
  if (server === null || server.sessions.length === 0) return own;
  const lines = Map.groupBy(own, ({ key }) => key);
  const routerAt = finder(routers);
  // The newest first: an older one of the same device was never told to have ended.
  for (const session of server.sessions) {
    const router = routerAt(session.nas);
    const ofName = lines.get(session.key) ?? [];
    const at = ofName.findIndex((line) => isSame(line, session, router));
    const line = ofName[at];
    if (line) {
      if (line.server === null) ofName[at] = { ...line, server: session };
      continue;
    }
    if (router && isTelling(lastTold(router.id))) continue;
    lines.set(session.key, [...ofName, asLine(session, router)]);
  }
  return [...lines.values()].flat();
}

const isTelling = ({ readAt, reason }: LastTold): boolean => readAt !== null && reason === null;

function isSame(line: MergedSession, session: ServerSession, router: KnownRouter | null): boolean {
  const isElsewhere = router !== null && line.routerId !== null && router.id !== line.routerId;
  const isAt = session.address !== null && session.address === line.address;
  return !isElsewhere && (isAt || (session.mac !== null && session.mac === line.mac));
}

/** A router by the address in its reports, or by the name under which it asks FreeRADIUS; of two alike, neither. */
function finder(routers: readonly KnownRouter[]): (nas: ServerSession['nas']) => KnownRouter | null {
  const [byHost, byName] = [
    Map.groupBy(routers, ({ host }) => host),
    Map.groupBy(routers, ({ name }) => name.toLowerCase()),
  ];
  const only = (found: readonly KnownRouter[] | undefined): KnownRouter | null =>
    found?.length === 1 ? (found[0] ?? null) : null;
  return ({ address, name }) =>
    only(byHost.get(address)) ?? (name === null ? null : only(byName.get(name.toLowerCase())));
}

function asLine(session: ServerSession, router: KnownRouter | null): MergedSession {
  const { id, username, key, address, mac, uptimeSeconds, nas } = session;
  return {
    ...{ id, kind: null, username, key, address, mac, uptimeSeconds, downBps: null, upBps: null },
    ...{ routerId: router?.id ?? null, router: router?.name ?? nas.name ?? nas.address },
    ...{ isOnRouter: false, server: session },
  };
}
