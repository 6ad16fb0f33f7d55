import type { InferContractRouterOutputs } from '@orpc/contract';
import type { online } from '#shared/contract/online.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { CentralWatch } from './central-watch.ts';
import { type Ending, endOn } from './end-on.ts';
import { sessionId, type SessionsEnded } from './end-sessions.ts';
import { recordEnded } from './record-ended.ts';
import { routersOf, type SeenSession, seenSessions } from './seen.ts';

type Disconnected = InferContractRouterOutputs<typeof online>['disconnect'];
type Failed = Disconnected['failed'][number];

interface Wanted {
  readonly routerId: string | null;
  readonly id: string;
}

type Deps = Pick<FeatureDeps, 'store'> & Ending & { readonly server: CentralWatch };

/**
 * Ends sessions that somebody saw, with every other one of the same name on the same router. Answers for each whether it
 * ended: one that had ended before, or that is of somebody else's customer, is told as one that is not there; one that the
 * server alone tells of can be ended where its router is known here.
 */
export async function disconnect(deps: Deps, actor: Actor, wanted: readonly Wanted[]): Promise<Disconnected> {
  const { store } = deps;
  const seen = new Map(
    seenSessions(store, actor, routersOf(store, actor), deps).flatMap((one) => idsOf(one).map((key) => [key, one])),
  );
  const found = new Map<string, SeenSession & { readonly routerId: string }>();
  const failed: Failed[] = [];
  for (const one of wanted) {
    const session = seen.get(keyOf(one));
    const { routerId, username = '' } = session ?? { routerId: null };
    if (session && routerId !== null) found.set(keyOf(session), { ...session, routerId });
    else if (session) failed.push({ ...one, username, reason: { code: 'session-elsewhere', params: about(session) } });
    else failed.push({ ...one, username, reason: { code: 'session-gone', params: { context: 'unknown' } } });
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

const keyOf = ({ routerId, id }: Wanted): string => `${routerId ?? ''} ${id}`;

/** As it is told now, and as it was before its router told of it too. */
const idsOf = (one: SeenSession): readonly string[] => [
  keyOf(one),
  ...(one.server === null ? [] : [keyOf({ routerId: one.routerId, id: one.server.id })]),
];

/** Whether it is one of these: who is not told of by the router itself has no number there. */
const isAmong = ({ id, username, isOnRouter }: SeenSession, some: SessionsEnded['found']): boolean =>
  some.some((one) => (isOnRouter ? sessionId(one) === id : one.name === username));

async function endOnRouter(
  { store, lines, watch, server }: Deps,
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
    const gone = sessions.filter((one) => !isAmong(one, left));
    watch.forget(
      routerId,
      gone.map(({ id }) => id),
    );
    server.forget(gone.flatMap((one) => one.server?.id ?? []));
    const ended = gone.filter((one) => isAmong(one, found));
    if (ended.length > 0) await keep(store, actor, ended);
    return {
      ended: ended.length,
      failed: sessions.flatMap((one) => {
        if (isAmong(one, left)) return [refused(one, new Refusal('session-stays', about(one)))];
        return isAmong(one, found) ? [] : [refused(one, new Refusal('session-gone', about(one)))];
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
