import type { Database } from 'better-sqlite3';
import type { Posting } from '#shared/domain/billing/entry.ts';
import { standingId } from '#shared/domain/billing/standing-id.ts';
import { codeUsedOnce } from '#shared/domain/money/mpesa-code.ts';
import type { LedgerRow } from '#shared/sync/rows.ts';
import { uuidOf } from '../../named-id.ts';
import type { BillingColumns } from './accounts.ts';
import { nextReceiptNumber } from './receipt-numbers.ts';

const POST = `
  INSERT INTO ledger_entry (id, customer_id, kind, amount, at, by, operator_id, method, reference, reference_key,
    receipt_number, package_name, paid_until, note, period_from, period_to, due_at, reverses)
  VALUES (@id, @customerId, @kind, @amount, @at, @by, @operatorId, @method, @reference, @referenceKey,
    @receiptNumber, @packageName, @paidUntil, @note, @periodFrom, @periodTo, @dueAt, @reverses) ON CONFLICT (id) DO NOTHING`;

/** A line as it was posted; a payment has a receipt. `packageName` and `paidUntil` are what that says besides. */
export type Posted = LedgerRow;

export interface LinePoster {
  /**
   * Posts lines of a customer. What stands in the ledger already is not posted again, unless it was taken back: then it is
   * owed anew, under an id that follows from what took it back. `by` empty: the billing clock. `behind`: the customer's
   * columns once all of it is written, for the receipt of a payment.
   */
  post(
    customer: { readonly id: string; readonly operatorId: string },
    lines: readonly Posting[],
    by: string,
    behind?: Pick<BillingColumns, 'packageId' | 'expiresAt'>,
  ): Posted[];
}

/** The one place that writes lines of the ledger, but for what an import brings along. */
export function linePoster(db: Database): LinePoster {
  const insert = db.prepare(POST);
  const known = db
    .prepare<[string], string | null>(
      `SELECT (SELECT id FROM ledger_entry AS back WHERE back.reverses = entry.id) FROM ledger_entry AS entry WHERE id = ?`,
    )
    .pluck();

  /** Null: it is posted already. */
  const freeId = (customerId: string, id: string): string | null => {
    const free = standingId(customerId, id, (one) => known.get(one), uuidOf);
    return known.get(free) === undefined ? free : null;
  };

  const nameOf = db.prepare<[string], string>('SELECT name FROM package WHERE id = ?').pluck();
  return {
    post: ({ id: customerId, operatorId }, lines, by, behind) =>
      lines
        .flatMap((line) => {
          const id = freeId(customerId, line.id);
          return id === null ? [] : [{ ...line, id }];
        })
        .map((line) => {
          const { id, kind, amount, at, method, reference, note, periodFrom, periodTo, dueAt, reverses } = line;
          const isPaid = kind === 'payment';
          const receiptNumber = isPaid ? nextReceiptNumber(db) : null;
          const packageName = isPaid && behind ? (nameOf.get(behind.packageId) ?? null) : null;
          const paidUntil = isPaid && behind ? behind.expiresAt : null;
          const code = method === undefined ? null : codeUsedOnce(method, reference);
          const row: LedgerRow = {
            ...{ id, customerId, kind, amount, at, by, operatorId, method: method ?? null, receiptNumber },
            ...{ reference: code ?? reference ?? null, referenceKey: code, packageName, paidUntil, note: note ?? null },
            ...{ periodFrom: periodFrom ?? null, periodTo: periodTo ?? null, dueAt, reverses: reverses ?? null },
          };
          insert.run(row);
          return row;
        }),
  };
}
