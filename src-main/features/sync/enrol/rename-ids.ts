import type { Database } from 'better-sqlite3';
import { referringColumns } from '#shared/sync/customer-references.ts';
import type { RecordKind } from '#shared/sync/rows.ts';

// A record of this console becomes one of the server: everything that refers to it refers to that one.

/** Columns that hold a record's id, in whichever table they stand: they are called as a customer's are. */
const referring = (kind: RecordKind): readonly string[] => [
  ...referringColumns(kind),
  ...(kind === 'operator' ? ['of_operator_id'] : []),
];
/** Tables that have a row of their own in a tree. */
const PARENTS: Readonly<Partial<Record<RecordKind, string>>> = { operator: 'operator', zone: 'zone' };

interface Column {
  readonly table: string;
  readonly column: string;
}

/** Every column of the store by one of some names. What only synchronisation keeps is made anew anyway. */
const COLUMNS = `SELECT m.name AS "table", c.name AS "column" FROM sqlite_schema AS m, pragma_table_info(m.name) AS c
  WHERE m.type = 'table' AND m.name NOT LIKE 'sync_%' AND m.name NOT LIKE 'sqlite_%'
    AND c.name IN (SELECT value FROM json_each(?))`;

export function renameIds(db: Database, kind: RecordKind, ids: ReadonlyMap<string, string>): void {
  const columns = db.prepare<[string], Column>(COLUMNS).all(JSON.stringify(referring(kind)));
  const tree = PARENTS[kind];
  const all = [...columns, ...(tree === undefined ? [] : [{ table: tree, column: 'parent_id' }])];
  for (const { table, column } of all) {
    // What two have become one of, stands there once.
    const rename = db.prepare(`UPDATE OR IGNORE "${table}" SET "${column}" = ? WHERE "${column}" = ?`);
    const left = db.prepare(`DELETE FROM "${table}" WHERE "${column}" = ?`);
    for (const [from, into] of ids) {
      rename.run(into, from);
      left.run(from);
    }
  }
  if (kind === 'custom-field') renameFields(db, ids);
  if (kind === 'operator') {
    // What an operator has handed in stands under its id.
    const rename = db.prepare(
      "UPDATE OR REPLACE setting SET name = replace(name, ?, ?) WHERE name LIKE 'btrcHandedIn:%'",
    );
    for (const [from, into] of ids) rename.run(from, into);
  }
}

function renameFields(db: Database, ids: ReadonlyMap<string, string>): void {
  const rename = db.prepare(
    `UPDATE customer SET custom = json_remove(json_set(custom, ?, json_extract(custom, ?)), ?)
     WHERE json_extract(custom, ?) IS NOT NULL`,
  );
  for (const [from, into] of ids) {
    const [old, now] = [`$."${from}"`, `$."${into}"`];
    rename.run(now, old, old, old);
  }
}

/** Lets a job change the history, which nobody else may: who an operator is now is another id. */
export function withOpenHistory(db: Database, job: () => void): void {
  const triggers = db
    .prepare<[], { readonly name: string; readonly sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit'",
    )
    .all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`);
  job();
  for (const { sql } of triggers) db.exec(sql);
}
