import type { Database } from 'better-sqlite3';
import type { Account } from '#shared/domain/billing/account.ts';
import type { BillingMode, BillingTiming } from '#shared/domain/billing/billing-profile.ts';
import type { Charge } from '#shared/domain/billing/charges.ts';
import type { BillingColumns as Columns } from '#shared/domain/billing/columns.ts';
import { type Priced, type Tariff, tariffOf } from '#shared/domain/billing/tariff.ts';
import { customerType } from '#shared/domain/customer/customer.ts';
import type { Minor } from '#shared/domain/money/money.ts';
import type { Connection, ValidityUnit } from '#shared/domain/package/package.ts';

/** The columns of a customer that billing keeps, as they stand in the table. */
export interface BillingColumns extends Omit<Columns, 'firstPeriodPosted'> {
  readonly firstPeriodPosted: 0 | 1;
}

/** A customer as billing takes them up: what stands in the row, and the account that it makes. */
export interface Billed {
  readonly seq: number;
  readonly id: string;
  readonly operatorId: string;
  readonly username: string;
  readonly version: number;
  readonly columns: BillingColumns;
  readonly account: Account;
}

interface Row extends BillingColumns {
  readonly seq: number;
  readonly id: string;
  readonly operatorId: string;
  readonly username: string;
  readonly version: number;
  readonly createdAt: number;
  readonly billingProfileId: string;
  readonly specialPrice: Minor | null;
  readonly balance: Minor;
}

const ROWS = `
  SELECT seq, customer.id, operator_id AS operatorId, username, version, status, suspended_reason AS suspendedReason,
    package_id AS packageId, billing_profile_id AS billingProfileId, special_price AS specialPrice,
    created_at AS createdAt, activated_at AS activatedAt, expires_at AS expiresAt, settled_at AS settledAt,
    billed_through AS billedThrough, paused_since AS pausedSince, paused_days AS pausedDays,
    extended_until AS extendedUntil, next_package_id AS nextPackageId, next_package_from AS nextPackageFrom,
    next_due_at AS nextDueAt, first_period_posted AS firstPeriodPosted,
    (SELECT coalesce(sum(amount), 0) FROM ledger_entry WHERE customer_id = customer.id) AS balance
  FROM json_each(?) AS asked JOIN customer ON customer.id = asked.value`;

/**
 * What is owed, as it was charged, without what was taken back; a line that takes back a payment is no charge of its own:
 * what the payment was for is open again. Their order is the same wherever the lines came from.
 */
const CHARGES = `
  SELECT customer_id AS customerId, id, -amount AS amount, due_at AS dueAt FROM ledger_entry AS charge
  WHERE customer_id IN (SELECT value FROM json_each(?)) AND amount < 0 AND reverses IS NULL
    AND NOT EXISTS (SELECT 1 FROM ledger_entry AS back WHERE back.reverses = charge.id)
  ORDER BY at, due_at, id`;

/** Accounts of some customers, whoever's they are: who may see them is asked elsewhere. */
export interface Accounts {
  of(ids: readonly string[]): ReadonlyMap<string, Billed>;
  /** What somebody would pay on a package under a billing profile. */
  readonly tariff: TariffOf;
}

export type TariffOf = (chosen: {
  readonly packageId: string;
  readonly billingProfileId: string;
  readonly specialPrice: Minor | null;
}) => Tariff;

/** Packages and profiles are remembered: make it anew for every transaction. */
export function accounts(db: Database): Accounts {
  const rows = db.prepare<[string], Row>(ROWS);
  const charges = db.prepare<[string], Charge & { readonly customerId: string }>(CHARGES);
  const tariff = tariffs(db);
  return {
    tariff,
    of: (ids) => {
      const found = rows.all(JSON.stringify(ids)).map((row) => ({ row, tariff: tariff(row) }));
      // Whoever pays by the day is never behind with a bill.
      const billed = found.filter((one) => one.tariff.type !== 'pppoe-daily').map(({ row }) => row.id);
      const owed = Map.groupBy(charges.all(JSON.stringify(billed)), ({ customerId }) => customerId);
      return new Map(
        found.map((one) => [one.row.id, billedOf(one.row, one.tariff, owed.get(one.row.id) ?? [], tariff)]),
      );
    },
  };
}

