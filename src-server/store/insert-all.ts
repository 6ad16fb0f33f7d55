import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Queries } from './database.ts';

/**
 * Inserts many rows with one statement and one parameter: a round trip for a chunk, and no limit of parameters. Bytes travel
 * as hexadecimal. `onConflict`: what happens to a row that is there already; it is an error when absent.
 */
export async function insertAll<Table extends PgTable>(
  db: Queries,
  table: Table,
  rows: readonly Table['$inferInsert'][],
  onConflict = '',
): Promise<void> {
  if (rows.length === 0) return;
  const { text, json } = statementOf(table);
  await db.query(`${text} ${onConflict}`, [JSON.stringify(rows.map(json))]);
}

interface Statement {
  readonly text: string;
  readonly json: (row: object) => object;
}

const statements = new Map<PgTable, Statement>();

function statementOf(table: PgTable): Statement {
  const known = statements.get(table);
  if (known) return known;
  const columns: readonly (readonly [string, PgColumn])[] = Object.entries(getTableColumns(table));
  const names = columns.map(([, { name }]) => `"${name}"`).join(', ');
  const types = columns.map(([, column]) => `"${column.name}" ${column.getSQLType()}`).join(', ');
  const made: Statement = {
    text: `INSERT INTO "${getTableName(table)}" (${names}) SELECT ${names} FROM json_to_recordset($1::json) AS given (${types})`,
    json: (row) => {
      // Cast: a row has its columns' names as keys, and what is read of it is only made JSON.
      const values = row as Readonly<Record<string, unknown>>;
      const made: Record<string, unknown> = {};
      for (const [key, { name }] of columns) made[name] = asJson(values[key]);
      return made;
    },
  };
  statements.set(table, made);
  return made;
}

const asJson = (value: unknown): unknown =>
  value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : (value ?? null);
