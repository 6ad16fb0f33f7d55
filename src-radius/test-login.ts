import { type Attribute, messageOf, type NamedAttribute } from './attribute.ts';
import { CODE } from './code.ts';
import { exchange, type Unsendable } from './exchange.ts';
import { chapPassword, faultInPassword } from './password.ts';
import type { AskOptions, RadiusServer } from './server.ts';
import type { NoAnswer } from './silence.ts';
import type { Request } from './write-request.ts';

/** A customer's login, as a router would send it. */
export interface Login {
  readonly username: string;
  readonly password: string;
  /** How the password is shown: hidden under the shared secret (PAP), or as an answer to a challenge (CHAP). */
  readonly method: 'pap' | 'chap';
  /** What else the router would tell: Calling-Station-Id where a MAC is bound, Service-Type, NAS-IP-Address. */
  readonly attributes?: readonly NamedAttribute[];
}

/**
 * What the server says to a login. `message` is for a person, as the server words it; null when it says nothing. `challenged`: it
 * wants a further answer, which neither PAP nor CHAP can give.
 */
export type LoginOutcome =
  | {
      readonly kind: 'accepted' | 'rejected';
      readonly message: string | null;
      readonly attributes: readonly Attribute[];
    }
  | { readonly kind: 'challenged'; readonly message: string | null }
  | NoAnswer
  | Unsendable;

/** A server must be told which NAS asks (RFC 2865 4.1). */
const US: NamedAttribute = { name: 'NAS-Identifier', value: 'lastmile' };

/** Asks a server whether a customer may log in, and what the customer is given. Never rejects. */
export async function testLogin(server: RadiusServer, login: Login, options: AskOptions = {}): Promise<LoginOutcome> {
  const fault = faultInPassword(login.password);
  if (fault) return { kind: 'unsendable', fault };
  const outcome = await exchange(server, requestOf(login), options);
  if (outcome.kind !== 'answered') return outcome;
  const { code, attributes } = outcome.reply;
  const message = messageOf(attributes);
  if (code === CODE.accessChallenge) return { kind: 'challenged', message };
  return { kind: code === CODE.accessAccept ? 'accepted' : 'rejected', message, attributes };
}

function requestOf({ username, password, method, attributes = [] }: Login): Request {
  const known: readonly NamedAttribute[] = [
    { name: 'User-Name', value: username },
    ...(attributes.some(({ name }) => name === US.name || name === 'NAS-IP-Address') ? [] : [US]),
    ...attributes,
  ];
  return method === 'pap'
    ? { code: CODE.accessRequest, attributes: known, password }
    : { code: CODE.accessRequest, attributes: [...known, ...chapPassword(password)] };
}
