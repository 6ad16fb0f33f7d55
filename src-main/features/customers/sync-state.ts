import type { ProvisioningState, SyncState } from '#shared/domain/customer/customer.ts';
import type { Condition } from '../../store/index.ts';

// What routers and the central server know of a customer. The one place that says so for every list, count and filter.

/** There are no routers to bring anybody to yet. */
export const provisioningOf = (): ProvisioningState => 'none';

/** No console is enrolled anywhere yet: nothing waits for a server, as there is none. */
export const syncOf = (): SyncState => 'none';

/** Customers of whom the central server does not have the latest, as a condition on the table `customer`. */
export const notSynced: Condition = { sql: 'FALSE', params: [] };
