import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** Deltas, never balances: the balance of a customer is their sum. */
export const ledgerEntry = sqliteTable(
  'ledger_entry',
  {
    id: text().primaryKey(),
    customerId: text('customer_id').notNull(),
    kind: text().$type<'opening'>().notNull(),
    /** Positive in the customer's favour. */
    amount: integer().notNull(),
    at: instant('at').notNull(),
    by: text().notNull(),
    batchId: text('batch_id'),
  },
  (t) => [index('ledger_entry_customer').on(t.customerId)],
);
