import type { Cash } from '#shared/contract/ledger.ts';
import { PAYMENT_METHODS, type PaymentMethod } from '#shared/domain/billing/entry.ts';
import { decimalOf, type Minor } from '#shared/domain/money/money.ts';
import { daysAfter, startOfDay } from '#shared/domain/time/day.ts';
import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { billingWorld, currencyOf } from '../billing/index.ts';
import { ownerWithin, reachOfActor } from '../operators/index.ts';

/** Which days, of which operator; of all within reach when none is named. */
export interface CashAsked {
  readonly from: string;
  readonly to: string;
  readonly operator?: string | undefined;
}

/** Money that was taken, or taken back. */
export interface CashRow {
  readonly id: string;
  readonly at: number;
  readonly customer: string;
  readonly customerIs: 'yours' | 'moved' | 'removed';
  readonly username: string | null;
  readonly fullName: string | null;
  readonly operator: string | null;
  readonly cashier: string;
  readonly method: PaymentMethod;
  readonly reference: string | null;
  readonly receiptNumber: string | null;
  readonly amount: Minor;
  readonly isReversal: 0 | 1;
}

// What takes back a payment counts with whom and how the payment was taken, on the day on which it is taken back. Whose it is
// says the operator that the customer had when it was taken; what they are called now, only who has them within reach.
const TAKEN = `
  SELECT entry.id, entry.at, entry.customer_id AS customer, mine.username, mine.full_name AS fullName,
    CASE WHEN customer.id IS NULL THEN 'removed' WHEN mine.id IS NULL THEN 'moved' ELSE 'yours' END AS customerIs,
    operator.name AS operator,
    coalesce(staff_user.name, payment.by) AS cashier, coalesce(payment.method, 'cash') AS method, payment.reference,
    payment.receipt_number AS receiptNumber, entry.amount, entry.kind = 'reversal' AS isReversal
  FROM ledger_entry AS entry INDEXED BY ledger_entry_taken
  JOIN ledger_entry AS payment ON payment.id = CASE entry.kind WHEN 'payment' THEN entry.id ELSE entry.reverses END
    AND payment.kind = 'payment'
  LEFT JOIN customer ON customer.id = entry.customer_id
  LEFT JOIN customer AS mine ON mine.id = customer.id AND mine.operator_id IN (SELECT value FROM json_each(?))
  LEFT JOIN operator ON operator.id = coalesce(payment.operator_id, customer.operator_id)
  LEFT JOIN staff_user ON staff_user.id = payment.by
  WHERE entry.kind IN ('payment', 'reversal') AND entry.at >= ? AND entry.at < ?
    AND coalesce(payment.operator_id, customer.operator_id) IN (SELECT value FROM json_each(?))`;
const OWN = 'AND payment.by = ?';

/** The lines of some days in their order. A cashier sees what they took themselves. Throws Refusal `operator-unknown`. */
export function cashRows(reader: Store['reader'], actor: Actor, { from, to, operator }: CashAsked): CashRow[] {
  const { timeZone } = billingWorld(reader);
  const reach = reachOfActor({ reader }, actor);
  const asked =
    operator === undefined
      ? reach
      : reachOfActor({ reader }, { operatorId: ownerWithin({ reader }, actor, operator, 'operator-unknown') });
  const isOwn = actor.role === 'cashier';
  const days = [startOfDay(from, timeZone), startOfDay(daysAfter(to, 1), timeZone)];
  const params = [JSON.stringify([...reach]), ...days, JSON.stringify([...asked])];
  return reader
    .prepare<unknown[], CashRow>(`${TAKEN} ${isOwn ? OWN : ''} ORDER BY entry.at, entry.rowid`)
    .all(...params, ...(isOwn ? [actor.staffUserId] : []));
}

/** As many lines as a page holds; the sums are of all. */
const MOST_LINES = 5000;

/** What was taken in, by method and by cashier. */
export function cashOf(reader: Store['reader'], actor: Actor, asked: CashAsked): Cash {
  const currency = currencyOf(reader);
  const rows = cashRows(reader, actor, asked);
  const money = (amount: Minor): string => decimalOf(amount, currency);
  const byMethod = (some: readonly CashRow[]) =>
    PAYMENT_METHODS.flatMap((method) => {
      const of = some.filter((row) => row.method === method);
      return of.length === 0 ? [] : [{ method, count: paymentsIn(of), amount: money(sum(of)) }];
    });
  const cashiers = [...Map.groupBy(rows, ({ cashier }) => cashier)].sort(([a], [b]) => a.localeCompare(b));
  return {
    from: asked.from,
    to: asked.to,
    currency,
    total: money(sum(rows)),
    count: paymentsIn(rows),
    byMethod: byMethod(rows),
    byCashier: cashiers.map(([cashier, some]) => ({
      cashier,
      count: paymentsIn(some),
      amount: money(sum(some)),
      methods: byMethod(some).map(({ method, amount }) => ({ method, amount })),
    })),
    lines: rows.slice(-MOST_LINES).map((row) => ({
      ...row,
      at: new Date(row.at).toISOString(),
      username: row.username ?? '',
      fullName: row.fullName ?? '',
      operator: row.operator ?? '',
      amount: money(row.amount),
      isReversal: row.isReversal === 1,
    })),
  };
}

const sum = (rows: readonly CashRow[]): Minor => rows.reduce((total, { amount }) => total + amount, 0);
/** What was taken back is no payment of its own. */
const paymentsIn = (rows: readonly CashRow[]): number => rows.filter(({ isReversal }) => isReversal === 0).length;
