import type { Store } from '../../store/index.ts';

export interface JobCounts {
  /** Customers who belong to the router. */
  readonly customers: number;
  readonly queued: number;
  readonly failed: number;
}

/** How far customers are on the routers, by the router's id. */
export function jobCounts(reader: Store['reader']): (routerId: string) => JobCounts {
  const rows = reader
    .prepare<[], { routerId: string; state: 'queued' | 'applied' | 'failed'; count: number }>(
      'SELECT router_id AS routerId, state, count(*) AS count FROM provisioning GROUP BY 1, 2',
    )
    .all();
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
