import { createHash } from 'node:crypto';
import { type Account, type BillingWorld, type Step, andThen, unchanged } from '#shared/domain/billing/account.ts';
import type { Posting } from '#shared/domain/billing/entry.ts';
import type { Tariff } from '#shared/domain/billing/tariff.ts';
import { dayAt, wallClock } from '#shared/domain/time/day.ts';

// An office for tests of billing: customers, tariffs, and lines as people write them.

export function worldOf(timeZone = 'Asia/Dhaka'): BillingWorld {
  return {
    timeZone,
    idOf: (customer, name) => createHash('sha256').update(`${customer} ${name}`).digest('hex').slice(0, 32),
  };
}

export const tariff = (given: Partial<Tariff> = {}): Tariff => ({
  ...{ type: 'pppoe-monthly', price: 80000, validity: 30, validityUnit: 'days' },
  ...{ billingDay: 1, graceDays: 5, autoSuspend: true, timing: 'arrears', prorateFirst: true },
  ...given,
});

export const daily = (given: Partial<Tariff> = {}): Tariff => tariff({ type: 'pppoe-daily', price: 30000, ...given });

/** A customer who was just recorded. */
export const customer = (given: Partial<Account> & { readonly createdAt: number }): Account => ({
  ...{ id: 'rahim', status: 'pending', suspendedReason: null, tariff: tariff(), next: null, activatedAt: null },
  ...{ expiresAt: null, settledAt: null, billedThrough: null, pausedSince: null, pausedDays: 0 },
  ...{ extendedUntil: null, firstPeriodPosted: false, balance: 0, charges: [] },
  ...given,
});

let lines = 0;
export const line = (kind: Posting['kind'], amount: number, at: number, given: Partial<Posting> = {}): Posting => ({
  ...{ id: `line ${++lines}`, kind, amount, at, dueAt: null, reverses: null },
  ...given,
});

/** One thing after the other. */
export const all = (account: Account, ...steps: readonly ((account: Account) => Step)[]): Step =>
  steps.reduce((step, next) => andThen(step, next), unchanged(account));

/** What was posted, as a ledger on paper: "01.12. period -80000 (2026-11-01 to 2026-12-01)". */
export const paper = ({ postings }: Step, { timeZone }: BillingWorld): readonly string[] =>
  postings.map(({ at, kind, amount, periodFrom, periodTo }) =>
    [
      dayAt(at, timeZone),
      kind,
      amount,
      ...(periodFrom === undefined || periodTo === undefined ? [] : [`${periodFrom}/${periodTo}`]),
    ].join(' '),
  );

/** What came about by itself: "2026-12-07 00:00 suspended". */
export const log = ({ happenings }: Step, { timeZone }: BillingWorld): readonly string[] =>
  happenings.map(({ kind, at }) => `${wallClock(at, timeZone)} ${kind}`);
