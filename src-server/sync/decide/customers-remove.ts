import { z } from 'zod';
import { IS_NO_MONEY } from '#shared/domain/billing/kept-lines.ts';
import { purgeBefore, USUAL_PURGE_DAYS } from '#shared/domain/customer/purge.ts';
import type { MutationOf } from '#shared/sync/mutations.ts';
import type { Rejection, RejectionCode } from '#shared/sync/push.ts';
import { billingNow } from '../../billing/last-run.ts';
import { insertAll } from '../../store/insert-all.ts';
import { tombstone } from '../../store/schema.ts';
import { APPLIED, type Decided, type Work } from '../work.ts';

/** By so much the clock of an office may be ahead: it purges once a day. */
const CLOCKS_DIFFER = 86_400_000;

/**
 * Takes customers away for good, with their ledger and what is written down of their suspensions; of those whose time is over
 * what they have paid stays, in the name of whose customers they were. Whether it is over the server's clock says, not the
 * office's. Who is not there any more is what was asked for.
 */
export async function removeCustomers(
  work: Work,
  { ids, why }: MutationOf<'customers.remove'>['args'],
): Promise<Decided> {
  const { tx, reach, version, touched } = work;
  const found = await tx.query<Found>(
    `SELECT id, operator_id AS "operatorId", status, deleted_at AS "deletedAt",
       EXISTS (SELECT 1 FROM ledger_entry WHERE customer_id = customer.id AND kind = 'payment') AS "hasPaid"
     FROM customer WHERE id = ANY($1)`,
    [ids],
  );
  const mine = found.filter(({ operatorId }) => reach.own.has(operatorId));
  const stays = why === 'purge' ? staysDeleted(await overBefore(work)) : hasPaid;
  const rejections = mine.flatMap((one): Rejection[] => {
    const code = stays(one);
    return code === null ? [] : [{ code, ids: [one.id] }];
  });
  const gone = mine.filter((one) => stays(one) === null);
  const goneIds = gone.map(({ id }) => id);
  await tx.query(`DELETE FROM ledger_entry WHERE customer_id = ANY($1) AND ${IS_NO_MONEY}`, [goneIds]);
  await tx.query(
    `UPDATE ledger_entry SET operator_id = customer.operator_id FROM customer
     WHERE customer_id = customer.id AND customer.id = ANY($1) AND ledger_entry.operator_id IS NULL`,
    [goneIds],
  );
  await tx.query('DELETE FROM customer WHERE id = ANY($1)', [goneIds]);
  // Consoles know that these go with the customer.
  await tx.query(`DELETE FROM record WHERE kind = 'automatic-suspension' AND body->>'customerId' = ANY($1)`, [goneIds]);
  await insertAll(
    tx,
    tombstone,
    gone.map(({ id, operatorId }) => ({ entity: 'customer', id, operatorId, commitVersion: version })),
  );
  for (const { id } of gone) touched.add(id);
  if (rejections.length === 0) return APPLIED;
  return { status: gone.length > 0 ? 'applied' : 'rejected', rejections };
}

interface Found {
  readonly id: string;
  readonly operatorId: string;
  readonly status: string;
  readonly deletedAt: number | null;
  readonly hasPaid: boolean;
}

/** Somebody has taken their money: that is not taken back with an import. */
const hasPaid = (one: Found): RejectionCode | null => (one.hasPaid ? 'STALE_RECORD' : null);

/** Somebody has brought them back meanwhile, or their time is not over. */
const staysDeleted =
  (before: number) =>
  ({ status, deletedAt }: Found): RejectionCode | null => {
    if (status !== 'deleted') return 'STALE_RECORD';
    return deletedAt !== null && deletedAt < before ? null : 'ACTION_REFUSED';
  };

/** Before when whoever is purged must have been deleted, by the ISP's setting. */
async function overBefore({ tx, at }: Pick<Work, 'tx' | 'at'>): Promise<number> {
  const [setting] = await tx.query<{ body: unknown }>(
    "SELECT body FROM record WHERE kind = 'setting' AND id = 'purgeAfterDays'",
  );
  const days = PurgeAfterBody.safeParse(setting?.body);
  const { believed } = await billingNow(tx, at);
  return (purgeBefore(believed, days.data?.value ?? USUAL_PURGE_DAYS) ?? -Infinity) + CLOCKS_DIFFER;
}

/** Of the setting `purgeAfterDays`. */
const PurgeAfterBody = z.object({ value: z.number() });
