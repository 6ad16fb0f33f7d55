import { asc, eq } from 'drizzle-orm';
import type { PackageFields, PackageLine } from '#shared/contract/office.ts';
import { formatCidr } from '#shared/domain/ip/ipv4.ts';
import { amountFault, decimalOf, minorOf } from '#shared/domain/money/money.ts';
import { burstFaults } from '#shared/domain/package/burst.ts';
import { isComplete, missingOf, MOST_VALIDITY } from '#shared/domain/package/package.ts';
import { PRICED } from '#shared/domain/billing/tariff.ts';
import type { FeatureDeps } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import type { Query } from '../../store/index.ts';
import { customer, networkAddress, package_, packageAddress } from '../../store/schema.ts';
import { lookAgain } from '../billing/index.ts';
import { linkBlocks } from '../network-addresses/index.ts';
import { usableByActor } from '../operators/index.ts';
import {
  codeOf,
  customersBy,
  customersOf,
  nameOf,
  operatorNames,
  ownedLine,
  ownedShown,
  type RecordKind,
  refuseOwner,
} from '../records/index.ts';
import { readSetting } from '../settings/index.ts';

/** A package with the blocks whose addresses its customers may have, in the order of their ids. */
type PackageRow = typeof package_.$inferSelect & { readonly pools: readonly string[] };

function packageRows(orm: Query): PackageRow[] {
  const links = Map.groupBy(orm.select().from(packageAddress).all(), ({ packageId }) => packageId);
  return orm
    .select()
    .from(package_)
    .orderBy(asc(package_.nameKey))
    .all()
    .map((row) => ({
      ...row,
      pools: (links.get(row.id) ?? []).map(({ networkAddressId }) => networkAddressId).sort(),
    }));
}

/** Internet plans. One that lacks something may come from a file; from a form it must be whole. */
export function packageKind({ store }: Pick<FeatureDeps, 'store'>): RecordKind<PackageRow, PackageFields, PackageLine> {
  const currency = (): string => String(readSetting(store.reader, 'currency'));
  const fieldsOf = (row: PackageRow): PackageFields => ({
    operatorId: row.operatorId,
    name: row.name,
    code: row.code,
    connection: row.connection,
    downKbps: row.downKbps,
    upKbps: row.upKbps,
    price: row.price === null ? null : decimalOf(row.price, currency()),
    vatPercent: row.vatPercent,
    priceIncludesVat: row.priceIncludesVat,
    validity: row.validity,
    validityUnit: row.validityUnit,
    volumeMb: row.volumeMb,
    routerProfile: row.routerProfile,
    radiusGroup: row.radiusGroup,
    burstDownKbps: row.burstDownKbps,
    burstUpKbps: row.burstUpKbps,
    burstSeconds: row.burstSeconds,
    addressFromPool: row.addressFromPool,
    pools: [...row.pools],
    sharing: row.sharing,
    medium: row.medium,
  });
  return {
    entity: 'package',
    rows: packageRows,
    ownerOf: ({ operatorId }) => operatorId,
    ownerIn: ({ operatorId }) => operatorId,
    titleOf: ({ name }) => name,
    fieldsOf,
    make: (fields, base, rows, actor, orm) => {
      const { id, version, retiredAt, current } = base;
      const [missing] = missingOf(fields);
      if (missing !== undefined) throw new Refusal('package-incomplete', { field: missing });
      refuseLong(fields);
      const [fault] = burstFaults(fields);
      if (fault) throw new Refusal(fault.code, { field: fault.field });
      refuseBlocks(orm, fields.pools, current?.pools ?? [], usableByActor(store, actor));
      const { name, nameKey } = nameOf(fields.name, { id, operatorId: fields.operatorId }, rows);
      const code = codeOf(fields.code, { id, title: name, current: current?.code }, rows);
      const price = fields.price === null ? null : priceOf(fields.price, currency());
      if (current) {
        refuseOtherConnection(orm, current, fields);
        if (current.operatorId !== fields.operatorId) {
          refuseOwner(orm, fields.operatorId, { id, name: current.name, column: 'package_id' });
        }
      }
      const pools = [...new Set(fields.pools)].sort();
      // A fixed line has its own address, a hotspot's guest always one of the router's.
      const addressFromPool = fields.addressFromPool && fields.connection === 'pppoe';
      return { ...fields, addressFromPool, pools, id, name, nameKey, ...code, price, version, retiredAt };
    },
    put: (orm, { pools, ...row }, isNew) => {
      if (isNew) orm.insert(package_).values(row).run();
      else orm.update(package_).set(row).where(eq(package_.id, row.id)).run();
      linkBlocks(orm, row.id, pools);
    },
    changed: ({ db }, before, after) => {
      if (PRICED.some((field) => before[field] !== after[field])) lookAgain(db, 'package', after.id);
    },
    drop: (orm, { id }) => {
      linkBlocks(orm, id, []);
      orm.delete(package_).where(eq(package_.id, id)).run();
    },
    uses: (orm, { id }) => {
      const { living, deleted } = customersOf(orm, 'package_id', id);
      return [
        { what: 'customers', count: living + waitingFor(orm, id) },
        { what: 'deleted-customers', count: deleted },
      ];
    },
    shownOf: (row, orm) => {
      const { pools, ...fields } = fieldsOf(row);
      const blocks = orm.select().from(networkAddress).all();
      const cidrs = blocks.filter(({ id }) => pools.includes(id)).map((block) => formatCidr(block));
      return { ...fields, pools: cidrs.length === 0 ? null : cidrs.join(', '), ...ownedShown(row, operatorNames(orm)) };
    },
    linesOf: (rows, actor, mine) => {
      const customers = customersBy(store, actor, 'package_id');
      const names = operatorNames(store.query);
      return rows.map((row) => ({
        ...fieldsOf(row),
        ...ownedLine(row, names, mine(row)),
        customers: customers.get(row.id) ?? 0,
        isComplete: isComplete(row),
      }));
    },
  };
}

