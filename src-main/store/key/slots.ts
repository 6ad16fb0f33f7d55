import { hkdfSync, randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { Refusal } from '../../refusal.ts';
import { sealWith } from './seal.ts';

/** One way to the data key: it is wrapped with a key that a keeper holds or a recovery code gives. */
export interface KeySlot {
  readonly keyId: string;
  readonly kind: 'platform' | 'key-file' | 'recovery';
  readonly salt: Uint8Array;
  readonly wrapped: Uint8Array;
}

const SALT_BYTES = 16;
const COLUMN = 'key_slot.wrapped';

export function newSalt(): Buffer {
  return randomBytes(SALT_BYTES);
}

/** A slot that holds the data key wrapped with `wrappingKey` (32 bytes). */
export function wrappedSlot(
  dataKey: Uint8Array,
  wrappingKey: Uint8Array,
  slot: Pick<KeySlot, 'keyId' | 'kind' | 'salt'>,
): KeySlot {
  const wrapped = sealWith(stretched(wrappingKey, slot)).seal(dataKey, slot.keyId, COLUMN);
  return { ...slot, wrapped };
}

/** The data key of a slot; null when `wrappingKey` is not the slot's. */
export function unwrapped(slot: KeySlot, wrappingKey: Uint8Array): Uint8Array | null {
  try {
    return sealWith(stretched(wrappingKey, slot)).open(slot.wrapped, slot.keyId, COLUMN);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** The slot's kind goes into the key, so that a slot cannot be passed off as one of another kind. */
function stretched(wrappingKey: Uint8Array, slot: Pick<KeySlot, 'kind' | 'salt'>): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', wrappingKey, slot.salt, `lastmile data key ${slot.kind}`, 32));
}

export function readSlots(db: Database): KeySlot[] {
  return db.prepare<[], KeySlot>('SELECT key_id AS keyId, kind, salt, wrapped FROM key_slot ORDER BY key_id').all();
}

export function writeSlot(db: Database, slot: KeySlot): void {
  db.prepare('INSERT OR REPLACE INTO key_slot (key_id, kind, salt, wrapped) VALUES (?, ?, ?, ?)').run(
    slot.keyId,
    slot.kind,
    slot.salt,
    slot.wrapped,
  );
}

/** Puts a recovery slot in place of every other: from now on only its code opens the folder. */
export function replaceRecoverySlot(db: Database, slot: KeySlot): void {
  db.prepare(`DELETE FROM key_slot WHERE kind = 'recovery'`).run();
  writeSlot(db, slot);
}
