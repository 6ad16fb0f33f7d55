import type { MutationOf } from '#shared/sync/mutations.ts';
import { billingNow } from '../../billing/last-run.ts';
import { CUSTOMER, customerRow, type StoredCustomer } from '../rows/customer.ts';
import { type Decided, rejected, type Work } from '../work.ts';
import { decideAgain } from './decide-again.ts';
import { instantOf } from './instant.ts';
import { takeAsSent } from './take-as-sent.ts';
import { putBack } from './put-back.ts';

/**
 * Changes one customer. An action is decided again, by the same rules as in the office, on what stands here; a form is taken
 * as it was sent; what an office takes back is put back if nobody has changed the customer since. Money that was taken is
 * never refused but for a code that was used before.
 */
export async function changeCustomer(work: Work, { args, was }: MutationOf<'customer.change'>): Promise<Decided> {
  const { tx, seal, reach } = work;
  const [stored] = await tx.query<StoredCustomer>(`${CUSTOMER} WHERE id = $1`, [args.id]);
  if (!stored || !reach.own.has(stored.operatorId)) return rejected({ code: 'GONE' });
  // Lines of somebody else would be posted past the question whose customer it is.
  if (args.lines.some(({ customerId }) => customerId !== args.id)) {
    return rejected({ code: 'OUT_OF_REACH', field: 'lines' });
  }
  const at = instantOf(args.at, await billingNow(tx, work.at), stored);
  const standing = { stored, row: customerRow(stored, seal), at };
  if (args.isUndo) return putBack(work, standing, args, was);
  if (args.terms === null) return takeAsSent(work, standing, args, was);
  return decideAgain(work, standing, { ...args, terms: args.terms }, was);
}
