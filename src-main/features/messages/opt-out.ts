import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../../store/index.ts';
import { reachOfActor } from '../operators/index.ts';

interface Row {
  readonly operatorId: string;
  readonly noMessages: 0 | 1;
  readonly version: number;
}

/** Throws Refusal `customer-unknown` for one that is not there and for one that is elsewhere. */
function rowOf(store: Pick<Store, 'reader'>, db: Store['reader'], actor: Actor, id: string): Row {
  const row = db
    .prepare<[string], Row>(
      'SELECT operator_id AS operatorId, no_messages AS noMessages, version FROM customer WHERE id = ?',
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
    const { operatorId, noMessages, version } = rowOf(store, tx.db, actor, id);
    if ((noMessages === 1) === optedOut) return;
    tx.db
      .prepare('UPDATE customer SET no_messages = ?, version = version + 1, updated_at = ? WHERE id = ?')
      .run(Number(optedOut), now().getTime(), id);
    tx.audit({
      actor,
      action: 'customer.change',
      entity: 'customer',
      entityId: id,
      before: { noMessages: !optedOut },
      after: { noMessages: optedOut },
      ofOperatorId: operatorId,
    });
    const args = { id, action: 'change', version: version + 1, noMessages: optedOut };
    tx.journal({ uid: newId(), name: 'customer.change', args });
  });
}
