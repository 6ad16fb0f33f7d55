import { messageOf, type NamedAttribute, valuesOf } from './attribute.ts';
import { CODE, type RequestCode } from './code.ts';
import { errorCauseInWords } from './error-cause.ts';
import { exchange, type Unsendable } from './exchange.ts';
import type { AskOptions, RadiusServer } from './server.ts';
import type { NoAnswer } from './silence.ts';

/** Which session is meant: what the router itself told of it, copied as it stands. What is not known is null. */
export interface Session {
  readonly username: string;
  /** Acct-Session-Id. */
  readonly sessionId: string | null;
  /** Framed-IP-Address. */
  readonly address: string | null;
}

/**
 * What a router says to a change. `refused`: it did not do it; `cause` is the number of Error-Cause (503: no such session), and
 * `words` what it means, or what the router wrote; both null when it gives no reason.
 */
export type ChangeOutcome =
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'refused'; readonly cause: number | null; readonly words: string | null }
  | NoAnswer
  | Unsendable;

/** Asks a router to end a session (Disconnect-Request, RFC 5176). Never rejects. */
export const disconnect = (router: RadiusServer, session: Session, options: AskOptions = {}): Promise<ChangeOutcome> =>
  change(router, CODE.disconnectRequest, named(session), options);

/** Asks a router to go on with a session under other terms (CoA-Request, RFC 5176): a rate, a time. Never rejects. */
export const changeOfAuthorization = (
  router: RadiusServer,
  session: Session,
  terms: readonly NamedAttribute[],
  options: AskOptions = {},
): Promise<ChangeOutcome> => change(router, CODE.coaRequest, [...named(session), ...terms], options);

async function change(
  router: RadiusServer,
  code: RequestCode,
  attributes: readonly NamedAttribute[],
  options: AskOptions,
): Promise<ChangeOutcome> {
  const outcome = await exchange(router, { code, attributes }, options);
  if (outcome.kind !== 'answered') return outcome;
  const { reply } = outcome;
  if (reply.code === CODE.disconnectAck || reply.code === CODE.coaAck) return { kind: 'acknowledged' };
  const cause = valuesOf(reply.attributes, 'Error-Cause')[0] ?? null;
  return { kind: 'refused', cause, words: cause === null ? messageOf(reply.attributes) : errorCauseInWords(cause) };
}

/** Event-Timestamp is left out: a router whose clock is wrong drops what seems old or to come (RFC 5176 6.3). */
const named = ({ username, sessionId, address }: Session): readonly NamedAttribute[] => [
  { name: 'User-Name', value: username },
  ...(sessionId === null ? [] : [{ name: 'Acct-Session-Id', value: sessionId } as const]),
  ...(address === null ? [] : [{ name: 'Framed-IP-Address', value: address } as const]),
];
