import type { EntryKind, PaymentMethod } from '#shared/domain/billing/entry.ts';
import { type OpenCharge, openCharges } from '#shared/domain/billing/charges.ts';
import type { Minor } from '#shared/domain/money/money.ts';
import type { Store } from '../../store/index.ts';

/** A line of the ledger as it stands there. Instants are milliseconds since 1970. */
export interface EntryRow {
  readonly id: string;
  /** When it was posted among the others, whatever time it has. */
  readonly place: number;
  /** The customer's operator at the time; null: not kept. */
  readonly operatorId: string | null;
  readonly kind: EntryKind;
  readonly amount: Minor;
  readonly at: number;
  readonly by: string;
  readonly byName: string | null;
  readonly method: PaymentMethod | null;
  readonly reference: string | null;
  readonly receiptNumber: string | null;
  readonly packageName: string | null;
  readonly paidUntil: number | null;
  readonly note: string | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly dueAt: number | null;
  readonly reverses: string | null;
  readonly reversedBy: string | null;
}

/** The same with what follows from the others. */
export interface Entry extends EntryRow {
  /** The balance behind it. */
  readonly balance: Minor;
  /** What is left to pay of it; 0 of what is paid, taken back, or no charge at all. */
  readonly open: Minor;
}

const ENTRIES = `
  SELECT entry.id, entry.rowid AS place, entry.operator_id AS operatorId, kind, amount, at, by, coalesce(staff_user.name, nullif(by, '')) AS byName, method, reference,
    receipt_number AS receiptNumber, package_name AS packageName, paid_until AS paidUntil, note, period_from AS periodFrom, period_to AS periodTo, due_at AS dueAt, reverses,
    (SELECT id FROM ledger_entry AS back WHERE back.reverses = entry.id LIMIT 1) AS reversedBy
  FROM ledger_entry AS entry LEFT JOIN staff_user ON staff_user.id = by
  WHERE customer_id = ? ORDER BY at, entry.rowid`;

/** All lines of a customer, the oldest first. A decade of days is a few thousand. */
export function entriesOf(db: Store['reader'], customer: string): readonly Entry[] {
  const rows = db.prepare<[string], EntryRow>(ENTRIES).all(customer);
  const open = new Map(openOf(rows).map((charge) => [charge.id, charge.open]));
  let balance = 0;
  return rows.map((row) => ({ ...row, balance: (balance += row.amount), open: open.get(row.id) ?? 0 }));
}

function openOf(rows: readonly EntryRow[]): readonly OpenCharge[] {
  const charges = rows
    .filter(({ amount, reverses, reversedBy }) => amount < 0 && reverses === null && reversedBy === null)
    .map(({ id, amount, dueAt }) => ({ id, amount: -amount, dueAt }));
  return openCharges({ balance: rows.reduce((sum, { amount }) => sum + amount, 0), charges });
}

/** Whether a line can be taken back by another one. */
export const isReversible = ({ kind, reversedBy }: Pick<EntryRow, 'kind' | 'reversedBy'>): boolean =>
  kind !== 'reversal' && reversedBy === null;
