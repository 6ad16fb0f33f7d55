import type { Database } from 'better-sqlite3';
import { getTableColumns } from 'drizzle-orm';
import { LedgerRow } from '#shared/sync/rows.ts';
import type { WriteTransaction } from '../../../store/index.ts';
import { ledgerEntry } from '../../../store/schema.ts';

const columns = new Map(Object.entries(getTableColumns(ledgerEntry)));

/** The fields of a line and their columns. All lie as they travel. */
const FIELDS = Object.keys(LedgerRow.shape).map((name) => {
  const column = columns.get(name);
  if (!column) throw new Error(`There is no column for ${name}`);
  // Cast: the names are those of the shape.
  return { name: name as keyof LedgerRow, column: `"${column.name}"` };
});
const SELECTED = FIELDS.map(({ name, column }) => `${column} AS "${name}"`).join(', ');
const COLUMNS = FIELDS.map(({ column }) => column).join(', ');
const MARKS = FIELDS.map(() => '?').join(', ');

/** The lines of customers in the ledger, in the order in which they were written. */
export function ledgerRows(db: Database, customerIds: readonly string[]): LedgerRow[] {
  return db
    .prepare<[string], LedgerRow>(
      `SELECT ${SELECTED} FROM ledger_entry WHERE customer_id IN (SELECT value FROM json_each(?)) ORDER BY rowid`,
    )
    .all(JSON.stringify(customerIds));
}

/** Stores lines as they were told. One that is there stays as it is: lines are never changed. */
export function linePutter({ db }: WriteTransaction): (row: LedgerRow) => void {
  const insert = db.prepare(`INSERT INTO ledger_entry (${COLUMNS}) VALUES (${MARKS}) ON CONFLICT (id) DO NOTHING`);
  return (row) => void insert.run(...FIELDS.map(({ name }) => row[name]));
}

/** Takes away a line that the central server does not have. */
export function lineDropper({ db }: WriteTransaction): (id: string) => void {
  const remove = db.prepare<[string]>('DELETE FROM ledger_entry WHERE id = ?');
  return (id) => void remove.run(id);
}
