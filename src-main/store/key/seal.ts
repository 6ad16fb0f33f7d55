import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomFillSync } from 'node:crypto';
import { Refusal } from '../../refusal.ts';

/**
 * Seals single values under the data key of a folder: AES-256-GCM with a random nonce, bound to the record and the
 * column by associated data, so that a sealed value that is moved to another record or column does not open.
 */
export interface Seal {
  /** Throws Refusal `key-locked` when the folder's key is not available here. */
  seal(plain: string | Uint8Array, recordId: string, column: string): Buffer;
  /** Throws Refusal `key-locked`, or `store-sealed-damaged` when the value was changed or belongs elsewhere. */
  open(sealed: Uint8Array, recordId: string, column: string): Buffer;
  /** A copy of the data key, for `sealWith` in a worker thread of this process; it must go nowhere else. Throws Refusal `key-locked`. */
  readonly key: Uint8Array;
}

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** The first byte of a sealed value: how it was sealed. */
const VERSION = 1;
const OVERHEAD = 1 + NONCE_BYTES + TAG_BYTES;

/** Random bytes are drawn for many nonces at once: one by one they cost as much as the sealing. */
const pool = Buffer.alloc(NONCE_BYTES * 512);
let drawn = pool.length;

function nonceInto(target: Buffer, at: number): void {
  if (drawn === pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  pool.copy(target, at, drawn, drawn + NONCE_BYTES);
  drawn += NONCE_BYTES;
}

/** Seals with a key of 32 bytes. The layout: version, nonce, ciphertext, tag. */
export function sealWith(key: Uint8Array): Seal {
  const own = Buffer.from(key);
  if (own.length !== KEY_BYTES) throw new RangeError(`A key has ${KEY_BYTES} bytes`);
  // Made once: from the bytes it would be made anew for every value, which takes four times as long as the sealing.
  const secret = createSecretKey(own);
  return {
    seal: (plain, recordId, column) => {
      const text = typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain;
      const sealed = Buffer.allocUnsafe(OVERHEAD + text.length);
      sealed[0] = VERSION;
      nonceInto(sealed, 1);
      const cipher = createCipheriv('aes-256-gcm', secret, sealed.subarray(1, 1 + NONCE_BYTES));
      cipher.setAAD(Buffer.from(`${recordId}:${column}`, 'utf8'));
      cipher.update(text).copy(sealed, 1 + NONCE_BYTES);
      cipher.final();
      cipher.getAuthTag().copy(sealed, sealed.length - TAG_BYTES);
      return sealed;
    },
    open: (sealed, recordId, column) => {
      const plain = opened(secret, sealed, `${recordId}:${column}`);
      if (!plain) throw new Refusal('store-sealed-damaged', { record: recordId, column });
      return plain;
    },
    get key() {
      return Uint8Array.from(own);
    },
  };
}

/** Null when the key is another one, or the value or what it is bound to was changed. */
function opened(key: KeyObject, sealed: Uint8Array, boundTo: string): Buffer | null {
  if (sealed.length < OVERHEAD || sealed[0] !== VERSION) return null;
  const tagAt = sealed.length - TAG_BYTES;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(boundTo, 'utf8'));
    decipher.setAuthTag(sealed.subarray(tagAt));
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES, tagAt)), decipher.final()]);
  } catch {
    return null;
  }
}

/** A seal that refuses everything for one reason: the folder's key cannot be had. */
export function lockedSeal(reason: Refusal): Seal {
  const refuse = (): never => {
    throw new Refusal(reason.code, reason.params);
  };
  return {
    seal: refuse,
    open: refuse,
    get key(): Uint8Array {
      return refuse();
    },
  };
}
