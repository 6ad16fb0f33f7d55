import { randomBytes } from 'node:crypto';
import type { NamedAttribute } from './attribute.ts';
import { CODE, type RequestCode } from './code.ts';
import { type Fault, faultIn } from './fault.ts';
import {
  AUTHENTICATOR_AT,
  AUTHENTICATOR_BYTES,
  HEAD,
  joined,
  MESSAGE_AUTHENTICATOR,
  MOST_PACKET_BYTES,
} from './packet.ts';
import { faultInPassword, hiddenPassword } from './password.ts';
import type { SharedSecret } from './shared-secret.ts';
import { messageAuthenticator } from './signatures.ts';
import { tagged, writeAttribute } from './write-attribute.ts';

/** What is asked of a server. */
export interface Request {
  readonly code: RequestCode;
  readonly attributes: readonly NamedAttribute[];
  /** Sent hidden (PAP): how depends on the packet's authenticator. */
  readonly password?: string;
}

export type WrittenRequest =
  { readonly kind: 'written'; readonly packet: Buffer } | { readonly kind: 'unsendable'; readonly fault: Fault };

const NO_AUTHENTICATOR = Buffer.alloc(AUTHENTICATOR_BYTES);
/** Two bytes of head, then the signature. */
const SIGNATURE_AT = HEAD + 2;

/**
 * The packet of a request, or why it cannot be written. The signature is its first attribute, so that nothing which an attacker
 * chooses stands before it (BlastRADIUS, CVE-2024-3596).
 */
export function writeRequest(
  { code, attributes, password }: Request,
  secret: SharedSecret,
  identifier: number,
  random: Uint8Array = randomBytes(AUTHENTICATOR_BYTES),
): WrittenRequest {
  const fault = faultOf(attributes, password, secret);
  if (fault) return { kind: 'unsendable', fault };

  const isRandom = code === CODE.accessRequest || code === CODE.statusServer;
  const authenticator = isRandom ? random : NO_AUTHENTICATOR;
  const hidden = password === undefined ? [] : [hiddenPassword(password, secret, authenticator)];
  const packet = joined(code, identifier, authenticator, [
    tagged(MESSAGE_AUTHENTICATOR, NO_AUTHENTICATOR),
    ...[...attributes, ...hidden].map(writeAttribute),
  ]);
  if (!packet) return { kind: 'unsendable', fault: { field: 'packet', reason: 'too-long', limit: MOST_PACKET_BYTES } };

  packet.set(messageAuthenticator(packet, SIGNATURE_AT, authenticator, secret), SIGNATURE_AT);
  // RFC 5176 2.3 and 3.6: signed over an authenticator of zeros, which is made of the signed packet at the very end.
  if (!isRandom) packet.set(secret.md5After(packet), AUTHENTICATOR_AT);
  return { kind: 'written', packet };
}

function faultOf(
  attributes: readonly NamedAttribute[],
  password: string | undefined,
  secret: SharedSecret,
): Fault | null {
  if (secret.isEmpty) return { field: 'secret', reason: 'empty' };
  for (const attribute of attributes) {
    const fault = faultIn(attribute);
    if (fault) return fault;
  }
  return password === undefined ? null : faultInPassword(password);
}
