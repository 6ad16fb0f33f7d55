import type { ProvisioningState, SyncState } from '#shared/domain/customer/customer.ts';
import { heldHere, JOINED } from '../../store/index.ts';
import type { Narrowing } from './filter.ts';

// What routers and the central server know of a customer. The one place that says so for every list, count and filter.

const OF_ALL_ROUTERS: readonly ProvisioningState[] = ['none', 'applied', 'queued', 'failed'];

/**
 * A column for `provisioningOf`, over the table `customer`: what failed on one of their routers wins, then what waits. Who
 * should have a router and was not queued yet waits too. A router that another console holds is none of this one's.
 */
export const PROVISIONING_COLUMN = `coalesce(
    (SELECT max(CASE state WHEN 'failed' THEN 3 WHEN 'queued' THEN 2 ELSE 1 END) FROM provisioning
      WHERE customer_id = customer.id AND ${heldHere('provisioning.router_id')}),
    CASE WHEN customer.status NOT IN ('pending', 'deleted') AND EXISTS (SELECT 1 FROM router)
      AND EXISTS (SELECT 1 FROM customer_router WHERE customer_id = customer.id AND customer_router.router_id IS NOT NULL
        AND ${heldHere('customer_router.router_id')}) THEN 2 ELSE 0 END)`;

/** What the column says. */
export const provisioningOf = (rank: number): ProvisioningState => OF_ALL_ROUTERS[rank] ?? 'none';

// What another console does is not known here.
const UNDONE = `state IN ('queued', 'failed') AND ${heldHere('provisioning.router_id')}`;

/** Customers who are not on a router as they should be. Whoever changes one queues it, so that the queue knows them all. */
export const notOnRouter: Narrowing = {
  told: {
    sql: `EXISTS (SELECT 1 FROM provisioning WHERE customer_id = customer.id AND +${UNDONE})`,
    params: [],
  },
  numbers: {
    sql: `SELECT seq FROM customer WHERE id IN (SELECT customer_id FROM provisioning WHERE ${UNDONE})`,
    params: [],
    next: null,
  },
  isExact: true,
};

const OF_THE_SERVER: readonly SyncState[] = ['none', 'synced', 'waiting', 'rejected'];

/** A column for `syncOf`, over the table `customer`: what was refused wins, then what waits. */
export const SYNC_COLUMN = `coalesce(
    (SELECT max(CASE state WHEN 'rejected' THEN 3 ELSE 2 END) FROM sync_reference JOIN sync_journal USING (seq)
      WHERE entity = 'customer' AND id = customer.id),
    CASE WHEN ${JOINED} THEN 1 ELSE 0 END)`;

/** What the column says. */
export const syncOf = (rank: number): SyncState => OF_THE_SERVER[rank] ?? 'none';

/** Customers of whom the central server does not have the latest, as a condition on the table `customer`. */
export const notSynced: Narrowing = {
  told: {
    sql: `EXISTS (SELECT 1 FROM sync_reference WHERE entity = 'customer' AND sync_reference.id = customer.id)`,
    params: [],
  },
  numbers: {
    sql: `SELECT seq FROM customer WHERE id IN (SELECT id FROM sync_reference WHERE entity = 'customer')`,
    params: [],
    next: null,
  },
  isExact: true,
};
