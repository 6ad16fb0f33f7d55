import DatabaseFile, { type Database } from 'better-sqlite3';
import { pathsOf } from '#main/store/folder.ts';

/** Where the clock adds rows. */
const ADDED = ['ledger_entry', 'audit', 'automatic_suspension', 'sync_journal'];
/** What it keeps of a customer. */
const KEPT = [
  ...['status', 'suspended_reason', 'package_id', 'activated_at', 'expires_at', 'settled_at', 'billed_through'],
  ...['paused_since', 'paused_days', 'extended_until', 'next_package_id', 'next_package_from', 'next_due_at'],
  ...['first_period_posted', 'version', 'updated_at'],
];

interface Rows {
  readonly sql: string;
  readonly rows: readonly unknown[][];
}

const opened = (folder: string): Database => new DatabaseFile(pathsOf(folder).store);

/**
 * The same rows into the same tables by a script that knows nothing: what a run has written to `after` is read beforehand and
 * written to `before`, in one transaction of prepared statements. Answers milliseconds.
 */
export function bareScript(before: string, after: string): { readonly ms: number; readonly rows: number } {
  const db = opened(before);
  const done = opened(after);
  const written = [...ADDED.map((table) => added(db, done, table)), kept(db, done)];
  done.close();
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  const begun = performance.now();
  db.exec('BEGIN IMMEDIATE');
  for (const { sql, rows } of written) {
    const statement = db.prepare(sql);
    for (const row of rows) statement.run(...row);
  }
  db.exec('COMMIT');
  const ms = performance.now() - begun;
  db.close();
  return { ms, rows: written.reduce((sum, { rows }) => sum + rows.length, 0) };
}

function added(before: Database, after: Database, table: string): Rows {
  const last = before.prepare<[], number | null>(`SELECT max(rowid) FROM ${table}`).pluck().get() ?? 0;
  const statement = after.prepare<[number], unknown[]>(`SELECT * FROM ${table} WHERE rowid > ?`).raw();
  const columns = statement.columns().map(({ name }) => `"${name}"`);
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
  return { sql, rows: statement.all(last) };
}

function kept(before: Database, after: Database): Rows {
  const columns = `${KEPT.join(', ')}, seq`;
  const rowsOf = (db: Database) =>
    db.prepare<[], unknown[]>(`SELECT ${columns} FROM customer ORDER BY seq`).raw().all();
  const old = rowsOf(before).map((row) => JSON.stringify(row));
  return {
    sql: `UPDATE customer SET ${KEPT.map((column) => `${column} = ?`).join(', ')} WHERE seq = ?`,
    rows: rowsOf(after).filter((row, at) => JSON.stringify(row) !== old[at]),
  };
}
