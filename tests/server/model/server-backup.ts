import type { Database } from '#server/store/database.ts';
import * as schema from '#server/store/schema.ts';

const TABLES = [
  ['customer', schema.customer],
  ['ledger_entry', schema.ledgerEntry],
  ['record', schema.record],
  ['tombstone', schema.tombstone],
  ['head', schema.head],
  ['commit', schema.commit],
  ['instance', schema.instance],
  ['mutation', schema.mutation],
  ['mutation_number', schema.mutationNumber],
] as const;

/** All rows of the tables that synchronisation writes. */
export async function backupOf(database: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await Promise.all(
    TABLES.map(async ([name]) => {
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
    for (const [name] of TABLES) {
      await tx.query(`DELETE FROM "${name}"`);
      await tx.query(`INSERT INTO "${name}" SELECT * FROM jsonb_populate_recordset(NULL::public."${name}", $1)`, [
        backup.get(name) ?? '[]',
      ]);
    }
  });
}
