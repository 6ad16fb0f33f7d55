import type { Database } from 'better-sqlite3';

/**
 * Queues customers for a router anew, whatever became of them before; who never was on it is put in. Whoever does not
 * belong there and never did is left out.
 */
export function queueAgain(db: Database, routerId: string, customers: readonly string[], at: Date): void {
  db.prepare(
    `INSERT INTO provisioning (customer_id, router_id, state, queued_at)
       SELECT customer.id, @router, 'queued', @at FROM customer WHERE customer.id IN (SELECT value FROM json_each(@ids))
         AND (EXISTS (SELECT 1 FROM provisioning WHERE customer_id = customer.id AND router_id = @router)
           OR EXISTS (SELECT 1 FROM customer_router WHERE customer_id = customer.id AND router_id = @router
             AND customer_router.status NOT IN ('pending', 'deleted')))
     ON CONFLICT DO UPDATE SET state = 'queued', generation = generation + 1, queued_at = excluded.queued_at,
       ended_at = NULL, attempts = 0, code = NULL, params = NULL`,
  ).run({ router: routerId, ids: JSON.stringify(customers), at: at.getTime() });
}
