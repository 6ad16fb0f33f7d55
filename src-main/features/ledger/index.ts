import type { Feature, FeatureDeps } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { turns } from '../customers/index.ts';
import { cashFile } from './cash-file.ts';
import { cashOf } from './cash.ts';
import { dueOf } from './due.ts';
import { ledgerOf } from './of-customer.ts';
import { paymentNumbered, receiptOf } from './receipt.ts';
import { reverseEntry } from './reverse.ts';
import { noteSuspension, suspensionsOf } from './suspensions.ts';

/** What customers owe and have paid: their lines, receipts, what was taken in, what came by itself. */
export function ledgerFeature(deps: Pick<FeatureDeps, 'store' | 'now' | 'newId'>) {
  const { store, now } = deps;
  const { reader } = store;
  return {
    procedures: {
      ofCustomer: procedures.ledger.ofCustomer.handler(({ input, context: { actor } }) =>
        ledgerOf(reader, actor, input),
      ),
      due: procedures.ledger.due.handler(({ input, context: { actor } }) =>
        dueOf(reader, actor, input.customer, now().getTime()),
      ),
      receipt: procedures.ledger.receipt.handler(({ input, context: { actor } }) =>
        receiptOf(reader, actor, 'payment' in input ? input.payment : paymentNumbered(reader, input.number)),
      ),
      reverse: procedures.ledger.reverse.handler(({ input, context: { actor } }) => reverseEntry(deps, actor, input)),
      cash: procedures.ledger.cash.handler(({ input, context: { actor }, signal }) =>
        cashOf(reader, actor, input, turns(signal)),
      ),
      exportCash: procedures.ledger.exportCash.handler(({ input, context: { actor }, signal }) =>
        cashFile(store, actor, input, turns(signal)),
      ),
      suspensions: procedures.ledger.suspensions.handler(({ input, context: { actor } }) =>
        suspensionsOf(reader, actor, input),
      ),
      noteSuspension: procedures.ledger.noteSuspension.handler(({ input, context: { actor } }) =>
        noteSuspension(deps, actor, input),
      ),
    },
  } satisfies Feature<object>;
}
