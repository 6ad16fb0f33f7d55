import type { Receipt } from '#shared/contract/ledger.ts';
import { decimalOf } from '#shared/domain/money/money.ts';
import { daysAfter } from '#shared/domain/time/day.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../../store/index.ts';
import { accountWithin } from './account-of.ts';
import { entriesOf, type Entry } from './entries.ts';

interface CustomerRow {
  readonly id: string;
  readonly fullName: string;
  readonly username: string;
  readonly phone: string | null;
  readonly address: string | null;
  readonly accountNumber: string | null;
}

const CUSTOMER = `
  SELECT id, full_name AS fullName, username, phone, address, account_number AS accountNumber
  FROM customer WHERE id = ?`;

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

/** The payment with a receipt of this number. Throws Refusal `entry-unknown`. */
export function paymentNumbered(reader: Store['reader'], number: string): string {
  const id = reader
    .prepare<[string], string>('SELECT id FROM ledger_entry WHERE receipt_number = ?')
    .pluck()
    .get(number.toUpperCase());
  if (id === undefined) throw new Refusal('entry-unknown');
  return id;
}

/**
 * A payment as the customer is given it on paper: printed again after whatever has come since, it says what it said. Throws
 * Refusal `entry-unknown` for what is none.
 */
export function receiptOf(reader: Store['reader'], actor: Actor, payment: string): Receipt {
  const customerId = customerOfEntry(reader, actor, payment);
  const { currency } = accountWithin(reader, actor, customerId);
  const entries = entriesOf(reader, customerId);
  const paid = entries.find(({ id }) => id === payment);
  const customer = reader.prepare<[string], CustomerRow>(CUSTOMER).get(customerId);
  if (!paid || !customer || paid.kind !== 'payment') throw new Refusal('entry-unknown');
  const money = (amount: number): string => decimalOf(amount, currency);
  const together = postedWith(paid, entries);
  const last = together.at(-1) ?? paid;
  const until = entries.filter(({ place }) => place <= last.place);
  return {
    id: paid.id,
    number: paid.receiptNumber ?? '',
    at: new Date(paid.at).toISOString(),
    by: paid.byName ?? '',
    operator: operatorName(reader, paid.operatorId),
    customer,
    package: paid.packageName ?? '',
    amount: money(paid.amount),
    currency,
    method: paid.method ?? 'cash',
    reference: paid.reference,
    lines: together
      .filter(({ amount }) => amount < 0)
      .map(({ kind, amount, periodFrom, periodTo }) => ({
        kind,
        amount: money(-amount),
        from: periodFrom,
        to: periodTo === null ? null : daysAfter(periodTo, -1),
      })),
    balance: money(until.reduce((sum, { amount }) => sum + amount, 0)),
    paidUntil: paid.paidUntil === null ? null : new Date(paid.paidUntil).toISOString(),
    reversed: paid.reversedBy !== null,
  };
}

/**
 * The lines that came with a payment, and itself, as they were posted: in one instant by one hand. What a registration charges
 * stands before its payment; everything else behind it.
 */
function postedWith(paid: Entry, entries: readonly Entry[]): readonly Entry[] {
  const same = entries
    .filter(({ at, by, reverses }) => at === paid.at && by === paid.by && reverses === null)
    .toSorted((one, other) => one.place - other.place);
  const payments = same.filter(({ kind }) => kind === 'payment');
  const next = payments[payments.indexOf(paid) + 1];
  const from = payments[0] === paid ? 0 : same.indexOf(paid);
  return same.slice(from, next && same.indexOf(next));
}

function operatorName(reader: Store['reader'], id: string | null): string {
  return reader.prepare<[string | null], string>('SELECT name FROM operator WHERE id = ?').pluck().get(id) ?? '';
}
