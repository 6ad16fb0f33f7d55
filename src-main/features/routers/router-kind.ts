import { asc, eq, sql } from 'drizzle-orm';
import type { RouterFields, RouterLine } from '#shared/contract/routers.ts';
import { parseIpv4 } from '#shared/domain/ip/ipv4.ts';
import { hostFault } from '#shared/domain/provisioning/host.ts';
import type { FeatureDeps } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import type { Query } from '../../store/index.ts';
import { networkAddress, provisioning, router, routerCheck, routerContact, syncRouter } from '../../store/schema.ts';
import { reachOfActor, usableByActor } from '../operators/index.ts';
import { codeOf, nameOf, operatorNames, ownedLine, ownedShown, type RecordKind } from '../records/index.ts';
import { checksOf, NEVER_CHECKED } from './check.ts';
import { contactsOf } from './contact.ts';
import { sealRouterPassword, sealRouterSecret } from '../../store/index.ts';
import { holdersOf, holdNew } from './holds.ts';
import { jobCounts } from './job-counts.ts';

export type RouterRow = typeof router.$inferSelect;

/** Secrets are never told again: a form has none of them. */
const fieldsOf = (row: RouterRow): RouterFields => ({
  operatorId: row.operatorId,
  name: row.name,
  code: row.code,
  host: row.host,
  port: row.port,
  tls: row.tls,
  fingerprint: row.fingerprint,
  username: row.username,
  password: null,
  codePage: row.codePage,
  writes: row.writes,
  authentication: row.authentication,
  suspension: row.suspension,
  staticWay: row.staticWay,
  pppLocalAddress: row.pppLocalAddress,
  hotspotServer: row.hotspotServer,
  dhcpServer: row.dhcpServer,
  customerInterface: row.customerInterface,
  radiusSecret: null,
});

/** Routers on the office's network. */
export function routerKind({ store }: Pick<FeatureDeps, 'store'>): RecordKind<RouterRow, RouterFields, RouterLine> {
  return {
    entity: 'router',
    rows: (orm) => orm.select().from(router).orderBy(asc(router.nameKey)).all(),
    ownerOf: ({ operatorId }) => operatorId,
    ownerIn: ({ operatorId }) => operatorId,
    titleOf: ({ name }) => name,
    fieldsOf,
    secretsIn: ({ password, radiusSecret }) => [
      ...(password === null ? [] : ['password']),
      ...(radiusSecret === null ? [] : ['radiusSecret']),
    ],
    make: ({ password, radiusSecret, ...fields }, { id, version, retiredAt, current }, rows, actor, orm) => {
      const { name, nameKey } = nameOf(fields.name, { id, operatorId: fields.operatorId }, rows);
      const code = codeOf(fields.code, { id, title: name, current: current?.code }, rows);
      refuseHost(fields.host);
      if (current && password === null) refuseElsewhere(fields, current);
      refuseTwice(fields, id, rows, usableByActor(store, actor));
      if (!CODE_PAGES.has(fields.codePage)) throw new Refusal('router-code-page', { field: 'codePage' });
      if (fields.pppLocalAddress !== null && parseIpv4(fields.pppLocalAddress) === null) {
        throw new Refusal('router-local-address', { value: fields.pppLocalAddress, field: 'pppLocalAddress' });
      }
      if (current && current.operatorId !== fields.operatorId && customersOn(orm, id) > 0) {
        throw new Refusal('record-owner-in-use', {
          name: current.name,
          count: customersOn(orm, id),
          field: 'operatorId',
        });
      }
      return {
        ...fields,
        host: fields.host.toLowerCase(),
        id,
        name,
        nameKey,
        ...code,
        // Another certificate has to be looked at by somebody: without TLS there is none to trust.
        fingerprint: fields.tls ? fields.fingerprint : null,
        passwordSealed:
          password === null ? (current?.passwordSealed ?? null) : sealRouterPassword(store.seal, id, password),
        radiusSecretSealed: secretSealed(radiusSecret, keptAt(fields.host, current), (secret) =>
          sealRouterSecret(store.seal, id, secret),
        ),
        version,
        retiredAt,
      };
    },
    put: (orm, row, isNew) => {
      if (isNew) {
        orm.insert(router).values(row).run();
        holdNew(orm, row.id);
      } else orm.update(router).set(row).where(eq(router.id, row.id)).run();
    },
    drop: (orm, { id }) => {
      // What waited to be taken away there goes with it.
      orm.delete(provisioning).where(eq(provisioning.routerId, id)).run();
      orm.delete(routerContact).where(eq(routerContact.routerId, id)).run();
      orm.delete(routerCheck).where(eq(routerCheck.routerId, id)).run();
      orm.delete(syncRouter).where(eq(syncRouter.routerId, id)).run();
      orm.delete(router).where(eq(router.id, id)).run();
    },
    uses: (orm, { id }) => [
      { what: 'customers', count: customersOn(orm, id) },
      {
        what: 'blocks',
        count: orm.select().from(networkAddress).where(eq(networkAddress.routerId, id)).all().length,
      },
    ],
    shownOf: (row, orm) => {
      // Secrets, of which a form has none: the history has only that there is another one.
      return { ...fieldsOf(row), ...ownedShown(row, operatorNames(orm)) };
    },
    linesOf: (rows, actor, mine) => {
      const names = operatorNames(store.query);
      const contacts = contactsOf(store.query);
      const jobs = jobCounts(store, actor);
      const checks = checksOf(store.query);
      const holders = holdersOf(store.reader);
      const reach = reachOfActor(store, actor);
      return rows.map((row) => {
        const { queued, failed, customers } = jobs(row.id);
        const holder = holders(row.id);
        return {
          ...fieldsOf(row),
          // How somebody above reaches it is not for those who only have customers there.
          ...(reach.has(row.operatorId) ? {} : { host: '—', username: '—', fingerprint: null }),
          ...ownedLine(row, names, mine(row)),
          hasPassword: row.passwordSealed !== null,
          hasRadiusSecret: row.radiusSecretSealed !== null,
          customers,
          // What another console does is not known here.
          ...(isOurs(holder) ? { queued, failed } : { queued: 0, failed: 0 }),
          contact: contacts(row.id),
          // It counts the customers of all: whoever may not compare the router is not told.
          check: reach.has(row.operatorId) ? checks(row.id) : NEVER_CHECKED,
          holder,
        };
      });
    },
  };
}

