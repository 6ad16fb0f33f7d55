import type { CustomerProfile } from '#shared/contract/customers.ts';
import type { Store } from '../../store/index.ts';

// As the view `customer_router` finds it.
const ROUTER = `
  SELECT router.id, router.name, CASE
      WHEN customer.router_id IS NOT NULL THEN 'choice'
      WHEN (SELECT CASE WHEN last >= customer.ip THEN router_id END FROM network_address
        WHERE first <= customer.ip ORDER BY first DESC LIMIT 1) IS NOT NULL THEN 'address'
      ELSE 'package' END AS by
  FROM customer_router
  JOIN customer ON customer.id = customer_id
  JOIN router ON router.id = customer_router.router_id
  WHERE customer_id = ?`;

/** The router that a customer belongs to, and what says so; null: none. */
export function routerOf(reader: Store['reader'], customer: string): CustomerProfile['router'] {
  return reader.prepare<[string], NonNullable<CustomerProfile['router']>>(ROUTER).get(customer) ?? null;
}
