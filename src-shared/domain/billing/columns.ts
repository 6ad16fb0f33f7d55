import type { CustomerStatus, SuspendedReason } from '../customer/customer.ts';
import type { Account, BillingWorld, Step } from './account.ts';
import { nextDue } from './settle.ts';

/** The columns of a customer that billing keeps. Instants are milliseconds since 1970. */
export interface BillingColumns {
  readonly status: CustomerStatus;
  readonly suspendedReason: SuspendedReason | null;
  readonly packageId: string;
  readonly activatedAt: number | null;
  readonly expiresAt: number | null;
  readonly settledAt: number | null;
  readonly billedThrough: string | null;
  readonly pausedSince: number | null;
  readonly pausedDays: number;
  readonly extendedUntil: number | null;
  readonly nextPackageId: string | null;
  readonly nextPackageFrom: string | null;
  readonly nextDueAt: number | null;
  readonly firstPeriodPosted: boolean;
}

/** What of a customer's columns is another than before, once a step was taken. */
export function changedColumns(
  before: BillingColumns,
  { account, happenings }: Pick<Step, 'account' | 'happenings'>,
  world: BillingWorld,
): Partial<BillingColumns> {
  const changed = happenings.findLast((one) => one.kind === 'package-changed');
  const after = columnsOf(account, changed?.packageId ?? before.packageId, world);
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => {
      const known: Readonly<Record<string, unknown>> = { ...before };
      return known[name] !== value;
    }),
  );
}

function columnsOf(account: Account, packageId: string, world: BillingWorld): BillingColumns {
  const { status, suspendedReason, activatedAt, expiresAt, settledAt, billedThrough, pausedSince } = account;
  const { pausedDays, extendedUntil, next, firstPeriodPosted } = account;
  return {
    ...{ status, suspendedReason, packageId, activatedAt, expiresAt, settledAt, billedThrough, pausedSince },
    ...{ pausedDays, extendedUntil, firstPeriodPosted },
    nextPackageId: next?.packageId ?? null,
    nextPackageFrom: next?.from ?? null,
    nextDueAt: nextDue(account, world),
  };
}
