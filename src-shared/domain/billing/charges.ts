import type { Minor } from '../money/money.ts';

/** Something that is owed, as it was charged. */
export interface Charge {
  readonly id: string;
  /** Positive. */
  readonly amount: Minor;
  /** A bill is overdue from this instant on; null: it never is. */
  readonly dueAt: number | null;
}

/** A charge that is not paid, or not wholly. */
export interface OpenCharge extends Charge {
  /** What is left to pay of it. */
  readonly open: Minor;
}

interface Owed {
  readonly balance: Minor;
  /** The oldest first. */
  readonly charges: readonly Charge[];
}

/** What is not paid: as the oldest is paid first, what is owed is owed for the latest charges. */
export function openCharges({ balance, charges }: Owed): readonly OpenCharge[] {
  const open: OpenCharge[] = [];
  let owed = -balance;
  for (const charge of charges.toReversed()) {
    if (owed <= 0) break;
    open.push({ ...charge, open: Math.min(owed, charge.amount) });
    owed -= charge.amount;
  }
  return open.reverse();
}

/** When the first bill that is open is overdue; null: none ever is. */
export function firstDue(owed: Owed): number | null {
  const dues = openCharges(owed).flatMap(({ dueAt }) => dueAt ?? []);
  return dues.length === 0 ? null : Math.min(...dues);
}
