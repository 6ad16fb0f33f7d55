import { randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { Refusal } from '../../refusal.ts';

/** Crockford's base 32: no I, L, O and U, which are misread or misspelt. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 28;
const GROUP = 4;

/** About 50 ms and 32 MB a try: the code has 140 bits, so this only adds to what is already out of reach. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const derive = promisify<string, Uint8Array, number, typeof COST, Buffer>(scrypt);

/** A new recovery code, "7D3K-…": 28 characters, 140 random bits. */
export function newRecoveryCode(): string {
  // 32 divides 256, so that every character is equally likely.
  const characters = [...randomBytes(LENGTH)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
  return groups(characters);
}

/** The wrapping key of a recovery code, however it was typed. Throws Refusal `key-recovery-malformed` on what is no code. */
export async function keyOfRecoveryCode(code: string, salt: Uint8Array): Promise<Uint8Array> {
  return derive(charactersOf(code), salt, 32, COST);
}

/** The code as it is derived from: upper case, no separators, look-alikes put right. */
function charactersOf(code: string): string {
  const plain = code
    .toUpperCase()
    .replace(/[\s\u2010-\u2015-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (plain.length !== LENGTH || !/^[0-9A-HJKMNP-TV-Z]*$/.test(plain)) {
    throw new Refusal('key-recovery-malformed', { length: LENGTH, found: plain.length });
  }
  return plain;
}

function groups(characters: string): string {
  return (characters.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}
