import type { Minor } from '#shared/domain/money/money.ts';
import { decimalOf } from '#shared/domain/money/money.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { currencyOf } from './isp.ts';
import { automaticQueue, type QueueDeps } from './queue.ts';

/** What has come about. */
export interface ToConfirm {
  /** Whether service begins, for the first time. */
  readonly begins: boolean;
  readonly payment: { readonly id: string; readonly amount: Minor; readonly receiptNumber: string | null } | null;
}

/**
 * Writes to customers what the office has just done for them, in its transaction and where the operator has switched that on:
 * service that begins is welcomed once, however often it is taken back and begun anew; a payment is confirmed once.
 */
export function confirmer(
  tx: WriteTransaction,
  deps: QueueDeps,
): (customer: { readonly id: string; readonly operatorId: string }, confirmed: ToConfirm) => void {
  const queue = automaticQueue(tx, deps);
  const currency = currencyOf(tx.db);
  return ({ id, operatorId }, { begins, payment }) => {
    const whom = { customerId: id, operatorId };
    if (begins) queue({ ...whom, kind: 'welcome', request: id });
    if (payment === null) return;
    const facts = { amount: decimalOf(payment.amount, currency), receipt: payment.receiptNumber ?? '' };
    queue({ ...whom, kind: 'payment-received', facts, request: payment.id });
  };
}
