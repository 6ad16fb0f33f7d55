import type { Attribute } from './attribute.ts';
import { CODE, REPLIES, type ReplyCode } from './code.ts';
import { AUTHENTICATOR_BYTES, authenticatorOf, HEAD, MESSAGE_AUTHENTICATOR, packetIn } from './packet.ts';
import { readAttributes, takeApart, type Tagged } from './read-attributes.ts';
import type { SharedSecret } from './shared-secret.ts';
import { isAuthentic, isSame, messageAuthenticator } from './signatures.ts';

/**
 * Why a datagram is no reply to the request. `authenticator`: it was made by somebody with another secret, or changed on
 * its way. `unsigned`: it has no Message-Authenticator where one is required.
 */
export type NotAReply = 'length' | 'identifier' | 'code' | 'authenticator' | 'attributes' | 'signature' | 'unsigned';

/** Whether a reply that grants or refuses access must be signed. */
export type Signed = 'required' | 'where-present';

export interface Reply {
  readonly code: ReplyCode;
  readonly attributes: readonly Attribute[];
}

export type ReadReply =
  { readonly kind: 'reply'; readonly reply: Reply } | { readonly kind: 'none'; readonly why: NotAReply };

/** Without a signature these can be forged by whoever stands between (BlastRADIUS, CVE-2024-3596). */
const TO_BE_SIGNED: readonly ReplyCode[] = [CODE.accessAccept, CODE.accessReject, CODE.accessChallenge];

/** Reads a datagram as the reply to `request`, a packet of `writeRequest`; whatever is wrong with it, it is none. */
export function readReply(datagram: Buffer, request: Buffer, secret: SharedSecret, signed: Signed): ReadReply {
  const packet = packetIn(datagram);
  if (!packet) return none('length');
  if (packet[1] !== request[1]) return none('identifier');
  const code = replyCode(packet, request);
  if (code === undefined) return none('code');
  const authenticator = authenticatorOf(request);
  if (!isAuthentic(packet, authenticator, secret)) return none('authenticator');

  const tagged = takeApart(packet, HEAD);
  const attributes = tagged && readAttributes(tagged);
  if (!attributes) return none('attributes');
  const signatures = tagged.filter((one) => one.code === MESSAGE_AUTHENTICATOR);
  if (!areRight(signatures, packet, authenticator, secret)) return none('signature');
  if (signatures.length === 0 && signed === 'required' && TO_BE_SIGNED.includes(code)) return none('unsigned');
  return { kind: 'reply', reply: { code, attributes } };
}

const none = (why: NotAReply): ReadReply => ({ kind: 'none', why });

function replyCode(packet: Buffer, request: Buffer): ReplyCode | undefined {
  const possible = Object.entries(REPLIES).find(([asked]) => Number(asked) === request[0])?.[1] ?? [];
  return possible.find((code) => code === packet[0]);
}

/** One at most (RFC 2869 5.14), and that one made with the secret. */
function areRight(
  signatures: readonly Tagged[],
  packet: Buffer,
  authenticator: Uint8Array,
  secret: SharedSecret,
): boolean {
  const [signature, ...more] = signatures;
  if (!signature) return true;
  if (more.length > 0 || signature.value.length !== AUTHENTICATOR_BYTES) return false;
  return isSame(messageAuthenticator(packet, signature.at, authenticator, secret), signature.value);
}
