import type { Cash } from '#shared/contract/ledger.ts';
import type { PaymentMethod } from '#shared/domain/billing/entry.ts';
import { decimalOf, type Minor } from '#shared/domain/money/money.ts';
import { daysAfter, startOfDay } from '#shared/domain/time/day.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../../store/index.ts';
import { billingWorld, currencyOf } from '../billing/index.ts';
import type { Turn } from '../customers/index.ts';
import { ownerWithin, reachOfActor } from '../operators/index.ts';
import { type Stretch, stretchesOf } from './cash-stretches.ts';
import { type CashSum, cashTold, together } from './cash-sums.ts';

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

// What is posted while a report is read is not in it: its sums and its lines are of the same payments.
const SO_FAR = 'AND entry.rowid <= ?';

/** As many days as one report is of: a year, and a day more where it is a leap one. */
const MOST_DAYS = 366;

/** What was taken in as it stands now, to be read a stretch at a time. */
export interface CashTaken {
  readonly stretches: () => Iterable<Stretch>;
  /** The lines in their order. */
  readonly rows: (stretch: Stretch) => readonly CashRow[];
  readonly sums: (stretch: Stretch) => readonly CashSum[];
}

/** Of some days. A cashier sees what they took themselves. Throws Refusal `operator-unknown`, `cash-days`. */
export function cashTaken(reader: Store['reader'], actor: Actor, { from, to, operator }: CashAsked): CashTaken {
  const last = daysAfter(from, MOST_DAYS - 1);
  if (to > last) throw new Refusal('cash-days', { field: 'to', most: MOST_DAYS, last });
  const { timeZone } = billingWorld(reader);
  const reach = reachOfActor({ reader }, actor);
  const asked =
    operator === undefined
      ? reach
      : reachOfActor({ reader }, { operatorId: ownerWithin({ reader }, actor, operator, 'operator-unknown') });
  const isOwn = actor.role === 'cashier';
  const newest = reader.prepare<[], number | null>('SELECT max(rowid) FROM ledger_entry').pluck().get() ?? 0;
  const taken = `${TAKEN} ${SO_FAR} ${isOwn ? OWN : ''}`;
  const paramsOf = (stretch: Stretch): readonly unknown[] => [
    ...[JSON.stringify([...reach]), stretch.from, stretch.before, JSON.stringify([...asked]), newest],
    ...(isOwn ? [actor.staffUserId] : []),
  ];
  const rows = reader.prepare<unknown[], CashRow>(`${taken} ORDER BY entry.at, entry.rowid`);
  const sums = reader.prepare<unknown[], CashSum>(
    `SELECT cashier, method, sum(NOT isReversal) AS count, count(*) AS lines, sum(amount) AS amount FROM (${taken})
     GROUP BY cashier, method`,
  );
  const days = { from: startOfDay(from, timeZone), before: startOfDay(daysAfter(to, 1), timeZone) };
  return {
    stretches: () => stretchesOf(reader, days),
    rows: (stretch) => rows.all(...paramsOf(stretch)),
    sums: (stretch) => sums.all(...paramsOf(stretch)),
  };
}

/** What was taken in by each cashier and method. */
export async function sumsOf({ stretches, sums }: CashTaken, turn: Turn): Promise<readonly CashSum[]> {
  let all: readonly CashSum[] = [];
  for (const stretch of stretches()) {
    all = together([...all, ...sums(stretch)]);
    await turn();
  }
  return all;
}

/** As many lines as a page holds; the sums are of all. */
const MOST_LINES = 1000;

/** What was taken in, by method and by cashier, with the latest lines. */
export async function cashOf(reader: Store['reader'], actor: Actor, asked: CashAsked, turn: Turn): Promise<Cash> {
  const currency = currencyOf(reader);
  const taken = cashTaken(reader, actor, asked);
  const sums = await sumsOf(taken, turn);
  const lines = await latestOf(taken, turn);
  return {
    from: asked.from,
    to: asked.to,
    currency,
    ...cashTold(sums, currency),
    lines: lines.map((row) => ({
      ...row,
      at: new Date(row.at).toISOString(),
      username: row.username ?? '',
      fullName: row.fullName ?? '',
      operator: row.operator ?? '',
      amount: decimalOf(row.amount, currency),
      isReversal: row.isReversal === 1,
    })),
  };
}

async function latestOf({ stretches, rows }: CashTaken, turn: Turn): Promise<readonly CashRow[]> {
  let lines: readonly CashRow[] = [];
  for (const stretch of [...stretches()].toReversed()) {
    lines = [...rows(stretch), ...lines];
    if (lines.length >= MOST_LINES) break;
    await turn();
  }
  return lines.slice(-MOST_LINES);
}
