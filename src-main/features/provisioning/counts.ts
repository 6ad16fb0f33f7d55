import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';

/** How many customers within the actor's reach wait, stand on their router, or could not be brought there. */
export function countsOf(
  store: Pick<Store, 'reader'>,
  actor: Actor,
): { queued: number; applied: number; failed: number } {
  const reach = reachCondition(store, actor, 'customer.operator_id');
  const rows = store.reader
    .prepare<unknown[], { state: 'queued' | 'applied' | 'failed'; count: number }>(
      reach
        ? `SELECT state, count(*) AS count FROM provisioning JOIN customer ON customer.id = provisioning.customer_id
           WHERE ${reach.sql} GROUP BY 1`
        : 'SELECT state, count(*) AS count FROM provisioning GROUP BY 1',
    )
    .all(...(reach?.params ?? []));
  const of = (wanted: string): number => rows.find(({ state }) => state === wanted)?.count ?? 0;
  return { queued: of('queued'), applied: of('applied'), failed: of('failed') };
}
