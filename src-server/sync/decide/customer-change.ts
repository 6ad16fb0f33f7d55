import type { MutationOf } from '#shared/sync/mutations.ts';
import type { Rejection } from '#shared/sync/push.ts';
import { billingNow } from '../../billing/last-run.ts';
import { post } from '../../billing/post.ts';
import { CUSTOMER, readableRow, type StoredCustomer } from '../rows/customer.ts';
import { type Decided, rejected, type Work } from '../work.ts';
import { decideAgain } from './decide-again.ts';
import { instantOf } from './instant.ts';
import { takeAsSent } from './take-as-sent.ts';
import { paymentIn, referenceUsed } from './payments-taken.ts';
import { putBack } from './put-back.ts';
import { Unreckonable } from './reckoned.ts';
import type { ChangeArgs, Standing } from './standing.ts';

/**
 * Changes one customer. An action is decided again, by the same rules as in the office, on what stands here; a form is taken
 * as it was sent; what an office takes back is put back if nobody has changed the customer since. Money that was taken is
 * never refused but for a code that was used before. A customer who cannot be reckoned is refused alone, with a line in the
 * log; a password that nobody can read any more hinders nothing, and another one mends it.
 */
export async function changeCustomer(work: Work, mutation: MutationOf<'customer.change'>): Promise<Decided> {
  const { args, was } = mutation;
  const { tx, seal, reach } = work;
  const [stored] = await tx.query<StoredCustomer>(`${CUSTOMER} WHERE id = $1`, [args.id]);
  if (!stored || !reach.own.has(stored.operatorId)) return rejected({ code: 'GONE' });
  // Lines of somebody else would be posted past the question whose customer it is.
  if (args.lines.some(({ customerId }) => customerId !== args.id)) {
    return rejected({ code: 'OUT_OF_REACH', field: 'lines' });
  }
  const at = instantOf(args.at, await billingNow(tx, work.at), stored);
  const row = readableRow(stored, seal, () => was?.password ?? null);
  const standing = { stored, row, at };
  try {
    return await decided(work, standing, mutation);
  } catch (error) {
    // Nothing is written before everything is reckoned.
    if (!(error instanceof Unreckonable)) throw error;
    work.log?.failure(error.cause, { during: 'push', customer: stored.id });
    return unreckonable(work, standing, args);
  }
}

function decided(work: Work, standing: Standing, { args, was }: MutationOf<'customer.change'>): Promise<Decided> {
  if (args.isUndo) return putBack(work, standing, args, was);
  if (args.terms === null) return takeAsSent(work, standing, args, was);
  return decideAgain(work, standing, { ...args, terms: args.terms }, was);
}

/** Money that was taken is posted, whatever billing can make of it. */
async function unreckonable(work: Work, standing: Standing, { lines }: ChangeArgs): Promise<Decided> {
  const rejection: Rejection = { code: 'ACTION_REFUSED', detail: { code: 'customer-unreckonable', params: {} } };
  const { id } = standing.stored;
  const paid = paymentIn(lines, standing);
  if (!paid || paid === 'fault' || (await referenceUsed(work, paid))) return rejected(rejection);
  await post(work, [paid]);
  work.touched.add(id);
  return { status: 'applied', rejections: [{ ...rejection, ids: [id] }] };
}
