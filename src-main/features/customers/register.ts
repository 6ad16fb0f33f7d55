import type { CustomerStatus } from '#shared/domain/customer/customer.ts';
import type { CustomerToBe } from '#shared/domain/import/customer-to-be.ts';
import type { Cost } from '#shared/domain/registration/cost.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { billingWorld, type Posted, postRegistration, type RegistrationPosted } from '../billing/index.ts';
import { insertCustomer } from './insert-customer.ts';

export interface ToRegister extends Pick<FeatureDeps, 'store' | 'now' | 'newId'> {
  /** The customer's, and the number of the request. */
  readonly id: string;
  readonly actor: Actor;
  readonly row: CustomerToBe;
  readonly cost: Cost;
  readonly activate: boolean;
  readonly timeZone: string;
}

export interface Registered {
  readonly status: Extract<CustomerStatus, 'active' | 'pending'>;
  /** The payment, for its receipt; null: nothing was paid. */
  readonly payment: string | null;
}

/**
 * Adds a customer who was checked, with what they are charged and pay, and the activation: one transaction, one line of the
 * history, one entry of the journal.
 */
export function registerCustomer(tx: WriteTransaction, asked: ToRegister): Registered {
  const { id, actor, cost, activate, now } = asked;
  const status = activate ? 'active' : 'pending';
  let payment: string | null = null;
  const post = () => {
    const paid = postRegistration(tx, {
      ...{ customerId: id, actor, now: now().getTime(), request: id, activate },
      ...{ installation: cost.installation, first: cost.first, payment: { ...cost.payment, note: null } },
    });
    payment = paid?.id ?? null;
    return { payment: paid, told: told(paid) };
  };
  insertCustomer(tx, { ...asked, status, post });
  return { status, payment };
}

/** What was paid, as the history keeps it. */
function told(payment: Posted | null): object {
  if (payment === null) return {};
  const { amount, method, reference, receiptNumber } = payment;
  return {
    ...{ amount, method, receipt: receiptNumber },
    ...(reference === null ? {} : { reference }),
  };
}

/** The payment that a registration posted; null: there was none. */
export function paymentOfRegistration(db: WriteTransaction['db'], id: string): string | null {
  // The registration's lines are named by its request (billing/registration.ts).
  const payment = billingWorld(db).idOf(id, `${id satisfies RegistrationPosted['request']}:payment`);
  return db.prepare<[string], string>('SELECT id FROM ledger_entry WHERE id = ?').pluck().get(payment) ?? null;
}
