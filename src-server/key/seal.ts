import { createCipheriv, createDecipheriv, createSecretKey, randomFillSync } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/** Keeps secrets in the database: AES-256-GCM, bound to the record and the column that they stand in. */
export interface Seal {
  /** `where`: "<record id>:<column>". */
  readonly seal: (text: string, where: string) => Buffer;
  /** Throws when it was not sealed here, or somewhere else. */
  readonly open: (sealed: Uint8Array, where: string) => string;
}

/** Random bytes for many at once: to ask the system for twelve takes as long as for some thousands. */
const random = Buffer.alloc(NONCE * 512);
let used = random.length;

/** Each is given once. It has to be copied before the next one is asked for. */
function nextNonce(): Buffer {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  used += NONCE;
  return random.subarray(used - NONCE, used);
}

/** `bytes`: 32 of them, the key. */
export function sealWith(bytes: Uint8Array): Seal {
  // Made ready once: for bytes Node asks anew each time what kind of key they are, which took longer than to seal by them.
  const key = createSecretKey(bytes);
  return {
    seal: (text, where) => {
      const nonce = nextNonce();
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(where));
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    open: (sealed, where) => {
      const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE)).setAAD(Buffer.from(where));
      cipher.setAuthTag(sealed.subarray(sealed.length - TAG));
      const body = sealed.subarray(NONCE, sealed.length - TAG);
      return Buffer.concat([cipher.update(body), cipher.final()]).toString('utf8');
    },
  };
}
