import type { Database } from 'better-sqlite3';
import type { KeyAccess, KeyKeeper } from '../../platform/platform.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../store.ts';
import { dataKeyOfRecoveryCode, findDataKey, slotOfKeeper, slotOfRecoveryCode } from './data-key.ts';
import { newRecoveryCode } from './recovery-code.ts';
import { lockedSeal, type Seal, sealWith } from './seal.ts';
import { type KeySlot, readSlots, replaceRecoverySlot, writeSlot } from './slots.ts';

export interface KeyringDeps {
  readonly folder: string;
  readonly writer: Database;
  readonly keys: KeyAccess;
  readonly newId: () => string;
}

/** The data key of an open folder, or the reason why it is not there. */
export interface Keyring {
  /** The same object before and after an unlocking. */
  readonly seal: Seal;
  readonly locked: () => boolean;
  readonly newRecoveryCode: (write: Store['write']) => Promise<string>;
  readonly unlockWithRecoveryCode: (code: string, write: Store['write']) => Promise<void>;
  readonly proveRecoveryCode: (code: string) => Promise<void>;
  /** The key is gone from here; the seal refuses. */
  readonly forget: () => void;
}

/** Looks for the data key and gives each keeper of this machine that has no slot yet one of its own. */
export async function openKeyring({ folder, writer, keys, newId }: KeyringDeps): Promise<Keyring> {
  const { dataKey, reason, without } = await findDataKey(readSlots(writer), keys, folder);
  let current = dataKey ? sealWith(dataKey) : lockedSeal(reason);
  let locked = dataKey === null;
  if (dataKey) for (const slot of await slotsFor(dataKey, without, newId)) writeSlot(writer, slot);

  return {
    seal: {
      seal: (plain, recordId, column) => current.seal(plain, recordId, column),
      open: (sealed, recordId, column) => current.open(sealed, recordId, column),
      get key() {
        return current.key;
      },
    },
    locked: () => locked,
    newRecoveryCode: async (write) => {
      const code = newRecoveryCode();
      const slot = await slotOfRecoveryCode(current.key, code, newId());
      await write((tx) => replaceRecoverySlot(tx.db, slot), { durable: true });
      return code;
    },
    unlockWithRecoveryCode: async (code, write) => {
      const found = await dataKeyOfRecoveryCode(readSlots(writer), code, folder);
      const slots = await slotsFor(found, keys, newId);
      await write(
        (tx) => {
          for (const slot of slots) writeSlot(tx.db, slot);
        },
        { durable: true },
      );
      current = sealWith(found);
      locked = false;
    },
    proveRecoveryCode: async (code) => {
      await dataKeyOfRecoveryCode(readSlots(writer), code, folder);
    },
    forget: () => {
      current = lockedSeal(new Refusal('key-locked', { folder }));
      locked = true;
    },
  };
}

async function slotsFor(dataKey: Uint8Array, keepers: readonly KeyKeeper[], newId: () => string): Promise<KeySlot[]> {
  const slots: KeySlot[] = [];
  for (const keeper of keepers) slots.push(await slotOfKeeper(dataKey, keeper, newId()));
  return slots;
}
