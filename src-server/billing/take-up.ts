import type { Account, BillingWorld, Step } from '#shared/domain/billing/account.ts';
import { changedColumns } from '#shared/domain/billing/columns.ts';
import { settledTo } from '#shared/domain/billing/settled.ts';
import { accountsOf } from '../radius/accounts.ts';
import { type Isp, ispOf } from '../radius/isp.ts';
import type { Queries } from '../store/database.ts';
import type { StoredCustomer } from '../sync/rows/customer.ts';

/** Customers as billing takes them up. */
export interface TakenUp {
  readonly isp: Isp;
  readonly accountOf: (customer: StoredCustomer) => Account;
}

/** What else than the customers' own packages and billing profiles has to be known. */
interface Besides {
  readonly packages: readonly string[];
  readonly profiles: readonly string[];
}

/** Reads at once what billing has to know of some customers. */
export async function takeUp(
  db: Queries,
  customers: readonly StoredCustomer[],
  besides: Besides = { packages: [], profiles: [] },
): Promise<TakenUp> {
  const packages = customers.flatMap(({ packageId, nextPackageId }) => [packageId, nextPackageId ?? packageId]);
  const isp = await ispOf(
    db,
    [...packages, ...besides.packages],
    [...customers.map(({ billingProfileId }) => billingProfileId), ...besides.profiles],
  );
  const accounts = await accountsOf(db, customers, isp);
  return {
    isp,
    accountOf: ({ id }) => {
      const account = accounts.get(id);
      if (!account) throw new Error(`Customer ${id} was not asked for`);
      return account;
    },
  };
}

/** A customer after a step, with what it was that came about. */
export interface Stepped {
  readonly row: StoredCustomer;
  readonly step: Step;
}

/** A customer once a step was taken. Writes nothing. */
export const stepped = (before: StoredCustomer, step: Step, world: BillingWorld): Stepped => ({
  row: { ...before, ...changedColumns(before, step, world) },
  step,
});

/** A customer through to an instant, as an office settles them. Writes nothing. */
export const through = (before: StoredCustomer, account: Account, until: number, world: BillingWorld): Stepped =>
  stepped(before, settledTo({ account, columns: before }, until, world), world);
