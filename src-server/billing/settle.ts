import type { Happening } from '#shared/domain/billing/account.ts';
import { insertAll } from '../store/insert-all.ts';
import { customer } from '../store/schema.ts';
import { CUSTOMER, type StoredCustomer } from '../sync/rows/customer.ts';
import type { Work } from '../sync/work.ts';
import { logSuspensions } from './log-suspensions.ts';
import { postAll } from './post.ts';
import { takeUp, through } from './take-up.ts';

/** What came about. */
export interface Settled {
  readonly customers: number;
  readonly suspended: number;
  readonly expired: number;
}

export const NOTHING: Settled = { customers: 0, suspended: 0, expired: 0 };

/**
 * Takes some customers through to the instant of the transaction: lines of the ledger, columns, automatic suspensions. Nobody
 * did it: it stands in the name of the billing clock.
 */
export async function settleCustomers(
  work: Pick<Work, 'tx' | 'version' | 'at' | 'touched'>,
  ids: readonly string[],
): Promise<Settled> {
  const { tx, version, at, touched } = work;
  const customers = await tx.query<StoredCustomer>(`${CUSTOMER} WHERE id = ANY($1)`, [ids]);
  const { isp, accountOf } = await takeUp(tx, customers);
  const settled = customers.map((one) => ({ customer: one, ...through(one, accountOf(one), at, isp.world) }));
  await tx.query('DELETE FROM customer WHERE id = ANY($1)', [customers.map(({ id }) => id)]);
  await insertAll(
    tx,
    customer,
    settled.map(({ row, step }) => ({
      ...row,
      updatedAt: step.happenings.length > 0 ? Math.max(row.updatedAt, at) : row.updatedAt,
      commitVersion: version,
    })),
  );
  await postAll(
    work,
    settled.map(({ customer: whom, step }) => ({ customer: whom, postings: step.postings, by: '' })),
  );
  const happened = settled.map(({ customer: whom, step }) => ({ customer: whom, happenings: step.happenings }));
  await logSuspensions(work, happened, isp.world);
  for (const { id } of customers) touched.add(id);
  const count = (kind: Happening['kind']): number =>
    happened.filter(({ happenings }) => happenings.some((one) => one.kind === kind)).length;
  return { customers: customers.length, suspended: count('suspended'), expired: count('expired') };
}
