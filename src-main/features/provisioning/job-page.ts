import type { ProvisioningJob } from '#shared/contract/provisioning.ts';
import { allOf, type Condition } from '../../store/index.ts';

type State = ProvisioningJob['state'];

/** Where a window of jobs ended: an instant, a customer and a router. */
export type JobPlace = readonly [number, string, string];

/** Which jobs, and how many of them. */
export interface JobsAsked {
  readonly state?: State | undefined;
  readonly router?: string | undefined;
  readonly customer?: string | undefined;
  readonly before: JobPlace | null;
  readonly limit: number;
}

const STATES: readonly State[] = ['queued', 'applied', 'failed'];
const ORDER = 'ORDER BY queued_at DESC, customer_id DESC, router_id DESC';

/**
 * A SELECT of the rows of one page, what was queued last first, limited by `reach`. Each state is gone through along one
 * index in its order, so that a page costs as much as it shows; those of one customer are few, and those of one router
 * are no more than a router has customers.
 */
export function jobPage({ state, router, customer, before, limit }: JobsAsked, reach: Condition | null): Condition {
  const common: Condition[] = [];
  if (customer !== undefined) common.push({ sql: 'customer_id = ?', params: [customer] });
  if (router !== undefined) common.push({ sql: 'router_id = ?', params: [router] });
  if (before) common.push({ sql: '(queued_at, customer_id, router_id) < (?, ?, ?)', params: before });
  if (reach) common.push({ sql: `(SELECT ${reach.sql} FROM customer WHERE id = customer_id)`, params: reach.params });
  // "+": of one customer the states are looked at, not looked for.
  const column = customer === undefined ? 'state' : '+state';
  const stretches = (state === undefined ? STATES : [state]).map((one): Condition => {
    // As a constant: only then does SQLite see that the index of what is queued holds it.
    const { sql, params } = allOf([{ sql: `${column} = '${one}'`, params: [] }, ...common]) ?? { sql: '', params: [] };
    return {
      sql: `SELECT rowid AS job, queued_at, customer_id, router_id FROM provisioning WHERE ${sql} ${ORDER} LIMIT ?`,
      params: [...params, limit],
    };
  });
  return {
    sql: `SELECT job FROM (${stretches.map(({ sql }) => `SELECT * FROM (${sql})`).join(' UNION ALL ')}) ${ORDER} LIMIT ?`,
    params: [...stretches.flatMap(({ params }) => params), limit],
  };
}