/** Customers whose package it becomes at the next midnight. */
function waitingFor(orm: Query, id: string): number {
  return orm.select({ id: customer.id }).from(customer).where(eq(customer.nextPackageId, id)).all().length;
}

/** Throws Refusal `package-validity`. */
function refuseLong({ validity, validityUnit }: PackageFields): void {
  const most = MOST_VALIDITY[validityUnit];
  if (validity !== null && validity > most) throw new Refusal('package-validity', { most, field: 'validity' });
}

/** In minor units. Throws Refusal `package-price`, `amount-too-large`. */
function priceOf(typed: string, currency: string): number {
  const price = minorOf(typed, currency);
  if (price !== null && price >= 0) return price;
  const { code, params } = amountFault(typed, currency);
  if (code === 'amount-too-large') throw new Refusal(code, { ...params, field: 'price' });
  throw new Refusal('package-price', { value: typed, currency, field: 'price' });
}

/** Blocks that the actor may use; those that the package had already stay with it. */
function refuseBlocks(
  orm: Query,
  wanted: readonly string[],
  before: readonly string[],
  usable: ReadonlySet<string>,
): void {
  const known = new Set(
    orm
      .select()
      .from(networkAddress)
      .all()
      .filter(({ id, operatorId, retiredAt }) => before.includes(id) || (usable.has(operatorId) && retiredAt === null))
      .map(({ id }) => id),
  );
  if (!wanted.every((id) => known.has(id))) throw new Refusal('package-pool-unknown', { field: 'pools' });
}

/** The connection makes the customers' type: whoever has the package would become something else. */
function refuseOtherConnection(orm: Query, current: PackageRow, { connection }: PackageFields): void {
  if (current.connection === connection) return;
  const { living, deleted } = customersOf(orm, 'package_id', current.id);
  const count = living + deleted;
  if (count > 0) throw new Refusal('record-fixed', { name: current.name, count, field: 'connection' });
}
