import { timingSafeEqual } from 'node:crypto';
import DatabaseFile, { type Database } from 'better-sqlite3';
import type { KeyAccess } from '../../platform/platform.ts';
import type { FolderPaths } from '../folder.ts';
import { findDataKey } from './data-key.ts';
import { type KeySlot, readSlots, writeSlot } from './slots.ts';

/**
 * Gives a backup that returns to its own folder the slots of today: a recovery code that was replaced since the backup
 * stays replaced. A backup with another data key keeps its own slots, or it could never be opened again.
 */
export async function carrySlots(paths: FolderPaths, restored: Database, keys: KeyAccess): Promise<void> {
  const today = slotsIn(paths.store);
  const [own, other] = [readSlots(restored), today];
  const mine = (await findDataKey(own, keys, paths.folder)).dataKey;
  const theirs = (await findDataKey(other, keys, paths.folder)).dataKey;
  if (!mine || !theirs || !timingSafeEqual(mine, theirs)) return;
  restored.transaction(() => {
    restored.prepare('DELETE FROM key_slot').run();
    for (const slot of today) writeSlot(restored, slot);
  })();
}

/** None of a store that is too damaged to tell: the backup's own slots serve then. */
function slotsIn(store: string): KeySlot[] {
  let db: Database | undefined;
  try {
    db = new DatabaseFile(store, { fileMustExist: true, readonly: true });
    return readSlots(db);
  } catch {
    return [];
  } finally {
    db?.close();
  }
}
