import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

// Tokens and one-time codes: random enough that a fast hash keeps them (nobody can try them all).

export const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

export const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other);

/** A console's token, "<id>.<secret>", with 256 random bits. */
export const newToken = (deviceId: string): string => `${deviceId}.${randomBytes(32).toString('base64url')}`;

/** Without letters and digits that are taken for each other. */
const READABLE = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** So many readable letters and digits, each as likely as any other. */
export function readable(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      // What lies above the last whole round would make the first letters likelier.
      if (byte < 256 - (256 % READABLE.length) && text.length < length) text += READABLE[byte % READABLE.length] ?? '';
    }
  }
  return text;
}

/** "K7QM-R2XW-P9HD": 59 random bits, to be read out over a phone. */
export const newCode = (): string => [readable(4), readable(4), readable(4)].join('-');

/** A code as it was typed: small letters, blanks and other strokes are no mistake. */
export function codeOf(typed: string): string {
  const plain = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return plain.replace(/(.{4})(?=.)/g, '$1-');
}
