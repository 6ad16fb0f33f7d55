import type { CustomerStatus, SuspendedReason } from '../customer/customer.ts';
import type { Minor } from '../money/money.ts';
import { daysAfter, startOfDay } from '../time/day.ts';
import type { Posting } from './entry.ts';
import type { Tariff } from './tariff.ts';

/** Something that is owed, as it was charged. */
export interface Charge {
  readonly id: string;
  /** Positive. */
  readonly amount: Minor;
  /** A bill is overdue from this instant on; null: it never is. */
  readonly dueAt: number | null;
}

/**
 * A customer as billing sees them. Instants are milliseconds since 1970, days ("2026-11-30") lie in the ISP's time zone.
 * Nothing here changes but by the functions of settle.ts and events.ts.
 */
export interface Account {
  /** The customer's id: what ids of charges are made from. */
  readonly id: string;
  readonly status: CustomerStatus;
  readonly suspendedReason: SuspendedReason | null;
  readonly tariff: Tariff;
  /** What holds from a day on. */
  readonly next: { readonly tariff: Tariff; readonly packageId: string; readonly from: string } | null;
  readonly createdAt: number;
  readonly activatedAt: number | null;
  /** Until when it is paid; null: without an end, or not known. */
  readonly expiresAt: number | null;
  readonly settledAt: number | null;
  readonly billedThrough: string | null;
  /** From when on a suspension by the office has not been reckoned yet; null: it is not suspended by the office. */
  readonly pausedSince: number | null;
  readonly pausedDays: number;
  readonly extendedUntil: number | null;
  readonly firstPeriodPosted: boolean;
  /** The sum of all lines of the ledger. */
  readonly balance: Minor;
  /** The charges of the ledger that nobody took back, in their order; of those who pay by the day none is needed. */
  readonly charges: readonly Charge[];
}

/** What billing needs from outside. */
export interface BillingWorld {
  readonly timeZone: string;
  /** The same id for the same name of the same customer, wherever it is made (UUID version 5). */
  readonly idOf: (customerId: string, name: string) => string;
}

/** What came about by itself. */
export type Happening =
  | { readonly kind: 'suspended'; readonly at: number; readonly reason: 'daily-balance' | 'bill-overdue' }
  | { readonly kind: 'expired'; readonly at: number }
  | { readonly kind: 'reactivated'; readonly at: number }
  | { readonly kind: 'package-changed'; readonly at: number; readonly packageId: string };

/** What an account becomes, with what is to be written of it. */
export interface Step {
  readonly account: Account;
  readonly postings: readonly Posting[];
  readonly happenings: readonly Happening[];
}

export const unchanged = (account: Account): Step => ({ account, postings: [], happenings: [] });

/** One step after the other. */
export function then(step: Step, next: (account: Account) => Step): Step {
  const { account, postings, happenings } = next(step.account);
  return {
    account,
    postings: [...step.postings, ...postings],
    happenings: [...step.happenings, ...happenings],
  };
}

export function happened(account: Account, happening: Happening): Step {
  return { account, postings: [], happenings: [happening] };
}

/** Posts a line; nothing of nothing. */
export function post(account: Account, posting: Posting): Step {
  const { id, amount, dueAt } = posting;
  if (amount === 0) return unchanged(account);
  const charges = amount < 0 ? [...account.charges, { id, amount: -amount, dueAt }] : account.charges;
  return { account: { ...account, balance: account.balance + amount, charges }, postings: [posting], happenings: [] };
}

/** A charge that is not paid, or not wholly. */
export interface OpenCharge extends Charge {
  /** What is left to pay of it. */
  readonly open: Minor;
}

/** What is not paid: as the oldest is paid first, what is owed is owed for the latest charges. */
export function openCharges({ balance, charges }: Pick<Account, 'balance' | 'charges'>): readonly OpenCharge[] {
  const open: OpenCharge[] = [];
  let owed = -balance;
  for (const charge of charges.toReversed()) {
    if (owed <= 0) break;
    open.unshift({ ...charge, open: Math.min(owed, charge.amount) });
    owed -= charge.amount;
  }
  return open;
}

/** When a bill of a day is overdue: behind the days of grace, and never before its own day is over. */
export function overdueFrom(day: string, { graceDays }: Tariff, { timeZone }: BillingWorld): number {
  return startOfDay(daysAfter(day, graceDays + 1), timeZone);
}
