import { isUnfitForRadius } from '../radius/value-fault.ts';

const LONGEST_BYTES = 128;

/** Whether a customer can sign in with it: what RADIUS servers and routers take. */
export function isUsablePassword(text: string): boolean {
  return text !== '' && !isUnfitForRadius(text) && !isTooLong(text);
}

function isTooLong(text: string): boolean {
  // No UTF-16 unit needs more than three bytes.
  if (text.length * 3 <= LONGEST_BYTES) return false;
  let bytes = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes > LONGEST_BYTES;
}

/** Without 0 and o, 1, i and l: it is read out on the phone and typed on a television's remote control. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 10;

/** A password of 10 characters (some 49 bits) from random bytes that `random` gives, each a number from 0 to 255. */
export function generatedPassword(random: (count: number) => Iterable<number>): string {
  // Bytes past the last whole round of the signs would make the first of them more frequent.
  const most = 256 - (256 % SIGNS.length);
  let password = '';
  while (password.length < LENGTH) {
    for (const byte of random(LENGTH)) {
      if (byte < most && password.length < LENGTH) password += SIGNS.charAt(byte % SIGNS.length);
    }
  }
  return password;
}
