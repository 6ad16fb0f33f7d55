import type { CustomerStatus, SuspendedReason } from '../customer/customer.ts';
import type { Minor } from '../money/money.ts';
import type { Charge } from './charges.ts';
import type { Posting } from './entry.ts';
import type { Tariff } from './tariff.ts';

export { overdueFrom } from './calendar.ts';
export { type Charge, type OpenCharge, openCharges } from './charges.ts';

/**
 * A customer as billing sees them. Instants are milliseconds since 1970, days ("2026-11-30") lie in the ISP's time zone.
 * Nothing here changes but by the functions of settle.ts and events.ts.
 *
 * Whoever loads one reads the customer's row, the tariff of its package, billing profile and special price (tariffOf), the
 * sum of all lines of the ledger, and the charges among them (see `charges`). Whoever has a step writes every field back,
 * inserts the postings, and keeps `nextDue` as the instant at which the clock has to come again.
 */
export interface Account {
  /** The customer's id: what ids of charges are made from. */
  readonly id: string;
  readonly status: CustomerStatus;
  readonly suspendedReason: SuspendedReason | null;
  readonly tariff: Tariff;
  /** What holds from a day on: of those who pay by the day, whose package changes at a midnight. */
  readonly next: { readonly tariff: Tariff; readonly packageId: string; readonly from: string } | null;
  readonly createdAt: number;
  readonly activatedAt: number | null;
  /** Until when it is paid; null: without an end, or not known. */
  readonly expiresAt: number | null;
  /** Through to which instant the clock has gone; null: billing has not met this customer. */
  readonly settledAt: number | null;
  /** The first day that is not charged yet. */
  readonly billedThrough: string | null;
  /**
   * From when on a suspension by the office has not been reckoned yet; null: it is not suspended by the office, or was when
   * its time was over already.
   */
  readonly pausedSince: number | null;
  /** Whole days of such suspensions that no bill has reckoned with yet. */
  readonly pausedDays: number;
  /** Until when somebody is served who has not paid. */
  readonly extendedUntil: number | null;
  /** Whether a registration has charged the first period before service began. */
  readonly firstPeriodPosted: boolean;
  /** The sum of all lines of the ledger. */
  readonly balance: Minor;
  /**
   * The negative lines of the ledger, the oldest first, without those that take another line back and without those that
   * were taken back themselves; of those who pay by the day none is needed.
   */
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

/** One step after the other. (Not `then`: whatever exports that is taken for a promise when it is imported later.) */
export function andThen(step: Step, next: (account: Account) => Step): Step {
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

/** Posts a line; nothing of nothing. What takes a payment back is no charge of its own: what it paid for is open again. */
export function post(account: Account, posting: Posting): Step {
  const { id, amount, dueAt, reverses } = posting;
  if (amount === 0) return unchanged(account);
  const isCharge = amount < 0 && reverses === null;
  const charges = isCharge ? [...account.charges, { id, amount: -amount, dueAt }] : account.charges;
  return { account: { ...account, balance: account.balance + amount, charges }, postings: [posting], happenings: [] };
}

/**
 * Whether billing goes on: of those who are served, who have not paid, or whom the office has suspended meanwhile. Not of
 * those who never began, whose time is over, or whom the office suspended after that.
 */
export function isRunning({ status, suspendedReason, pausedSince }: Account): boolean {
  return status === 'active' || (status === 'suspended' && (suspendedReason !== 'manual' || pausedSince !== null));
}

/** "Until the 12th" means its last second. */
export const LAST_SECOND = 1000;

/** Whether somebody is served at an instant though nothing is paid. */
export function isTrusted({ tariff, extendedUntil }: Account, at: number): boolean {
  return !tariff.autoSuspend || (extendedUntil !== null && extendedUntil + LAST_SECOND > at);
}
