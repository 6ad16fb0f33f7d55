import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { EntryKind, PaymentMethod } from '#shared/domain/billing/entry.ts';
import { bytes, instant } from './columns.ts';

/** Deltas, never balances: the balance of a customer is their sum. Rows are only ever added; a mistake is reversed. */
export const ledgerEntry = sqliteTable(
  'ledger_entry',
  {
    id: text().primaryKey(),
    customerId: text('customer_id').notNull(),
    kind: text().$type<EntryKind>().notNull(),
    /** Positive in the customer's favour. */
    amount: integer().notNull(),
    at: instant('at').notNull(),
    /** The staff user; empty: the billing clock. */
    by: text().notNull(),
    batchId: text('batch_id'),
    /** The customer's operator at the time; null: as it is now. */
    operatorId: text('operator_id'),
    method: text().$type<PaymentMethod>(),
    /** A transaction code, a cheque's number. `referenceKey` is what is compared: a code is used once. */
    reference: text(),
    referenceKey: text('reference_key'),
    /** "K7Q-000123" */
    receiptNumber: text('receipt_number'),
    /** What the receipt said of the customer's package, and until when they were paid behind it: printed again, it says the same. */
    packageName: text('package_name'),
    paidUntil: instant('paid_until'),
    note: text(),
    /** The first day that is paid for, and the first one that no longer is. */
    periodFrom: text('period_from'),
    periodTo: text('period_to'),
    /** A bill is overdue from this instant on. */
    dueAt: instant('due_at'),
    /** The entry that this one takes back. */
    reverses: text(),
  },
  (t) => [
    index('ledger_entry_customer').on(t.customerId, t.amount),
    index('ledger_entry_reference').on(t.referenceKey),
    // Days are many and nobody looks for them by their time; what was taken in is looked for by nothing else.
    index('ledger_entry_taken')
      .on(t.at)
      .where(sql`kind IN ('payment', 'reversal')`),
    index('ledger_entry_receipt')
      .on(t.receiptNumber)
      .where(sql`receipt_number IS NOT NULL`),
    index('ledger_entry_reverses').on(t.reverses),
  ],
);

/** Suspensions and ends of time that came by themselves, for somebody to look through. */
export const automaticSuspension = sqliteTable(
  'automatic_suspension',
  {
    id: text().primaryKey(),
    customerId: text('customer_id').notNull(),
    operatorId: text('operator_id').notNull(),
    at: instant('at').notNull(),
    username: text().notNull(),
    reason: text().$type<'daily-balance' | 'bill-overdue' | 'time-over'>().notNull(),
    note: text(),
    notedBy: text('noted_by'),
    notedAt: instant('noted_at'),
  },
  (t) => [index('automatic_suspension_at').on(t.at)],
);

/** A customer that somebody is about to add. `sealed` is JSON: there is a password among it. */
export const customerDraft = sqliteTable(
  'customer_draft',
  {
    id: text().primaryKey(),
    staffUserId: text('staff_user_id').notNull(),
    sealed: bytes('sealed').notNull(),
    savedAt: instant('saved_at').notNull(),
  },
  (t) => [index('customer_draft_staff_user').on(t.staffUserId)],
);
