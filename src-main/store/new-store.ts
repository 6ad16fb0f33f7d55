import { chmodSync, renameSync, rmSync } from 'node:fs';
import DatabaseFile, { type Database } from 'better-sqlite3';
import { FIRST_NAME } from '#shared/domain/operator/operator.ts';
import { folded } from '#shared/domain/text.ts';
import { syncFile, syncFolder } from '../platform/disk.ts';
import type { KeyAccess } from '../platform/platform.ts';
import type { FolderPaths } from './folder.ts';
import { newDataKey, slotOfKeeper } from './key/data-key.ts';
import { type KeySlot, writeSlot } from './key/slots.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';

/** "LstM" in ASCII: tells our files from every other SQLite database (https://sqlite.org/pragma.html#pragma_application_id). */
export const APPLICATION_ID = 0x4c73744d;

const SETTINGS = { country: 'BD', currency: 'BDT', timeZone: 'Asia/Dhaka' };

export interface NewStoreOptions {
  readonly keys: KeyAccess;
  readonly now: () => Date;
  readonly newId: () => string;
}

/**
 * Makes the store of a data folder: the tables, the operator and the staff user `admin`, the settings of the country of
 * most customers, a data key with a slot for each keeper of this machine. It is built beside and renamed, so that a kill
 * leaves no store or a whole one.
 */
export async function makeStore(paths: FolderPaths, { keys, now, newId }: NewStoreOptions): Promise<void> {
  const building = `${paths.store}.new`;
  for (const leftover of [building, `${building}-journal`]) rmSync(leftover, { force: true });
  const dataKey = newDataKey();
  const slots: KeySlot[] = [];
  for (const keeper of keys) slots.push(await slotOfKeeper(dataKey, keeper, newId()));

  const db = new DatabaseFile(building);
  try {
    chmodSync(building, 0o600);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    await migrate(db, { folder: paths.folder, migrations, now, backup: () => Promise.resolve('') });
    db.transaction(() => {
      addAdmin(db, newId);
      for (const slot of slots) writeSlot(db, slot);
    })();
  } finally {
    db.close();
  }
  syncFile(building);
  renameSync(building, paths.store);
  syncFolder(paths.folder);
}

function addAdmin(db: Database, newId: () => string): void {
  const operatorId = newId();
  const key = folded(FIRST_NAME);
  db.prepare(
    `INSERT INTO operator (id, parent_id, name, name_key, code, code_key, kind) VALUES (?, NULL, ?, ?, ?, ?, 'admin')`,
  ).run(operatorId, FIRST_NAME, key, FIRST_NAME, key);
  db.prepare(`INSERT INTO staff_user (id, operator_id, name, name_key, role) VALUES (?, ?, 'admin', ?, 'admin')`).run(
    newId(),
    operatorId,
    key,
  );
  const setting = db.prepare('INSERT INTO setting (name, value) VALUES (?, ?)');
  for (const [name, value] of Object.entries(SETTINGS)) setting.run(name, JSON.stringify(value));
  // Whoever enrols a console tells all that it has; the journal is of what was done.
  db.prepare('UPDATE sync_record SET touched = 0').run();
}
