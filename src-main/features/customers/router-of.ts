import type { CustomerProfile } from '#shared/contract/customers.ts';
import type { Store } from '../../store/index.ts';

// As the view `customer_router` finds it.
const ROUTER = `
  SELECT router.id, router.name, CASE
      WHEN customer.router_id IS NOT NULL THEN 'choice'
      WHEN (SELECT CASE WHEN last >= customer.ip THEN router_id END FROM network_address
        WHERE first <= customer.ip ORDER BY first DESC LIMIT 1) IS NOT NULL THEN 'address'
      ELSE 'package' END AS by,
    router.authentication = 'radius' OR router.radius_secret_sealed IS NOT NULL AS byRadius
  FROM customer_router
  JOIN customer ON customer.id = customer_id
  JOIN router ON router.id = customer_router.router_id
  WHERE customer_id = ?`;

type Told = NonNullable<CustomerProfile['router']>;
type Row = Omit<Told, 'byRadius'> & { readonly byRadius: 0 | 1 };

/** The router that a customer belongs to, and what says so; null: none. */
export function routerOf(reader: Store['reader'], customer: string): CustomerProfile['router'] {
  const row = reader.prepare<[string], Row>(ROUTER).get(customer);
  return row ? { ...row, byRadius: row.byRadius === 1 } : null;
}
