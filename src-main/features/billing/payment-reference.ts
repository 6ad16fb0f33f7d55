import type { Database } from 'better-sqlite3';
import type { PaymentMethod } from '#shared/domain/billing/entry.ts';
import type { Reason } from '#shared/domain/customer/action-facts.ts';
import { codeUsedOnce } from '#shared/domain/money/mpesa-code.ts';
import { trimmed } from '#shared/domain/text.ts';

interface First {
  readonly entry: string;
  readonly customer: string;
  /** Null: removed for good. */
  readonly username: string | null;
  readonly operatorId: string | null;
  readonly receipt: string | null;
}

const FIRST = `
  SELECT payment.id AS entry, customer_id AS customer, username, customer.operator_id AS operatorId,
    receipt_number AS receipt
  FROM ledger_entry AS payment LEFT JOIN customer ON customer.id = customer_id
  WHERE reference_key = ? AND kind = 'payment'
    AND NOT EXISTS (SELECT 1 FROM ledger_entry AS back WHERE back.reverses = payment.id) LIMIT 1`;

/**
 * What is wrong with the reference of a payment: an M-Pesa code that is none, or one that another payment has already, by
 * whichever method, which was not taken back. Null: nothing. The first payment is named to whoever reaches its customer.
 */
export function paymentReferenceProblem(
  db: Database,
  method: PaymentMethod,
  reference: string | null | undefined,
  reach?: ReadonlySet<string>,
): Reason | null {
  const code = codeUsedOnce(method, reference);
  if (code === null) {
    if (method !== 'mpesa') return null;
    const value = reference ?? '';
    const isMissing = trimmed(value) === '';
    return { code: 'mpesa-code-invalid', params: { value, ...(isMissing && { context: 'missing' }) } };
  }
  const first = db.prepare<[string], First>(FIRST).get(code);
  if (!first) return null;
  const { entry, customer, username, operatorId, receipt } = first;
  if (username === null || operatorId === null || reach?.has(operatorId) !== true) {
    return { code: 'payment-reference-used', params: { reference: code, context: 'elsewhere' } };
  }
  return {
    code: 'payment-reference-used',
    params: { reference: code, username, receipt: receipt ?? '', entry, customer },
  };
}
