import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { literal } from './array-literal.ts';
import type { Queries } from './database.ts';

/**
 * Inserts many rows with one statement and a parameter for each column: a round trip for a chunk, and no limit of rows. (As
 * one JSON document it took three times as long to make, and half as long again to read.) `onConflict`: what happens to a
 * row that is there already; it is an error when absent.
 */
export async function insertAll<Table extends PgTable>(
  db: Queries,
  table: Table,
  rows: readonly Table['$inferInsert'][],
  onConflict = '',
): Promise<void> {
  if (rows.length === 0) return;
  const { text, columns } = statementOf(table);
  // Cast: a row has its columns' names as keys, and what is read of it is only made text.
  const all = rows as readonly Readonly<Record<string, unknown>>[];
  await db.query(
    `${text} ${onConflict}`,
    columns.map(({ key, isJson }) => literal(all, key, isJson)),
  );
}

interface Column {
  readonly key: string;
  readonly isJson: boolean;
}

interface Statement {
  readonly text: string;
  readonly columns: readonly Column[];
}

const statements = new Map<PgTable, Statement>();

function statementOf(table: PgTable): Statement {
  const known = statements.get(table);
  if (known) return known;
  const columns: readonly (readonly [string, PgColumn])[] = Object.entries(getTableColumns(table));
  const names = columns.map(([, { name }]) => `"${name}"`).join(', ');
  const given = columns.map(([, column], index) => `$${index + 1}::${column.getSQLType()}[]`).join(', ');
  const made: Statement = {
    text: `INSERT INTO "${getTableName(table)}" (${names}) SELECT * FROM unnest(${given})`,
    columns: columns.map(([key, column]) => ({ key, isJson: column.getSQLType() === 'jsonb' })),
  };
  statements.set(table, made);
  return made;
}
