import type { Account } from '#shared/domain/billing/account.ts';
import type { Charge } from '#shared/domain/billing/charges.ts';
import type { CustomerRow, LedgerRow } from '#shared/sync/rows.ts';
import type { Queries } from '../store/database.ts';
import type { Added } from '../sync/touched.ts';
import type { Isp } from './isp.ts';

/** What of a customer an account is made of: a row as it is stored, or as it travels. */
type Billed = Omit<CustomerRow, 'password' | 'devices'>;

type Owed = Charge & { readonly customerId: string };

/** As in the office (src-main/features/billing/accounts.ts): what was charged, without what was taken back. */
const CHARGES = `
  SELECT customer_id AS "customerId", id, -amount AS amount, due_at AS "dueAt" FROM ledger_entry AS charge
  WHERE customer_id = ANY($1) AND amount < 0 AND reverses IS NULL
    AND NOT EXISTS (SELECT 1 FROM ledger_entry AS back WHERE back.reverses = charge.id)
  ORDER BY at, due_at NULLS FIRST, id`;

/** The accounts of customers as their rows and the whole ledger make them, whichever console posted what. */
export async function accountsOf(
  db: Queries,
  customers: readonly Billed[],
  isp: Isp,
): Promise<ReadonlyMap<string, Account>> {
  const ids = customers.map(({ id }) => id);
  const balances = new Map(
    (
      await db.query<{ id: string; balance: number }>(
        'SELECT customer_id AS id, sum(amount)::bigint AS balance FROM ledger_entry WHERE customer_id = ANY($1) GROUP BY 1',
        [ids],
      )
    ).map(({ id, balance }) => [id, balance]),
  );
  // Whoever pays by the day is never behind with a bill; and who has no line has no bill.
  const billed = customers.filter((one) => balances.has(one.id) && isp.typeOf(one) !== 'pppoe-daily');
  const owed = billed.length === 0 ? [] : await db.query<Owed>(CHARGES, [billed.map(({ id }) => id)]);
  const charges = Map.groupBy(owed, ({ customerId }) => customerId);
  return new Map(
    customers.map((one) => [one.id, accountOf(one, balances.get(one.id) ?? 0, charges.get(one.id) ?? [], isp)]),
  );
}

/** The account of a customer who has just been taken in: by the lines that came with them, as accountsOf does it by the ledger. */
export function accountOfNew({ row, lines, isp }: Added): Account {
  const balance = lines.reduce((sum, { amount }) => sum + amount, 0);
  return accountOf(row, balance, isp.typeOf(row) === 'pppoe-daily' ? [] : owedIn(lines), isp);
}

/** What CHARGES says, of lines that are not in the ledger yet. */
function owedIn(lines: readonly LedgerRow[]): readonly Owed[] {
  const back = new Set(lines.flatMap(({ reverses }) => reverses ?? []));
  return lines
    .filter(({ id, amount, reverses }) => amount < 0 && reverses === null && !back.has(id))
    .toSorted(
      (one, other) =>
        one.at - other.at ||
        (one.dueAt ?? Number.NEGATIVE_INFINITY) - (other.dueAt ?? Number.NEGATIVE_INFINITY) ||
        (one.id < other.id ? -1 : 1),
    )
    .map(({ id, customerId, amount, dueAt }) => ({ id, customerId, amount: -amount, dueAt }));
}

function accountOf(customer: Billed, balance: number, owed: readonly Owed[], isp: Isp): Account {
  const { id, status, suspendedReason, createdAt, activatedAt, expiresAt, settledAt, billedThrough } = customer;
  const { pausedSince, pausedDays, extendedUntil, nextPackageId, nextPackageFrom, firstPeriodPosted } = customer;
  const next =
    nextPackageId === null || nextPackageFrom === null
      ? null
      : {
          tariff: isp.tariffOf({ ...customer, packageId: nextPackageId }),
          packageId: nextPackageId,
          from: nextPackageFrom,
        };
  return {
    ...{ id, status, suspendedReason, tariff: isp.tariffOf(customer), next, createdAt, activatedAt, expiresAt },
    ...{ settledAt, billedThrough, pausedSince, pausedDays, extendedUntil, firstPeriodPosted, balance },
    charges: owed.map(({ id: charge, amount, dueAt }) => ({ id: charge, amount, dueAt })),
  };
}
