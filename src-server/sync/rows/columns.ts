import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';

/** `SELECT` of all columns of a table by the names that its rows have here. */
export function selectOf(table: PgTable): string {
  const columns = Object.entries(getTableColumns(table)).map(([key, { name }]) => `"${name}" AS "${key}"`);
  return `SELECT ${columns.join(', ')} FROM "${getTableName(table)}"`;
}
