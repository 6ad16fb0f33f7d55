import type { Database } from 'better-sqlite3';
import type { LedgerRow } from '#shared/sync/rows.ts';

const COLUMNS = [
  ...['id', 'customerId', 'kind', 'amount', 'at', 'by', 'operatorId', 'method', 'reference', 'referenceKey'],
  ...['receiptNumber', 'packageName', 'paidUntil', 'note', 'periodFrom', 'periodTo', 'dueAt', 'reverses'],
];
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Lines of the ledger of some customers as they travel. */
export function ledgerRows(db: Database, customerIds: readonly string[]): LedgerRow[] {
  const rows = db.prepare<[string], LedgerRow>(
    `SELECT ${COLUMNS.map((name) => `"${snake(name)}" AS "${name}"`).join(', ')} FROM ledger_entry WHERE customer_id = ? ORDER BY rowid`,
  );
  return customerIds.flatMap((id) => rows.all(id));
}
