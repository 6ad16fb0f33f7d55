import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { Refusal } from '../refusal.ts';
import { storageRefusal } from './storage-refusal.ts';

/** One change of the schema. It only adds (rule 10); a table is rebuilt with everything that refers to it in place. */
export interface Migration {
  /** "0002-payments": four digits that count up, and what it is about. */
  readonly name: string;
  /** Any number of statements. They run in one transaction, with foreign keys off. */
  readonly sql: string;
}

export interface MigrateOptions {
  /** The data folder, for what is told. */
  readonly folder: string;
  readonly migrations: readonly Migration[];
  readonly now: () => Date;
  /** Makes a copy of the store before anything is changed and names it; not called for a store without tables. */
  readonly backup: () => Promise<string>;
}

interface Recorded {
  readonly number: number;
  readonly name: string;
  readonly hash: string;
}

const RECORD = `CREATE TABLE IF NOT EXISTS migration (
  number integer PRIMARY KEY NOT NULL, name text NOT NULL, hash text NOT NULL, at integer NOT NULL
)`;

/** How many migrations a store has had; 0 for an empty file. */
export function versionOf(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * Brings a store up to date, or leaves it exactly as it is. Throws Refusal `store-from-future` when it was written by a
 * newer program, `store-history-differs` when what it went through is not what this program knows, and
 * `store-migration-failed` (with the reason and the backup) when a migration does not run through.
 */
export async function migrate(db: Database, { folder, migrations, now, backup }: MigrateOptions): Promise<void> {
  const version = versionOf(db);
  if (version > migrations.length) {
    throw new Refusal('store-from-future', { folder, found: version, known: migrations.length });
  }
  const pending = migrations.slice(version);
  if (pending.length === 0) {
    checkHistory(db, folder, version, migrations);
    return;
  }
  const copy = version === 0 ? '' : await backup();
  // Inside a transaction this would do nothing, and a rebuilt table would empty its children by ON DELETE CASCADE.
  db.pragma('foreign_keys = OFF');
  try {
    checkHistory(db, folder, version, migrations);
    runAll(db, { folder, version, pending, at: now(), copy });
  } finally {
    db.pragma('foreign_keys = ON');
  }
}

/** The recorded migrations are the first of the known ones, in their order, word for word. */
function checkHistory(db: Database, folder: string, version: number, migrations: readonly Migration[]): void {
  const recorded = version === 0 ? [] : recordedIn(db);
  const differs = (number: number): Refusal =>
    new Refusal('store-history-differs', { folder, number, name: migrations[number - 1]?.name ?? '?' });
  if (recorded.length !== version) throw differs(Math.min(recorded.length + 1, version));
  for (const [index, { number, name, hash }] of recorded.entries()) {
    const known = migrations[index];
    if (number !== index + 1 || name !== known?.name || hash !== hashOf(known)) throw differs(index + 1);
  }
}

function recordedIn(db: Database): Recorded[] {
  const exists = db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'`).get();
  if (!exists) return [];
  return db.prepare<[], Recorded>('SELECT number, name, hash FROM migration ORDER BY number').all();
}

interface Run {
  readonly folder: string;
  readonly version: number;
  readonly pending: readonly Migration[];
  readonly at: Date;
  readonly copy: string;
}

function runAll(db: Database, { folder, version, pending, at, copy }: Run): void {
  let name = '';
  try {
    db.exec('BEGIN IMMEDIATE');
    db.exec(RECORD);
    const record = db.prepare('INSERT INTO migration (number, name, hash, at) VALUES (?, ?, ?, ?)');
    for (const [index, migration] of pending.entries()) {
      name = migration.name;
      db.exec(migration.sql);
      record.run(version + index + 1, name, hashOf(migration), at.getTime());
    }
    const broken = db.pragma('foreign_key_check');
    if (Array.isArray(broken) && broken.length > 0) throw new Error(`foreign_key_check: ${brokenKeys(broken)}`);
    db.pragma(`user_version = ${version + pending.length}`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    const told = storageRefusal(error, folder);
    if (told instanceof Refusal) throw told;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal('store-migration-failed', { folder, name, reason, backup: copy });
  }
}

function brokenKeys(broken: readonly unknown[]): string {
  const { table, rowid } = broken[0] as { table: string; rowid: number | null };
  return `${broken.length} rows refer to what does not exist, the first in ${table}, row ${rowid ?? '?'}`;
}

/** Changes when a word of the migration changes; white space at the ends of lines does not count. */
export function hashOf({ name, sql }: Migration): string {
  const text = sql.replace(/[ \t]+$/gm, '').trim();
  return createHash('sha256').update(`${name}\n${text}`).digest('hex');
}
