import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../../store/index.ts';
import { customerWriter } from '../customers/index.ts';
import { reachOfActor } from '../operators/index.ts';

interface Row {
  readonly seq: number;
  readonly id: string;
  readonly operatorId: string;
  readonly noMessages: 0 | 1;
  readonly version: number;
}

/** Throws Refusal `customer-unknown` for one that is not there and for one that is elsewhere. */
function rowOf(store: Pick<Store, 'reader'>, db: Store['reader'], actor: Actor, id: string): Row {
  const row = db
    .prepare<[string], Row>(
      'SELECT seq, id, operator_id AS operatorId, no_messages AS noMessages, version FROM customer WHERE id = ?',
    )
    .get(id);
  if (!row || !reachOfActor(store, actor).has(row.operatorId)) throw new Refusal('customer-unknown');
  return row;
}

/** Whether a customer within reach has asked not to be sent messages. */
export const isOptedOut = (store: Pick<Store, 'reader'>, actor: Actor, id: string): boolean =>
  rowOf(store, store.reader, actor, id).noMessages === 1;

/** Keeps what a customer has asked for. What waits for them is cancelled when its turn comes. */
export async function changeOptOut(
  { store, now, newId }: Pick<FeatureDeps, 'store' | 'now' | 'newId'>,
  actor: Actor,
  { customer: id, optedOut }: { readonly customer: string; readonly optedOut: boolean },
): Promise<void> {
  await store.write((tx) => {
    const row = rowOf(store, tx.db, actor, id);
    if ((row.noMessages === 1) === optedOut) return;
    customerWriter(tx, now().getTime()).write(
      row,
      { columns: { noMessages: optedOut ? 1 : 0 } },
      {
        actor,
        action: 'customer.change',
        before: { noMessages: !optedOut },
        after: { noMessages: optedOut },
        uid: newId(),
        what: 'change',
      },
    );
  });
}
