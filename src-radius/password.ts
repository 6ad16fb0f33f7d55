import { createHash, randomBytes } from 'node:crypto';
import type { NamedAttribute } from './attribute.ts';
import type { Fault } from './fault.ts';
import type { SharedSecret } from './shared-secret.ts';

/** RFC 2865 5.2. CHAP has no such limit, but a password that only one of both can carry is none for a customer. */
export const MOST_PASSWORD_BYTES = 128;
const BLOCK = 16;

/** What keeps a password from being sent. One with a NUL would be cut short: a server drops the padding after it. */
export function faultInPassword(password: string): Fault | null {
  if (!password.isWellFormed() || password.includes('\0')) return { field: 'User-Password', reason: 'not-text' };
  return Buffer.byteLength(password) > MOST_PASSWORD_BYTES
    ? { field: 'User-Password', reason: 'too-long', limit: MOST_PASSWORD_BYTES }
    : null;
}

/** PAP: the password, padded to blocks, each under a key made of the secret and the block before it (RFC 2865 5.2). */
export function hiddenPassword(password: string, secret: SharedSecret, authenticator: Uint8Array): NamedAttribute {
  const clear = Buffer.from(password, 'utf8');
  const hidden = Buffer.alloc(Math.max(BLOCK, Math.ceil(clear.length / BLOCK) * BLOCK));
  clear.copy(hidden);
  let before = authenticator;
  for (let at = 0; at < hidden.length; at += BLOCK) {
    const key = secret.md5Before(before);
    const block = hidden.subarray(at, at + BLOCK);
    for (const [i, byte] of key.entries()) block[i] = (block[i] ?? 0) ^ byte;
    before = block;
  }
  return { name: 'User-Password', value: hidden };
}

/** CHAP: one number, and the hash of it, the password and a challenge (RFC 2865 5.3, RFC 1994 4.1). */
export function chapPassword(
  password: string,
  challenge: Uint8Array = randomBytes(16),
  number: Uint8Array = randomBytes(1),
): readonly NamedAttribute[] {
  const hash = createHash('md5').update(number).update(password, 'utf8').update(challenge).digest();
  return [
    { name: 'CHAP-Challenge', value: challenge },
    { name: 'CHAP-Password', value: Buffer.concat([number, hash]) },
  ];
}
