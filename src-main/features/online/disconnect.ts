import type { InferContractRouterOutputs } from '@orpc/contract';
import type { online } from '#shared/contract/online.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { type Ending, endOn } from './end-on.ts';
import { sessionId } from './end-sessions.ts';
import { recordEnded } from './record-ended.ts';
import { routersOf, type SeenSession, seenSessions } from './seen.ts';

type Disconnected = InferContractRouterOutputs<typeof online>['disconnect'];
type Failed = Disconnected['failed'][number];

interface Wanted {
  readonly routerId: string;
  readonly id: string;
}

type Deps = Pick<FeatureDeps, 'store'> & Ending;

/**
 * Ends sessions that somebody saw, with every other one of the same name on the same router. Answers for each whether it
 * ended: one that had ended before, or that is of somebody else's customer, is told as one that is not there.
 */
export async function disconnect(deps: Deps, actor: Actor, wanted: readonly Wanted[]): Promise<Disconnected> {
  const { store, watch } = deps;
  const seen = new Map(
    seenSessions(store, actor, routersOf(store, actor), watch.lastTold).map((one) => [keyOf(one), one]),
  );
  const found = new Map<string, SeenSession>();
  const failed: Failed[] = [];
  for (const one of wanted) {
    const session = seen.get(keyOf(one));
    if (session) found.set(keyOf(one), session);
    else failed.push({ ...one, username: '', reason: { code: 'session-gone', params: { context: 'unknown' } } });
  }
  // Each router on its own: one that hangs does not keep the others from being done.
  const done = await Promise.all(
    [...Map.groupBy(found.values(), ({ routerId }) => routerId)].map(([routerId, some]) =>
      endOnRouter(deps, actor, routerId, some),
    ),
  );
  return {
    ended: done.reduce((sum, { ended }) => sum + ended, 0),
    failed: [...failed, ...done.flatMap((one) => one.failed)],
  };
}

const keyOf = ({ routerId, id }: Wanted): string => `${routerId} ${id}`;

async function endOnRouter(
  { store, lines, watch }: Deps,
  actor: Actor,
  routerId: string,
  sessions: readonly SeenSession[],
): Promise<Disconnected> {
  const refused = ({ id, username }: SeenSession, { code, params }: Pick<Refusal, 'code' | 'params'>): Failed => ({
    ...{ routerId, id, username },
    reason: { code, params: { ...params } },
  });
  try {
    const names = [...new Set(sessions.map(({ username }) => username))];
    const { found, left } = await endOn({ lines, watch }, routerId, names);
    const still = new Set(left.map(sessionId));
    const were = new Set(found.map(sessionId));
    const gone = (one: SeenSession): boolean => !still.has(one.id);
    watch.forget(
      routerId,
      sessions.filter(gone).map(({ id }) => id),
    );
    const ended = sessions.filter((one) => were.has(one.id) && gone(one));
    if (ended.length > 0) await keep(store, actor, ended);
    return {
      ended: ended.length,
      failed: sessions.flatMap((one) => {
        if (still.has(one.id)) return [refused(one, new Refusal('session-stays', about(one)))];
        return were.has(one.id) ? [] : [refused(one, new Refusal('session-gone', about(one)))];
      }),
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ended: 0, failed: sessions.map((one) => refused(one, error)) };
  }
}

const about = ({ username, router }: SeenSession) => ({ name: username, router });

/** Who was thrown out by whom: of a customer in their history, of nobody known in that of the router. */
function keep(store: Deps['store'], actor: Actor, ended: readonly SeenSession[]): Promise<void> {
  return store.write((tx) => {
    for (const { customer, router, routerId, username, address, mac } of ended) {
      const after = { router, address, mac };
      if (customer) {
        recordEnded(tx, actor, customer, after);
      } else {
        tx.audit({
          ...{ actor, action: 'router.disconnect', entity: 'router', entityId: routerId },
          after: { username, address, mac },
        });
      }
    }
  });
}
