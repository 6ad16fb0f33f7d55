import type { Connection } from '#shared/domain/package/package.ts';
import type { Speeds } from '#shared/domain/provisioning/rate.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { SharedSecret } from '#radius/index.ts';
import { Refusal } from '../../refusal.ts';
import { reachOfActor } from '../operators/index.ts';
import { openRouterSecret } from '../../store/index.ts';

/** A customer with the router that lets them in, which takes Disconnect and CoA under a secret of its own. */
export interface OnRouter extends Speeds {
  readonly id: string;
  readonly operatorId: string;
  readonly username: string;
  readonly routerId: string;
  readonly router: string;
  readonly host: string;
  readonly secret: SharedSecret;
}

interface Row extends Speeds {
  readonly id: string;
  readonly operatorId: string;
  readonly username: string;
  readonly connection: Connection;
  readonly routerId: string | null;
  readonly router: string | null;
  readonly host: string | null;
  readonly sealed: Buffer | null;
}

const CUSTOMER = `SELECT customer.id, customer.operator_id AS operatorId, customer.username, package.connection,
    down_kbps AS downKbps, up_kbps AS upKbps, burst_down_kbps AS burstDownKbps, burst_up_kbps AS burstUpKbps,
    burst_seconds AS burstSeconds, router.id AS routerId, router.name AS router, router.host,
    router.radius_secret_sealed AS sealed
  FROM customer JOIN package ON package.id = customer.package_id
    LEFT JOIN customer_router ON customer_router.customer_id = customer.id
    LEFT JOIN router ON router.id = customer_router.router_id AND router.retired_at IS NULL
  WHERE customer.id = ?`;

/**
 * A customer within reach, on their router. Throws Refusal `customer-unknown`, `radius-no-log-in`, `radius-no-router`,
 * `radius-router-secret`, `key-locked` or `store-sealed-damaged`.
 */
export function onTheirRouter({ store }: Pick<FeatureDeps, 'store'>, actor: Actor, customer: string): OnRouter {
  const row = store.reader.prepare<[string], Row>(CUSTOMER).get(customer);
  if (!row || !reachOfActor(store, actor).has(row.operatorId)) throw new Refusal('customer-unknown');
  const { connection, routerId, router, host, sealed, ...rest } = row;
  if (connection !== 'pppoe' && connection !== 'hotspot') throw new Refusal('radius-no-log-in');
  if (routerId === null || router === null || host === null) throw new Refusal('radius-no-router');
  if (sealed === null) throw new Refusal('radius-router-secret', { router });
  return { ...rest, routerId, router, host, secret: new SharedSecret(openRouterSecret(store.seal, routerId, sealed)) };
}
