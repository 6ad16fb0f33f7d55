import { randomBytes } from 'node:crypto';
import type { KeyAccess, KeyKeeper } from '../../platform/platform.ts';
import { Refusal } from '../../refusal.ts';
import { keyOfRecoveryCode } from './recovery-code.ts';
import { KEY_BYTES } from './seal.ts';
import { type KeySlot, newSalt, unwrapped, wrappedSlot } from './slots.ts';

/** What came of looking for the data key with the keepers of this machine. */
export interface FoundKey {
  /** Null: the folder stays locked for `reason`. */
  readonly dataKey: Uint8Array | null;
  readonly reason: Refusal;
  /** Keepers that have no slot of their own in the folder yet. */
  readonly without: readonly KeyKeeper[];
}

export function newDataKey(): Uint8Array {
  return randomBytes(KEY_BYTES);
}

/** Tries the slots of every keeper. A keeper that has a key which must not be used keeps its refusal as the reason. */
export async function findDataKey(slots: readonly KeySlot[], keepers: KeyAccess, folder: string): Promise<FoundKey> {
  let dataKey: Uint8Array | null = null;
  let reason = new Refusal('key-locked', { folder });
  const without: KeyKeeper[] = [];
  for (const keeper of keepers) {
    const found = await keyOfKeeper(slots, keeper);
    if (found instanceof Refusal) reason = found;
    else if (found) dataKey ??= found;
    else without.push(keeper);
  }
  return { dataKey, reason, without };
}

/** The data key, why it cannot be had, or null when the keeper knows of no slot. */
async function keyOfKeeper(slots: readonly KeySlot[], keeper: KeyKeeper): Promise<Uint8Array | Refusal | null> {
  let refusal: Refusal | null = null;
  for (const slot of slots) {
    if (slot.kind !== keeper.kind) continue;
    try {
      const wrappingKey = await keeper.load(slot.keyId);
      const dataKey = wrappingKey && unwrapped(slot, wrappingKey);
      if (dataKey) return dataKey;
      if (wrappingKey) refusal = new Refusal('key-wrong', { keyId: slot.keyId });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusal = error;
    }
  }
  return refusal;
}

/** A slot for this machine: the keeper makes a wrapping key of its own for it. */
export async function slotOfKeeper(dataKey: Uint8Array, keeper: KeyKeeper, keyId: string): Promise<KeySlot> {
  const wrappingKey = await keeper.create(keyId);
  return wrappedSlot(dataKey, wrappingKey, { keyId, kind: keeper.kind, salt: newSalt() });
}

export async function slotOfRecoveryCode(dataKey: Uint8Array, code: string, keyId: string): Promise<KeySlot> {
  const salt = newSalt();
  return wrappedSlot(dataKey, await keyOfRecoveryCode(code, salt), { keyId, kind: 'recovery', salt });
}

/**
 * The data key that a recovery code opens. Throws Refusal `key-recovery-none` when the folder never had a code,
 * `key-recovery-wrong` when it is another one, `key-recovery-malformed` when it is none at all.
 */
export async function dataKeyOfRecoveryCode(
  slots: readonly KeySlot[],
  code: string,
  folder: string,
): Promise<Uint8Array> {
  const recovery = slots.filter(({ kind }) => kind === 'recovery');
  if (recovery.length === 0) throw new Refusal('key-recovery-none', { folder });
  for (const slot of recovery) {
    const dataKey = unwrapped(slot, await keyOfRecoveryCode(code, slot.salt));
    if (dataKey) return dataKey;
  }
  throw new Refusal('key-recovery-wrong', { folder });
}
