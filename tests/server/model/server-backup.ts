import type { Database } from '#server/store/database.ts';

/** All that a backup of the database has, but for what is the same anyway. */
const TABLES = `SELECT table_name AS name FROM information_schema.tables
  WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '%migration%'
    AND table_name NOT IN ('device', 'enrol_code')`;

/** All rows of the tables that the server writes. */
export async function backupOf(database: Database): Promise<ReadonlyMap<string, string>> {
  const tables = await database.query<{ name: string }>(TABLES);
  const rows = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await database.query<{ rows: unknown }>(
        `SELECT coalesce(jsonb_agg(t), '[]') AS rows FROM "${name}" t`,
      );
      return [name, JSON.stringify(row?.rows)] as const;
    }),
  );
  return new Map(rows);
}

/** Puts a database back to what it was. */
export function restoreTo(database: Database, backup: ReadonlyMap<string, string>): Promise<void> {
  return database.transaction(async (tx) => {
    for (const name of backup.keys()) {
      await tx.query(`DELETE FROM "${name}"`);
      await tx.query(`INSERT INTO "${name}" SELECT * FROM jsonb_populate_recordset(NULL::public."${name}", $1)`, [
        backup.get(name) ?? '[]',
      ]);
    }
  });
}
