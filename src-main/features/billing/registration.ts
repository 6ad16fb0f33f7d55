import {
  type Account,
  andThen,
  type BillingWorld,
  post,
  type Step,
  unchanged,
} from '#shared/domain/billing/account.ts';
import { overdueFrom } from '#shared/domain/billing/calendar.ts';
import type { PaymentMethod } from '#shared/domain/billing/entry.ts';
import { activate, firstPeriod } from '#shared/domain/billing/events.ts';
import { paidUntil } from '#shared/domain/billing/paid-until.ts';
import { modeOf, type Tariff } from '#shared/domain/billing/tariff.ts';
import type { Minor } from '#shared/domain/money/money.ts';

/** What somebody who is registered is charged and pays. */
export interface RegistrationAsked {
  /** Null: no fee is charged. */
  readonly installation: Minor | null;
  /**
   * What the first period costs: `firstPeriod` of domain/billing/events, or the custom amount in its place. Null: none is
   * charged. Whoever pays by the day has none: what they pay is credit.
   */
  readonly first: { readonly amount: Minor } | null;
  /** Null, or of nothing: nothing was paid. */
  readonly payment: {
    readonly amount: Minor;
    readonly method: PaymentMethod;
    readonly reference: string | null;
    readonly note: string | null;
  } | null;
  readonly activate: boolean;
  /** Of the registration: asked again, nothing is posted twice. */
  readonly request: string;
}

/** Somebody who is about to be added, as billing sees them: for a quote. */
export function newAccount(id: string, tariff: Tariff, now: number): Account {
  return {
    ...{ id, status: 'pending', suspendedReason: null, tariff, next: null, createdAt: now, activatedAt: null },
    ...{ expiresAt: null, settledAt: null, billedThrough: null, pausedSince: null, pausedDays: 0 },
    ...{ extendedUntil: null, firstPeriodPosted: false, balance: 0, charges: [] },
  };
}

/** The account of somebody who is registered, with the lines that are posted: the fee, the first period, one payment. */
export function registered(account: Account, asked: RegistrationAsked, now: number, world: BillingWorld): Step {
  const { installation, payment, request } = asked;
  const idOf = (what: string): string => world.idOf(account.id, `${request}:${what}`);
  const line = { at: now, dueAt: null, reverses: null };
  let step = unchanged({ ...account, status: 'pending' as const });
  if (installation !== null && installation > 0) {
    const fee = { ...line, id: idOf('installation'), kind: 'installation' as const, amount: -installation };
    step = andThen(step, (current) => post(current, fee));
  }
  step = andThen(step, (current) => chargeFirst(current, asked, now, world));
  if (payment !== null && payment.amount > 0) {
    const { amount, method, reference, note } = payment;
    step = andThen(step, (current) =>
      post(current, {
        ...{ ...line, id: idOf('payment'), kind: 'payment', amount, method },
        ...(reference === null ? {} : { reference }),
        ...(note === null ? {} : { note }),
      }),
    );
  }
  return asked.activate ? andThen(step, (current) => activate(current, now, world)) : step;
}

function chargeFirst(
  account: Account,
  { first, activate: isActive }: RegistrationAsked,
  now: number,
  world: BillingWorld,
): Step {
  const { tariff } = account;
  if (first === null || modeOf(tariff) === 'day') return unchanged(account);
  const { from, to } = firstPeriod(tariff, now, world);
  const isMonthly = modeOf(tariff) === 'month';
  const step = post(account, {
    id: world.idOf(account.id, isActive && isMonthly ? `period:${from}` : 'period:first'),
    kind: isMonthly ? 'period' : 'renewal',
    amount: -first.amount,
    at: now,
    dueAt: isMonthly ? overdueFrom(from, tariff, world) : null,
    reverses: null,
    // Whoever is activated later is served from then on.
    ...(isActive ? { periodFrom: from, periodTo: to } : {}),
  });
  return andThen(step, (current) => unchanged({ ...current, firstPeriodPosted: true }));
}

/** Until when somebody would be paid; null: not until activated, without an end, or not known. */
export const paidUntilOf = (account: Account, world: BillingWorld): number | null =>
  account.status === 'pending' ? null : paidUntil(account, world);
