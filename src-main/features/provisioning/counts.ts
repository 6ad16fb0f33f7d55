import type { ProvisioningCounts } from '#shared/contract/provisioning.ts';
import type { Actor } from '../../procedure.ts';
import { heldHere, type Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';

/** How many jobs there are in each state on the routers that are held here, of the customers within reach. */
export function countsOf(store: Pick<Store, 'reader'>, actor: Actor): ProvisioningCounts {
  const reach = reachCondition(store, actor, 'customer.operator_id');
  // Without a reach the index alone tells; with one, those of the few customers are looked up.
  const [within, params] = reach
    ? [`AND customer_id IN (SELECT id FROM customer WHERE ${reach.sql})`, reach.params]
    : ['', []];
  const rows = store.reader
    .prepare<unknown[], { state: keyof ProvisioningCounts; count: number }>(
      `SELECT state, count(*) AS count FROM provisioning WHERE ${heldHere('provisioning.router_id')} ${within}
       GROUP BY state`,
    )
    .all(...params);
  const of = (state: keyof ProvisioningCounts): number => rows.find((row) => row.state === state)?.count ?? 0;
  return { queued: of('queued'), applied: of('applied'), failed: of('failed') };
}
