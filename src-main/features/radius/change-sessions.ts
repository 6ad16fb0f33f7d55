import type { RadiusChange } from '#shared/contract/radius.ts';
import { rateLimit } from '#shared/domain/provisioning/rate.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import {
  type AskOptions,
  changeOfAuthorization,
  type ChangeOutcome,
  disconnect,
  type RadiusServer,
} from '#radius/index.ts';
import { Refusal } from '../../refusal.ts';
import { type CustomerSessions, recordEnded } from '../online/index.ts';
import type { RouterLines } from '../routers/index.ts';
import { onTheirRouter, type OnRouter } from './customer-router.ts';
import { routerReasonOf } from './no-answer.ts';
import { type OpenSession, readOpenSessions, type RouterTold, USUAL_PORT } from './open-sessions.ts';

export interface ChangeDeps extends Pick<FeatureDeps, 'store'> {
  readonly lines: RouterLines;
  readonly sessions: Pick<CustomerSessions, 'forget'>;
}

/** There is no such session (RFC 5176 3.5). */
const NO_SUCH_SESSION = 503;

/**
 * Has the router of a customer end their sessions, by RADIUS Disconnect. Throws Refusal `customer-unknown`,
 * `radius-no-log-in`, `radius-no-router`, `radius-router-secret` or `radius-router-off`.
 */
export async function endByRadius(
  deps: ChangeDeps,
  actor: Actor,
  customer: string,
  options: AskOptions,
): Promise<RadiusChange> {
  const on = onTheirRouter(deps, actor, customer);
  const { store, sessions } = deps;
  return changeEach(deps, on, async (nas, session) => {
    const outcome = await disconnect(nas, session, options);
    if (outcome.kind === 'acknowledged') {
      if (session.id !== null) sessions.forget(on.routerId, [session.id]);
      await store.write((tx) => recordEnded(tx, actor, on, { router: on.router, address: session.address }));
    }
    return outcome;
  });
}

/** The speed that is asked for; without one, that of the package. */
export interface Speed {
  readonly downKbps: number;
  readonly upKbps: number;
}

/**
 * Has the router of a customer go on with their sessions at another speed, by RADIUS CoA. It holds until the session ends.
 * Throws the same, and `radius-no-rate`.
 */
export async function changeRate(
  deps: ChangeDeps,
  actor: Actor,
  { customer, speed }: { readonly customer: string; readonly speed?: Speed | undefined },
  options: AskOptions,
): Promise<RadiusChange> {
  const on = onTheirRouter(deps, actor, customer);
  const rate = rateLimit(speed ? { ...speed, burstDownKbps: null, burstUpKbps: null, burstSeconds: null } : on);
  if (rate === '') throw new Refusal('radius-no-rate');
  return changeEach(deps, on, async (nas, session) => {
    const outcome = await changeOfAuthorization(nas, session, [{ name: 'Mikrotik-Rate-Limit', value: rate }], options);
    if (outcome.kind === 'acknowledged') {
      const { id: entityId, operatorId: ofOperatorId, router } = on;
      const after = { router, address: session.address, rate };
      await deps.store.write((tx) => {
        tx.audit({ actor, action: 'customer.change-rate', entity: 'customer', entityId, after, ofOperatorId });
      });
    }
    return outcome;
  });
}

type Change = (nas: RadiusServer, session: OpenSession) => Promise<ChangeOutcome>;

/** One request for each session, copied from the session as it stands; where the router tells of none, by the name alone. */
async function changeEach({ lines }: ChangeDeps, on: OnRouter, change: Change): Promise<RadiusChange> {
  const { router, host, secret, username } = on;
  const { sessions, port } = await told(lines, on);
  if (port === null) throw new Refusal('radius-router-off', { router });
  const nas: RadiusServer = { host, port, secret };
  const byName: OpenSession = { id: null, username, sessionId: null, address: null };
  const some = sessions.length === 0 ? [byName] : sessions;
  const done = await Promise.all(
    some.map(async (session) => ({
      ...{ address: session.address },
      ...toldOf(await changeOr(change, nas, session), router),
    })),
  );
  return { router, sessions: done };
}

/** A router that does not know the session by its number may know it by name and address. */
async function changeOr(change: Change, nas: RadiusServer, session: OpenSession): Promise<ChangeOutcome> {
  const outcome = await change(nas, session);
  const isUnknown = outcome.kind === 'refused' && outcome.cause === NO_SUCH_SESSION;
  return isUnknown && session.sessionId !== null ? change(nas, { ...session, sessionId: null }) : outcome;
}

/** What the router says over its API; one that says nothing may take orders by RADIUS all the same. */
async function told(lines: RouterLines, { routerId, username }: OnRouter): Promise<RouterTold> {
  try {
    return await lines.with(routerId, (session) => readOpenSessions(session, username), { isPatient: true });
  } catch (error) {
    if (error instanceof Refusal) return { sessions: [], port: USUAL_PORT };
    throw error;
  }
}

function toldOf(outcome: ChangeOutcome, router: string): Omit<RadiusChange['sessions'][number], 'address'> {
  switch (outcome.kind) {
    case 'acknowledged':
      return { outcome: 'done', reason: null };
    case 'refused': {
      const { cause, words } = outcome;
      const context = cause === null ? 'none' : cause === NO_SUCH_SESSION ? 'unknown' : 'cause';
      const params = { router, context, cause: cause ?? 0, words: words ?? '' };
      return { outcome: 'refused', reason: { code: 'radius-nak', params } };
    }
    case 'no-answer':
    case 'unsendable':
      return { outcome: 'no-answer', reason: routerReasonOf(outcome, router) };
  }
}
