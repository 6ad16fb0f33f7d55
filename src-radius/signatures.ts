import { timingSafeEqual } from 'node:crypto';
import { AUTHENTICATOR_AT, AUTHENTICATOR_BYTES, authenticatorOf, HEAD } from './packet.ts';
import type { SharedSecret } from './shared-secret.ts';

/**
 * The Message-Authenticator of a packet (RFC 2869 5.14): an HMAC over all of it, with the request's authenticator in the
 * head and zeros where the signature stands (at `at`).
 */
export function messageAuthenticator(
  packet: Buffer,
  at: number,
  authenticator: Uint8Array,
  secret: SharedSecret,
): Buffer {
  const signed = Buffer.from(packet);
  signed.set(authenticator, AUTHENTICATOR_AT);
  signed.fill(0, at, at + AUTHENTICATOR_BYTES);
  return secret.hmac(signed);
}

/** The authenticator of a reply (RFC 2865 3): MD5 over the reply with the request's authenticator in its head, and the secret. */
export const responseAuthenticator = (reply: Buffer, request: Uint8Array, secret: SharedSecret): Buffer =>
  secret.md5After(reply.subarray(0, AUTHENTICATOR_AT), request, reply.subarray(HEAD));

/** Whether a reply carries the authenticator that only a holder of the secret can make. */
export const isAuthentic = (reply: Buffer, request: Uint8Array, secret: SharedSecret): boolean =>
  isSame(responseAuthenticator(reply, request, secret), authenticatorOf(reply));

/** Compares in a time that does not tell how much was right. */
export const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other);
