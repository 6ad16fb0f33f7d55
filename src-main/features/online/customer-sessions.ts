import { folded } from '#shared/domain/text.ts';
import type { Reason } from '#shared/domain/customer/action-facts.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { type Ending, endOn } from './end-on.ts';
import type { SessionsEnded } from './end-sessions.ts';
import { type KnownRouter, routersOf } from './seen.ts';

/** A customer whose sessions are to be ended. */
export interface ToEnd {
  readonly id: string;
  readonly username: string;
}

/** What came of it: how many sessions were ended and where, or why none was. `failed` may be tried again. */
export type EndedFor =
  | { readonly kind: 'ended'; readonly count: number; readonly routers: string }
  | { readonly kind: 'refused' | 'failed'; readonly reason: Reason };

/** The sessions of customers, whichever router they are on. */
export interface CustomerSessions {
  /** Whether there is any router that could be asked. */
  readonly canEnd: (actor: Actor) => boolean;
  /** Whether a customer is online, as the routers last told. From now on they are read again and again for a while. */
  readonly seen: () => (username: string) => boolean;
  /** Ends them now or not at all: nothing is queued. */
  readonly end: (actor: Actor, customers: readonly ToEnd[]) => Promise<ReadonlyMap<string, EndedFor>>;
  /** Forgets sessions that were ended another way. */
  readonly forget: (routerId: string, ids: readonly string[]) => void;
}

type Deps = Pick<FeatureDeps, 'store' | 'log'> & Ending;

/** What is done to the sessions of customers by those who do not look at the sessions themselves. */
export function customerSessions(deps: Deps): CustomerSessions {
  const { store, watch } = deps;
  return {
    canEnd: (actor) => routersOf(store, actor).length > 0,
    seen: () => {
      watch.look();
      const keys = new Set(
        routersOf(store, null).flatMap(({ id }) => watch.lastTold(id).sessions.map(({ key }) => key)),
      );
      return (username) => keys.has(folded(username));
    },
    end: (actor, customers) => endFor(deps, actor, customers),
    forget: watch.forget,
  };
}

interface OnRouter {
  readonly router: KnownRouter;
  readonly done: SessionsEnded | Refusal;
}

async function endFor(deps: Deps, actor: Actor, customers: readonly ToEnd[]): Promise<ReadonlyMap<string, EndedFor>> {
  const asked = askedOf(deps, actor, customers);
  const routers = routersOf(deps.store, actor).filter(({ id }) => asked.has(id));
  // Each router on its own: one that hangs does not keep the others from being done.
  const all = await Promise.all(
    routers.map(async (router): Promise<OnRouter> => {
      const names = [...new Set([...(asked.get(router.id)?.values() ?? [])].flat())];
      return { router, done: await endOnOr(deps, router, names) };
    }),
  );
  return new Map(
    customers.map(({ id, username }) => [
      id,
      cameOf(
        username,
        all.flatMap(({ router, done }) => {
          const names = asked.get(router.id)?.get(id);
          return names ? [{ router, done: done instanceof Refusal ? done : only(done, new Set(names)) }] : [];
        }),
      ),
    ]),
  );
}

async function endOnOr(deps: Deps, { id, name }: KnownRouter, names: readonly string[]): Promise<OnRouter['done']> {
  try {
    return await endOn(deps, id, names);
  } catch (error) {
    if (error instanceof Refusal) return error;
    deps.log.failure(error, { during: 'online' });
    return new Refusal('router-protocol', { router: name });
  }
}

/** Under which names each router is asked for each customer. */
type Asked = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

const BELONGS = `SELECT customer_id AS customerId, router_id AS routerId FROM customer_router
  WHERE customer_id IN (SELECT value FROM json_each(?))`;

/**
 * The router that a customer belongs to, and each on which they were seen; of one who belongs to none, all that the actor may
 * use: somebody who was never brought to a router may be online all the same.
 */
function askedOf({ store, watch }: Deps, actor: Actor, customers: readonly ToEnd[]): Asked {
  const routers = routersOf(store, actor);
  const belongs = new Map(
    store.reader
      .prepare<[string], { customerId: string; routerId: string | null }>(BELONGS)
      .all(JSON.stringify(customers.map(({ id }) => id)))
      .map(({ customerId, routerId }) => [customerId, routerId]),
  );
  const known = new Set(routers.map(({ id }) => id));
  return new Map(
    routers
      .map((router) => {
        const seen = Map.groupBy(watch.lastTold(router.id).sessions, ({ key }) => key);
        const names = customers.flatMap(({ id, username }): [string, readonly string[]][] => {
          const there = (seen.get(folded(username)) ?? []).map((session) => session.username);
          const own = belongs.get(id) ?? null;
          const isMeant = own === null || !known.has(own) || own === router.id || there.length > 0;
          return isMeant ? [[id, [username, ...there]]] : [];
        });
        return [router.id, new Map(names)] as const;
      })
      .filter(([, names]) => names.size > 0),
  );
}

const only = ({ found, left }: SessionsEnded, names: ReadonlySet<string>): SessionsEnded => ({
  found: found.filter(({ name }) => names.has(name)),
  left: left.filter(({ name }) => names.has(name)),
});

function cameOf(name: string, all: readonly OnRouter[]): EndedFor {
  if (all.length === 0) return { kind: 'refused', reason: { code: 'disconnect-no-router', params: {} } };
  const failed = all.find(({ done }) => done instanceof Refusal)?.done;
  const told = all.flatMap(({ router, done }) => (done instanceof Refusal ? [] : [{ router, ...done }]));
  const stays = told.find(({ left }) => left.length > 0);
  if (stays) return { kind: 'failed', reason: { code: 'session-stays', params: { name, router: stays.router.name } } };
  const ended = told.filter(({ found }) => found.length > 0);
  if (ended.length > 0) {
    const count = ended.reduce((sum, { found }) => sum + found.length, 0);
    return { kind: 'ended', count, routers: ended.map(({ router }) => router.name).join(', ') };
  }
  if (failed instanceof Refusal) return { kind: 'failed', reason: { code: failed.code, params: { ...failed.params } } };
  return { kind: 'refused', reason: { code: 'disconnect-not-online', params: {} } };
}
