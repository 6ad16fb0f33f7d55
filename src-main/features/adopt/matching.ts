import type { Connection } from '#shared/domain/package/package.ts';
import { formatIpv4 } from '#shared/domain/ip/ipv4.ts';
import { isMarked } from '#shared/domain/provisioning/found.ts';
import { type FoundIn, type Match, matchFound } from '#shared/domain/provisioning/match.ts';
import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';
import type { RouterRow } from '../routers/index.ts';
import { readFound } from './read-found.ts';
import type { RouterSession } from '../../routeros/index.ts';

/** A customer whom a record may be of. */
export interface KnownCustomer {
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
  readonly ip: string | null;
  readonly connection: Connection;
  readonly routerId: string | null;
  readonly routerName: string | null;
}

export interface FoundMatch {
  readonly found: FoundIn;
  readonly match: { readonly by: Match['by']; readonly customer: KnownCustomer } | null;
}

export interface Standing {
  /** Those that are not ours yet, with whose they are. */
  readonly others: readonly FoundMatch[];
  readonly ours: number;
}

/**
 * What stands on a router for somebody, and whose it is. A marked record of a customer who belongs to no router is told with
 * the others: marking it was all that came of taking it over. Rejects with a RouterError.
 */
export async function matchedOn(
  store: Pick<Store, 'reader'>,
  actor: Actor,
  session: RouterSession,
  row: RouterRow,
): Promise<Standing> {
  const all = await readFound(session);
  const customers = knownCustomers(store, actor);
  const byId = new Map(customers.map((customer) => [customer.id, customer]));
  const matches = matchFound(all, customers, row.staticWay);
  const told = all.map((found, at): FoundMatch => {
    const match = matches[at];
    const customer = match && byId.get(match.customer);
    return { found, match: match && customer ? { by: match.by, customer } : null };
  });
  const others = told.filter(({ found, match }) => !isMarked(found) || match?.customer.routerId === null);
  return { others, ours: told.length - others.length };
}

interface Row extends Omit<KnownCustomer, 'ip'> {
  readonly ip: number | null;
}

function knownCustomers(store: Pick<Store, 'reader'>, actor: Actor): readonly KnownCustomer[] {
  const within = reachCondition(store, actor, 'customer.operator_id');
  return store.reader
    .prepare<string[], Row>(
      `SELECT customer.id, customer.username, customer.full_name AS fullName, customer.ip, package.connection,
         customer_router.router_id AS routerId, router.name AS routerName
       FROM customer JOIN package ON package.id = customer.package_id
         JOIN customer_router ON customer_router.customer_id = customer.id
         LEFT JOIN router ON router.id = customer_router.router_id
       WHERE customer.status <> 'deleted' AND ${within?.sql ?? 'true'}`,
    )
    .all(...(within?.params ?? []))
    .map(({ ip, ...row }) => ({ ...row, ip: ip === null ? null : formatIpv4(ip) }));
}
