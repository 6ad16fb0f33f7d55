import type { OnlineSession } from '#shared/contract/online.ts';
import { macDigits } from '#shared/domain/device/vendor.ts';
import { folded } from '#shared/domain/text.ts';
import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { reachOfActor, usableByActor } from '../operators/index.ts';
import type { ServerTold } from './central-watch.ts';
import { mergedSessions, type MergedSession } from './merge.ts';
import type { LastTold } from './watch.ts';

type Reader = Pick<Store, 'reader'>;

export interface KnownRouter {
  readonly id: string;
  readonly name: string;
  readonly host: string;
}

/** A session with the customer whose it is, and whose customer that is. */
export interface SeenSession extends MergedSession {
  readonly customer: Customer | null;
}

interface Customer {
  readonly id: string;
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
      'SELECT id, name, host, operator_id AS operatorId FROM router WHERE retired_at IS NULL ORDER BY name_key, id',
    )
    .all()
    .filter(({ operatorId }) => usable?.has(operatorId) ?? true)
    .map(({ id, name, host }) => ({ id, name, host }));
}

/** Who tells of sessions. */
export interface Tellers {
  readonly watch: { readonly lastTold: (routerId: string) => LastTold };
  readonly server: { readonly lastTold: () => ServerTold | null };
}

/**
 * What somebody may see of who is in, on some routers and as the server tells it: those of customers within reach. Of nobody
 * known: the ISP's own people alone, as nobody can say whose customer it is.
 */
export function seenSessions(
  store: Reader,
  actor: Actor,
  routers: readonly KnownRouter[],
  { watch, server }: Tellers,
): readonly SeenSession[] {
  const sessions = mergedSessions(routers, watch.lastTold, server.lastTold());
  const byName = customersBy(store, BY_NAME, [...new Set(sessions.map(({ key }) => key))]);
  const byId = customersBy(store, BY_ID, [...new Set(sessions.flatMap((one) => one.server?.customer ?? []))]);
  const reach = reachOfActor(store, actor);
  return sessions.flatMap((session) => {
    // The server knows who had the name when the session began.
    const customer = byId.get(session.server?.customer ?? '') ?? byName.get(session.key) ?? null;
    const isSeen = customer === null ? actor.isRoot : reach.has(customer.operatorId);
    return isSeen ? [{ ...session, customer }] : [];
  });
}

const COLUMNS = `customer.id, customer.operator_id AS operatorId, full_name AS fullName, customer.name_key AS nameKey,
  zone_id AS zoneId, zone.name AS zone`;
const BY_NAME = `
  SELECT username_key AS found, ${COLUMNS}
  FROM json_each(?) AS wanted CROSS JOIN customer ON customer.username_key = wanted.value
  LEFT JOIN zone ON zone.id = customer.zone_id
  WHERE customer.status <> 'deleted'`;
const BY_ID = `
  SELECT customer.id AS found, ${COLUMNS}
  FROM json_each(?) AS wanted CROSS JOIN customer ON customer.id = wanted.value
  LEFT JOIN zone ON zone.id = customer.zone_id`;

function customersBy({ reader }: Reader, sql: string, wanted: readonly string[]): ReadonlyMap<string, Customer> {
  const rows = reader.prepare<[string], Customer & { readonly found: string }>(sql).all(JSON.stringify(wanted));
  return new Map(rows.map(({ found, ...customer }) => [found, customer]));
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

export function lineOf({ customer, server, isOnRouter, ...session }: SeenSession): OnlineSession {
  const { id, kind, username, address, mac, uptimeSeconds, downBps, upBps, routerId, router } = session;
  return {
    ...{ id, routerId, router, kind, username, address, mac, uptimeSeconds, downBps, upBps },
    knownFrom: server === null ? 'router' : isOnRouter ? 'both' : 'server',
    customer: customer?.id ?? null,
    fullName: customer?.fullName ?? null,
    zone: customer?.zone ?? null,
    bytesDown: server?.bytesDown ?? null,
    bytesUp: server?.bytesUp ?? null,
  };
}
