import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';

export interface JobCounts {
  /** Customers who belong to the router. */
  readonly customers: number;
  readonly queued: number;
  readonly failed: number;
}

/** How far the customers within the actor's reach are on the routers, by the router's id. */
export function jobCounts(
  store: Pick<Store, 'reader'>,
  actor: Pick<Actor, 'operatorId'>,
): (routerId: string) => JobCounts {
  const within = reachCondition(store, actor, 'c.operator_id');
  const rows = store.reader
    .prepare<string[], { routerId: string; state: 'queued' | 'applied' | 'failed'; count: number }>(
      `SELECT p.router_id AS routerId, p.state AS state, count(*) AS count FROM provisioning p
       ${within === null ? '' : `JOIN customer c ON c.id = p.customer_id WHERE ${within.sql}`} GROUP BY 1, 2`,
    )
    .all(...(within?.params ?? []));
  const counts = Map.groupBy(rows, ({ routerId }) => routerId);
  return (routerId) => {
    const of = counts.get(routerId) ?? [];
    const inState = (wanted: string): number => of.find(({ state }) => state === wanted)?.count ?? 0;
    return {
      customers: of.reduce((sum, { count }) => sum + count, 0),
      queued: inState('queued'),
      failed: inState('failed'),
    };
  };
}
