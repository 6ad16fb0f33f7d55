import type { MutationOf } from '#shared/sync/mutations.ts';
import type { Rejection } from '#shared/sync/push.ts';
import { billingNow } from '../../billing/last-run.ts';
import { post } from '../../billing/post.ts';
import type { Decided, Work } from '../work.ts';
import { instantsAdded } from './instants-added.ts';
import { usedReferences, withCode } from './payments.ts';

/** Adds lines of customers who are there. */
export async function addLines(work: Work, args: MutationOf<'ledger.add'>['args']): Promise<Decided> {
  const { tx, reach, touched } = work;
  const { ofLine } = instantsAdded(args.at, await billingNow(tx, work.at));
  const lines = args.lines.map((line) => ofLine(withCode(line)));
  const customers = await tx.query<{ id: string; operatorId: string }>(
    'SELECT id, operator_id AS "operatorId" FROM customer WHERE id = ANY($1)',
    [[...new Set(lines.map(({ customerId }) => customerId))]],
  );
  const mine = new Set(customers.filter(({ operatorId }) => reach.own.has(operatorId)).map(({ id }) => id));
  const used = await usedReferences(work, lines);
  const rejections: Rejection[] = [];
  const accepted = lines.filter((line) => {
    const wrong = mine.has(line.customerId) ? used(line) : ({ code: 'GONE' } as const);
    if (wrong) rejections.push({ ...wrong, ids: [line.id] });
    return wrong === null;
  });
  await post(work, accepted);
  for (const { customerId } of accepted) touched.add(customerId);
  return { status: accepted.length > 0 ? 'applied' : 'rejected', rejections };
}