function billedOf(row: Row, own: Tariff, charges: readonly Charge[], tariff: TariffOf): Billed {
  const { seq, id, operatorId, username, version, createdAt, billingProfileId, specialPrice, balance, ...columns } =
    row;
  const { status, suspendedReason, activatedAt, expiresAt, settledAt, billedThrough, pausedSince } = columns;
  const { pausedDays, extendedUntil, nextPackageId, nextPackageFrom, firstPeriodPosted } = columns;
  const next =
    nextPackageId === null || nextPackageFrom === null
      ? null
      : {
          tariff: tariff({ packageId: nextPackageId, billingProfileId, specialPrice }),
          packageId: nextPackageId,
          from: nextPackageFrom,
        };
  const account: Account = {
    ...{ id, status, suspendedReason, tariff: own, next, createdAt, activatedAt, expiresAt, settledAt },
    ...{ billedThrough, pausedSince, pausedDays, extendedUntil, balance },
    firstPeriodPosted: firstPeriodPosted === 1,
    charges: charges.map(({ id: charge, amount, dueAt }) => ({ id: charge, amount, dueAt })),
  };
  return { seq, id, operatorId, username, version, columns, account };
}

interface Plan {
  readonly connection: Connection;
  readonly price: Minor | null;
  readonly vatPercent: number;
  readonly priceIncludesVat: 0 | 1;
  readonly validity: number | null;
  readonly validityUnit: ValidityUnit;
}

interface Profile {
  readonly mode: BillingMode;
  readonly billingDay: number;
  readonly graceDays: number;
  readonly autoSuspend: 0 | 1;
  readonly timing: BillingTiming;
  readonly prorateFirst: 0 | 1;
}

const PLAN = `SELECT connection, price, vat_percent AS vatPercent, price_includes_vat AS priceIncludesVat, validity,
  validity_unit AS validityUnit FROM package WHERE id = ?`;
const PROFILE = `SELECT mode, billing_day AS billingDay, grace_days AS graceDays, auto_suspend AS autoSuspend, timing,
  prorate_first AS prorateFirst FROM billing_profile WHERE id = ?`;

/** What there is of a package that a centre has not sent yet: it costs nothing until it is there. */
const NO_PLAN: Plan = {
  ...{ connection: 'other', price: null, vatPercent: 0, priceIncludesVat: 1, validity: null, validityUnit: 'days' },
};
const NO_PROFILE: Profile = {
  ...{ mode: 'monthly', billingDay: 1, graceDays: 0, autoSuspend: 0, timing: 'arrears', prorateFirst: 1 },
};

function tariffs(db: Database): TariffOf {
  const plan = remembered(db.prepare<[string], Plan>(PLAN), NO_PLAN);
  const profile = remembered(db.prepare<[string], Profile>(PROFILE), NO_PROFILE);
  return ({ packageId, billingProfileId, specialPrice }) => {
    const { connection, price, vatPercent, priceIncludesVat, validity, validityUnit } = plan(packageId);
    const { mode, autoSuspend, prorateFirst, ...rest } = profile(billingProfileId);
    const priced: Priced = { price, vatPercent, priceIncludesVat: priceIncludesVat === 1, validity, validityUnit };
    const terms = { ...rest, autoSuspend: autoSuspend === 1, prorateFirst: prorateFirst === 1 };
    // A fixed address by the day is never let in; should a centre send one, its connection says more than its billing.
    return tariffOf(customerType(connection, mode) ?? 'static-monthly', priced, terms, specialPrice);
  };
}

function remembered<Answer>(
  statement: { readonly get: (id: string) => Answer | undefined },
  none: Answer,
): (id: string) => Answer {
  const known = new Map<string, Answer>();
  return (id) => {
    const answer = known.get(id) ?? statement.get(id) ?? none;
    known.set(id, answer);
    return answer;
  };
}
