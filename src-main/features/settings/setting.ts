import type { Database } from 'better-sqlite3';

/** A setting by name; undefined when it was never written. */
export function readSetting(db: Database, name: string): unknown {
  const value = db.prepare<[string], string>('SELECT value FROM setting WHERE name = ?').pluck().get(name);
  return value === undefined ? undefined : JSON.parse(value);
}

export function writeSetting(db: Database, name: string, value: unknown): void {
  db.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  ).run(name, JSON.stringify(value));
}

/** Whether a central server does what only one may do: it posts the ledger then, and this console does not. */
export function isEnrolled(db: Database): boolean {
  return readSetting(db, 'enrolled') === true;
}
