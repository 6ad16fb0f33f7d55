import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import DatabaseFile, { type Database } from 'better-sqlite3';
import { searchText } from '#shared/domain/customer/search-text.ts';
import { openStore } from '#main/store/open.ts';
import { pathsOf } from '#main/store/folder.ts';
import { keyFiles } from '#main/platform/key-files.ts';

const TABLES = ['customer', 'device', 'ledger_entry', 'sync_journal', 'import_batch', 'import_session', 'audit'];

interface Written {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly unknown[][];
}

/** An empty store with the product's own tables and indexes. */
async function emptyStore(folder: string): Promise<void> {
  const silent = { info: () => undefined, warn: () => undefined, failure: () => '' };
  let n = 0;
  const store = await openStore({
    folder,
    create: true,
    keys: [keyFiles(join(folder, '..', 'bare-keys'))],
    now: () => new Date(),
    newId: () => `00000000-0000-7000-8000-${String((n += 1)).padStart(12, '0')}`,
    consoleName: 'bench',
    log: silent,
  });
  await store.close();
}

function writtenIn(store: Database): Written[] {
  return TABLES.map((table) => {
    const statement = store.prepare(`SELECT * FROM ${table}`).raw();
    return { table, columns: statement.columns().map(({ name }) => name), rows: statement.all() as unknown[][] };
  });
}

/**
 * The same bytes into the same tables by a script that knows nothing: prepared statements, one transaction, everything in
 * memory beforehand. Answers milliseconds.
 */
export async function bareScript(from: string, to: string): Promise<number> {
  const source = new DatabaseFile(pathsOf(from).store, { readonly: true });
  const written = writtenIn(source);
  const texts = searchTexts(source);
  source.close();
  await emptyStore(to);
  const db = new DatabaseFile(pathsOf(to).store);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  for (const { table } of written) if (table !== 'audit') db.exec(`DELETE FROM ${table}`);
  const begun = performance.now();
  db.exec('BEGIN IMMEDIATE');
  for (const { table, columns, rows } of written) {
    if (table === 'audit') continue;
    const insert = db.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    for (const row of rows) insert.run(...row);
  }
  const index = db.prepare('INSERT INTO customer_search (rowid, text) VALUES (?, ?)');
  for (const [seq, text] of texts) index.run(seq, text);
  db.exec('COMMIT');
  const taken = performance.now() - begun;
  db.close();
  return taken;
}

function searchTexts(store: Database): [number, string][] {
  const zones = new Map(store.prepare<[], [string, string]>('SELECT id, name FROM zone').raw().all());
  return store
    .prepare<
      [],
      { seq: number; username: string; name: string; phone: string; key: string; account: string; zone: string }
    >(
      `SELECT seq, username, full_name AS name, phone, phone_key AS key, account_number AS account, zone_id AS zone FROM customer`,
    )
    .all()
    .map(({ seq, username, name, phone, key, account, zone }) => [
      seq,
      searchText({
        username,
        fullName: name,
        phone,
        phoneKey: key,
        ip: null,
        macs: [],
        accountNumber: account,
        zoneName: zones.get(zone) ?? null,
        custom: [],
      }),
    ]);
}

/** `sqlite3 .import` of the customers alone, with their indexes; undefined where there is no sqlite3. Milliseconds. */
export function shellImport(from: string, folder: string): number | undefined {
  try {
    execFileSync('sqlite3', ['--version']);
  } catch {
    return undefined;
  }
  const source = new DatabaseFile(pathsOf(from).store, { readonly: true });
  const schema = source
    .prepare<[], string>(
      "SELECT sql FROM sqlite_master WHERE tbl_name = 'customer' AND type IN ('table', 'index') AND sql IS NOT NULL",
    )
    .pluck()
    .all();
  const csv = source
    .prepare('SELECT * FROM customer')
    .raw()
    .all()
    .map((row) => (row as unknown[]).map(csvCell).join(','))
    .join('\n');
  source.close();
  const data = join(folder, 'customers.csv');
  writeFileSync(data, csv);
  const file = join(folder, 'shell.sqlite');
  execFileSync('sqlite3', [file, 'PRAGMA journal_mode = WAL;', ...schema.map((sql) => `${sql};`)]);
  const begun = performance.now();
  execFileSync('sqlite3', [file, 'PRAGMA synchronous = NORMAL;', '.mode csv', `.import ${data} customer`]);
  return performance.now() - begun;
}

function csvCell(value: unknown): string {
  const text = Buffer.isBuffer(value)
    ? value.toString('hex')
    : value === null
      ? ''
      : typeof value === 'string'
        ? value
        : JSON.stringify(value);
  return `"${text.replaceAll('"', '""')}"`;
}
