import type { Receipt } from '#shared/contract/ledger.ts';
import { decimalOf } from '#shared/domain/money/money.ts';
import { daysAfter } from '#shared/domain/time/day.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../../store/index.ts';
import { accountWithin } from './account-of.ts';
import { entriesOf } from './entries.ts';

interface CustomerRow {
  readonly id: string;
  readonly fullName: string;
  readonly username: string;
  readonly phone: string | null;
  readonly address: string | null;
  readonly accountNumber: string | null;
  readonly operator: string | null;
  readonly package: string | null;
  readonly expiresAt: number | null;
}

const CUSTOMER = `
  SELECT customer.id, full_name AS fullName, username, phone, address, account_number AS accountNumber,
    expires_at AS expiresAt, operator.name AS operator, package.name AS package
  FROM customer LEFT JOIN operator ON operator.id = customer.operator_id LEFT JOIN package ON package.id = package_id
  WHERE customer.id = ?`;

/** Whose line it is. Throws Refusal `entry-unknown`. */
export function customerOfEntry(db: Store['reader'], actor: Actor, entry: string): string {
  const customer = db.prepare<[string], string>('SELECT customer_id FROM ledger_entry WHERE id = ?').pluck().get(entry);
  if (customer === undefined) throw new Refusal('entry-unknown');
  try {
    accountWithin(db, actor, customer);
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal('entry-unknown');
    throw error;
  }
  return customer;
}

/** A payment as the customer is given it on paper. Throws Refusal `entry-unknown` for what is none. */
export function receiptOf(reader: Store['reader'], actor: Actor, payment: string): Receipt {
  const customerId = customerOfEntry(reader, actor, payment);
  const { currency } = accountWithin(reader, actor, customerId);
  const entries = entriesOf(reader, customerId);
  const paid = entries.find(({ id }) => id === payment);
  const row = reader.prepare<[string], CustomerRow>(CUSTOMER).get(customerId);
  if (!paid || !row || paid.kind !== 'payment') throw new Refusal('entry-unknown');
  const { operator, package: plan, expiresAt, ...customer } = row;
  const money = (amount: number): string => decimalOf(amount, currency);
  // What was posted with it was posted in the same instant by the same hand.
  const together = entries.filter(
    ({ at, by, amount, reverses }) => at === paid.at && by === paid.by && amount < 0 && reverses === null,
  );
  const last = entries.findLast(({ at }) => at <= paid.at) ?? paid;
  return {
    id: paid.id,
    number: paid.receiptNumber ?? '',
    at: new Date(paid.at).toISOString(),
    by: paid.byName ?? '',
    operator: operator ?? '',
    customer,
    package: plan ?? '',
    amount: money(paid.amount),
    currency,
    method: paid.method ?? 'cash',
    reference: paid.reference,
    lines: together.map(({ kind, amount, periodFrom, periodTo }) => ({
      kind,
      amount: money(-amount),
      from: periodFrom,
      to: periodTo === null ? null : daysAfter(periodTo, -1),
    })),
    balance: money(last.balance),
    paidUntil: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    reversed: paid.reversedBy !== null,
  };
}
