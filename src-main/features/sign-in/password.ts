import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** OWASP's second choice for scrypt: 64 MB and some 150 ms for each guess. */
const COST = { N: 2 ** 16, r: 8, p: 1 } as const;
const MEMORY = 256 * COST.N * COST.r;
const KEY_BYTES = 32;

/** "scrypt$65536$8$1$<salt>$<key>": what is kept of a password. */
export async function hashOf(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derived(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** A hash that no password has: to compare with where there is none, in the same time. */
export const NO_HASH = `scrypt$${COST.N}$${COST.r}$${COST.p}$${Buffer.alloc(16).toString('base64url')}$`;

/** Whether it is the password that the hash was made of. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [kind, N, r, p, salt = '', kept = ''] = hash.split('$');
  if (kind !== 'scrypt') return false;
  const key = await derived(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  const other = Buffer.from(kept, 'base64url');
  return other.length === key.length && timingSafeEqual(key, other);
}

let before: Promise<unknown> = Promise.resolve();

/** One at a time: many at once would take 64 MB each, and every thread that reads files. */
function derived(password: string, salt: Buffer, cost: { N: number; r: number; p: number }): Promise<Buffer> {
  const key = before.then(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        // The same text in another Unicode form is the same password.
        scrypt(password.normalize('NFC'), salt, KEY_BYTES, { ...cost, maxmem: MEMORY }, (error, result) => {
          if (error) reject(error);
          else resolve(result);
        });
      }),
  );
  before = key.catch(() => undefined);
  return key;
}
