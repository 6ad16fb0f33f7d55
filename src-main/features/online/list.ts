import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import type { online } from '#shared/contract/online.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../../store/index.ts';
import { type KnownRouter, lineOf, narrowed, routersOf, type SeenSession, seenSessions, type Tellers } from './seen.ts';

type Asked = InferContractRouterInputs<typeof online>['list'] & { readonly search: string; readonly limit: number };
type Listed = InferContractRouterOutputs<typeof online>['list'];

type Reader = Pick<Store, 'reader'>;

/** A window of who is in, by username, as the routers and the server told it last; and how each of them stands. */
export function listSessions(store: Reader, tellers: Tellers, actor: Actor, asked: Asked): Listed {
  const routers = routersOf(store, actor);
  const seen = seenSessions(store, actor, routers, tellers);
  const wanted = asked.router === undefined ? seen : seen.filter(({ routerId }) => routerId === asked.router);
  const all = narrowed(store, wanted, asked);
  const after = asked.after === undefined ? null : placeIn(asked.after);
  const behind = after === null ? all : all.filter((one) => compare(one, after) > 0);
  // Of each router they come in order; together they have to be put in it.
  const sorted = [...behind].sort(compare);
  const shown = sorted.slice(0, asked.limit);
  const last = sorted.length > asked.limit ? shown.at(-1) : undefined;
  return {
    ...{ total: all.length, online: seen.length },
    sessions: shown.map(lineOf),
    next: last ? cursorOf(last) : null,
    ...sourcesOf(routers, seen, tellers),
  };
}

type Sources = Pick<Listed, 'routers' | 'server'>;

/**
 * How these routers and the server stand: how many of those that may be seen are in, as of when, and why nothing newer is
 * known.
 */
export function sourcesOf(
  routers: readonly KnownRouter[],
  seen: readonly SeenSession[],
  { watch, server }: Tellers,
): Sources {
  const counts = new Map<string | null, number>();
  for (const { routerId } of seen) counts.set(routerId, (counts.get(routerId) ?? 0) + 1);
  const told = server.lastTold();
  return {
    routers: routers.map(({ id, name }) => {
      const { readAt, reason } = watch.lastTold(id);
      return { id, name, sessions: counts.get(id) ?? 0, readAt: readAt?.toISOString() ?? null, reason };
    }),
    server: told && {
      sessions: seen.filter((one) => one.server !== null).length,
      readAt: told.readAt?.toISOString() ?? null,
      reason: told.reason,
    },
  };
}

type Place = Pick<SeenSession, 'key' | 'routerId' | 'id'>;

function compare(a: Place, b: Place): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  const [of, other] = [a.routerId ?? '', b.routerId ?? ''];
  if (of !== other) return of < other ? -1 : 1;
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
}

const cursorOf = ({ key, routerId, id }: Place): string =>
  Buffer.from(JSON.stringify([key, routerId ?? '', id])).toString('base64url');

/** Throws Refusal `customer-cursor` for a text that is no place in this list. */
function placeIn(cursor: string): Place {
  try {
    const [key, routerId, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[]; // checked below
    if (typeof key === 'string' && typeof routerId === 'string' && typeof id === 'string') return { key, routerId, id };
  } catch {
    // It is none.
  }
  throw new Refusal('customer-cursor');
}
