import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { reachOfActor } from '../operators/index.ts';
import { queueAgain } from './queue-again.ts';

/** Which of what failed. */
export interface Retried {
  readonly jobs?: readonly { readonly customer: string; readonly routerId: string }[] | undefined;
  /** Absent: of all routers. */
  readonly router?: string | undefined;
}

const FAILED = `
  SELECT customer_id AS customer, provisioning.router_id AS routerId, customer.operator_id AS operatorId
  FROM provisioning CROSS JOIN customer ON customer.id = customer_id
  WHERE state = 'failed' AND customer.operator_id IN (SELECT value FROM json_each(@reach))
    AND (@router IS NULL OR provisioning.router_id = @router)
    AND (@jobs IS NULL OR (customer_id, provisioning.router_id) IN
      (SELECT value ->> 'customer', value ->> 'routerId' FROM json_each(@jobs)))`;

interface Failed {
  readonly customer: string;
  readonly routerId: string;
  readonly operatorId: string;
}

/** Queues again what failed of the customers within reach: these, or all of a router's, or all. Answers how many. */
export function retryJobs(
  { store, now }: Pick<FeatureDeps, 'store' | 'now'>,
  actor: Actor,
  { jobs, router }: Retried,
): Promise<number> {
  return store.write((tx) => {
    const failed = tx.db.prepare<[Readonly<Record<string, string | null>>], Failed>(FAILED).all({
      reach: JSON.stringify([...reachOfActor({ reader: tx.db }, actor)]),
      router: router ?? null,
      jobs: jobs === undefined ? null : JSON.stringify(jobs),
    });
    for (const [routerId, some] of Map.groupBy(failed, (one) => one.routerId)) {
      const ids = some.map(({ customer }) => customer);
      queueAgain(tx.db, routerId, ids, now());
    }
    for (const [ofOperatorId, some] of Map.groupBy(failed, ({ operatorId }) => operatorId)) {
      const [first] = some;
      const entityId = some.length === 1 && first ? first.customer : null;
      tx.audit({
        ...{ actor, action: 'customer.provision-again', entity: 'customer', entityId },
        after: { count: some.length },
        ofOperatorId,
      });
    }
    return failed.length;
  });
}
