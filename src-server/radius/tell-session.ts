import {
  type AskOptions,
  changeOfAuthorization,
  type ChangeOutcome,
  disconnect,
  type NamedAttribute,
  type RadiusServer,
} from '#radius/index.ts';
import type { OpenSession } from './open-sessions.ts';

/** What a session is told: to end, or to go on under other terms. */
export type Order =
  | { readonly kind: 'disconnect' }
  | {
      readonly kind: 'change';
      readonly terms: readonly NamedAttribute[];
      /** Whether a session whose router does not take them has to end. */
      readonly orElseEnd: boolean;
    };

/** Null: nothing is left to do. Otherwise why it has to be tried again. */
export type Failure = { readonly code: 'nas-unknown' | 'no-answer' | 'refused'; readonly detail: string } | null;

/** "Session context not found" (RFC 5176 3.5): it is over already. */
const NO_SUCH_SESSION = 503;

/** Tells one session, and says what is left to do. */
export async function tellSession(
  router: RadiusServer | undefined,
  session: OpenSession,
  order: Order,
  options: AskOptions,
): Promise<Failure> {
  if (!router) return { code: 'nas-unknown', detail: session.nas };
  if (order.kind === 'disconnect') return failureOf(await disconnect(router, session, options));
  const outcome = await changeOfAuthorization(router, session, order.terms, options);
  if (outcome.kind !== 'refused') return failureOf(outcome);
  if (outcome.cause === NO_SUCH_SESSION || !order.orElseEnd) return null;
  return failureOf(await disconnect(router, session, options));
}

function failureOf(outcome: ChangeOutcome): Failure {
  switch (outcome.kind) {
    case 'acknowledged':
      return null;
    case 'refused':
      if (outcome.cause === NO_SUCH_SESSION) return null;
      return { code: 'refused', detail: outcome.words ?? '' };
    case 'no-answer':
      return { code: 'no-answer', detail: outcome.reason };
    case 'unsendable':
      return { code: 'refused', detail: outcome.fault.field };
  }
}
