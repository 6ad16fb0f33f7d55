import type { OnlineSession } from '#shared/contract/online.ts';
import { macDigits } from '#shared/domain/device/vendor.ts';
import { folded } from '#shared/domain/text.ts';
import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { reachOfActor, usableByActor } from '../operators/index.ts';
import type { LiveSession } from './read-sessions.ts';
import type { LastTold } from './watch.ts';

type Reader = Pick<Store, 'reader'>;

export interface KnownRouter {
  readonly id: string;
  readonly name: string;
}

/** A session with the customer whose it is, and whose customer that is. */
export interface SeenSession extends LiveSession {
  readonly routerId: string;
  readonly router: string;
  readonly customer: Customer | null;
}

interface Customer {
  readonly id: string;
  readonly key: string;
  readonly operatorId: string;
  readonly fullName: string;
  readonly nameKey: string;
  readonly zoneId: string | null;
  readonly zone: string | null;
}

/** The routers that are in use and that somebody here may know of, by name; `actor` null: all. */
export function routersOf(store: Reader, actor: Actor | null): readonly KnownRouter[] {
  const usable = actor === null ? null : usableByActor(store, actor);
  return store.reader
    .prepare<[], KnownRouter & { operatorId: string }>(
      'SELECT id, name, operator_id AS operatorId FROM router WHERE retired_at IS NULL ORDER BY name_key, id',
    )
    .all()
    .filter(({ operatorId }) => usable?.has(operatorId) ?? true)
    .map(({ id, name }) => ({ id, name }));
}

/**
 * What somebody may see of the sessions of some routers: those of customers within reach, by username. Of nobody known: the
 * ISP's own people alone, as nobody can say whose customer it is.
 */
export function seenSessions(
  store: Reader,
  actor: Actor,
  routers: readonly KnownRouter[],
  lastTold: (routerId: string) => LastTold,
): readonly SeenSession[] {
  const told = routers.map((router) => ({ router, sessions: lastTold(router.id).sessions }));
  const keys = new Set(told.flatMap(({ sessions }) => sessions.map(({ key }) => key)));
  const customers = customersCalled(store, [...keys]);
  const reach = reachOfActor(store, actor);
  const seen: SeenSession[] = [];
  for (const { router, sessions } of told) {
    for (const session of sessions) {
      const customer = customers.get(session.key) ?? null;
      const isSeen = customer === null ? actor.isRoot : reach.has(customer.operatorId);
      if (isSeen) seen.push({ ...session, routerId: router.id, router: router.name, customer });
    }
  }
  return seen;
}

const CALLED = `
  SELECT customer.id, username_key AS key, customer.operator_id AS operatorId, full_name AS fullName,
    customer.name_key AS nameKey, zone_id AS zoneId, zone.name AS zone
  FROM json_each(?) AS wanted CROSS JOIN customer ON customer.username_key = wanted.value
  LEFT JOIN zone ON zone.id = customer.zone_id
  WHERE customer.status <> 'deleted'`;

function customersCalled({ reader }: Reader, keys: readonly string[]): ReadonlyMap<string, Customer> {
  const rows = reader.prepare<[string], Customer>(CALLED).all(JSON.stringify(keys));
  return new Map(rows.map((row) => [row.key, row]));
}

export interface Narrowed {
  readonly search: string;
  readonly customer?: string | undefined;
  /** With the zones beneath it. */
  readonly zone?: string | undefined;
}

/** Those of the sessions that are asked for. */
export function narrowed(
  { reader }: Reader,
  sessions: readonly SeenSession[],
  { search, customer, zone }: Narrowed,
): readonly SeenSession[] {
  const typed = folded(search);
  const digits = typed === '' ? null : macDigits(typed);
  const zones = zone === undefined ? null : new Set(reader.prepare<[string], string>(BENEATH).pluck().all(zone));
  const isFound = (one: SeenSession): boolean =>
    one.key.includes(typed) ||
    (one.customer?.nameKey.includes(typed) ?? false) ||
    (one.address?.includes(typed) ?? false) ||
    (digits !== null && (one.mac?.replaceAll(':', '').toLowerCase().includes(digits.toLowerCase()) ?? false));
  return sessions.filter(
    (one) =>
      (customer === undefined || one.customer?.id === customer) &&
      (zones === null || zones.has(one.customer?.zoneId ?? '')) &&
      (typed === '' || isFound(one)),
  );
}

const BENEATH = `
  WITH RECURSIVE beneath (id) AS (
    SELECT ? UNION SELECT zone.id FROM zone JOIN beneath ON zone.parent_id = beneath.id)
  SELECT id FROM beneath`;

export function lineOf({ customer, ...session }: SeenSession): OnlineSession {
  const { id, kind, username, address, mac, uptimeSeconds, downBps, upBps, routerId, router } = session;
  return {
    ...{ id, routerId, router, kind, username, address, mac, uptimeSeconds, downBps, upBps },
    customer: customer?.id ?? null,
    fullName: customer?.fullName ?? null,
    zone: customer?.zone ?? null,
  };
}