const isOurs = (holder: RouterLine['holder']): boolean => holder === null || holder.who === 'here';

/** Bytes of names that are no UTF-8 are read by one of these. */
const CODE_PAGES: ReadonlySet<string> = new Set([
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1256',
  'koi8-r',
]);

/** What is made with a secret goes to no other place than it was typed for: there it is written anew. */
const keptAt = (host: string, current: RouterRow | undefined): Buffer | null =>
  current && current.host === host.toLowerCase() ? current.radiusSecretSealed : null;

function secretSealed(secret: string | null, kept: Buffer | null, seal: (secret: string) => Buffer): Buffer | null {
  if (secret === null) return kept;
  return secret === '' ? null : seal(secret);
}

/**
 * Customers who belong to it, or for whom it was chosen. Who went to another one is not among them, though something of
 * theirs may wait to be taken away here: a router that is broken for good has to be removable.
 */
function customersOn(orm: Query, id: string): number {
  const { count } = orm.get<{ count: number }>(sql`SELECT count(*) AS count FROM (
    SELECT id FROM customer WHERE router_id = ${id}
    UNION SELECT customer_router.customer_id FROM provisioning
      JOIN customer_router ON customer_router.customer_id = provisioning.customer_id
      WHERE provisioning.router_id = ${id} AND customer_router.router_id = ${id}
        AND customer_router.status NOT IN ('pending', 'deleted'))`);
  return count;
}

/** Throws Refusal `router-host`. */
function refuseHost(host: string): void {
  if (hostFault(host)) throw new Refusal('router-host', { value: host, field: 'host' });
}

/**
 * Whoever may change a router must not get its password by letting it be sent to a place of their own. Throws Refusal
 * `router-password-again`.
 */
export function refuseElsewhere(
  { host, port, tls }: Pick<RouterFields, 'host' | 'port' | 'tls'>,
  kept: Pick<RouterRow, 'host' | 'port' | 'tls' | 'passwordSealed'>,
): void {
  const isThere = host.toLowerCase() === kept.host && port === kept.port && (tls || !kept.tls);
  if (!isThere && kept.passwordSealed !== null) throw new Refusal('router-password-again', { field: 'password' });
}

/** One router twice would be worked at by two. One of somebody else is not named. */
function refuseTwice(
  { host, port }: Pick<RouterFields, 'host' | 'port'>,
  id: string,
  rows: readonly RouterRow[],
  usable: ReadonlySet<string>,
): void {
  const other = rows.find((row) => row.id !== id && row.host === host.toLowerCase() && row.port === port);
  if (!other) return;
  const name = usable.has(other.operatorId) ? other.name : '';
  throw new Refusal('router-twice', { host, name, context: name === '' ? 'elsewhere' : 'known', field: 'host' });
}
