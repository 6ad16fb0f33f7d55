import { asc, eq, sql } from 'drizzle-orm';
import type { NetworkAddressFields, NetworkAddressLine } from '#shared/contract/office.ts';
import { overlapping, readBlock, usableSize } from '#shared/domain/ip/block.ts';
import { type Block, formatCidr, formatIpv4 } from '#shared/domain/ip/ipv4.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Query } from '../../store/index.ts';
import { networkAddress, package_, packageAddress } from '../../store/schema.ts';
import { usableByActor } from '../operators/index.ts';
import { codeOf, operatorNames, ownedLine, ownedShown, type RecordKind } from '../records/index.ts';

type BlockRow = typeof networkAddress.$inferSelect & { readonly packageIds: readonly string[] };

const cidrOf = (row: Block): string => formatCidr(row);

const fieldsOf = (row: BlockRow): NetworkAddressFields => ({
  operatorId: row.operatorId,
  code: row.code,
  cidr: cidrOf(row),
  gateway: row.gateway === null ? null : formatIpv4(row.gateway),
  packages: [...row.packageIds],
});

/** Blocks in the order of their addresses. */
function blockRows(orm: Query): BlockRow[] {
  const links = Map.groupBy(orm.select().from(packageAddress).all(), ({ networkAddressId }) => networkAddressId);
  return orm
    .select()
    .from(networkAddress)
    .orderBy(asc(networkAddress.first))
    .all()
    .map((row) => ({ ...row, packageIds: (links.get(row.id) ?? []).map(({ packageId }) => packageId).sort() }));
}

/** Blocks of addresses. Every address is in one block at most, whoever's it is. */
export function blockKind({
  store,
}: Pick<FeatureDeps, 'store'>): RecordKind<BlockRow, NetworkAddressFields, NetworkAddressLine> {
  return {
    entity: 'network-address',
    mutation: 'networkAddresses',
    rows: blockRows,
    ownerOf: ({ operatorId }) => operatorId,
    ownerIn: ({ operatorId }) => operatorId,
    titleOf: cidrOf,
    fieldsOf,
    make: (fields, { id, version, retiredAt, current }, rows, actor, orm) => {
      const { block, gateway } = blockIn(fields);
      const usable = usableByActor(store, actor);
      refuseOverlap(
        block,
        rows.filter((row) => row.id !== id),
        usable,
      );
      refuseTakenGateway(orm, gateway, current?.gateway ?? null);
      if (current) refuseLeftOut(orm, current, block);
      refusePackages(orm, fields.packages, current?.packageIds ?? [], usable);
      const code = codeOf(fields.code, { id, title: cidrOf(block), current: current?.code ?? cidrOf(block) }, rows);
      const packageIds = [...new Set(fields.packages)].sort();
      return { id, operatorId: fields.operatorId, ...code, ...block, gateway, packageIds, version, retiredAt };
    },
    put: (orm, { packageIds, ...row }, isNew) => {
      if (isNew) orm.insert(networkAddress).values(row).run();
      else orm.update(networkAddress).set(row).where(eq(networkAddress.id, row.id)).run();
      unlink(orm, row.id);
      for (const packageId of packageIds)
        orm.insert(packageAddress).values({ packageId, networkAddressId: row.id }).run();
    },
    drop: (orm, { id }) => {
      unlink(orm, id);
      orm.delete(networkAddress).where(eq(networkAddress.id, id)).run();
    },
    uses: (orm, row) => [{ what: 'customers', count: takenIn(orm, row) }],
    shownOf: (row, orm) => {
      const { packages, ...fields } = fieldsOf(row);
      const names = new Map(
        orm
          .select()
          .from(package_)
          .all()
          .map(({ id, name }) => [id, name]),
      );
      return {
        ...fields,
        packages: packages.map((id) => names.get(id) ?? id).join(', '),
        ...ownedShown(row, operatorNames(orm)),
      };
    },
    linesOf: (rows, _actor: Actor, mine) => {
      const names = operatorNames(store.query);
      return rows.map((row) => ({
        ...fieldsOf(row),
        ...ownedLine(row, names, mine(row)),
        size: usableSize(row, row.gateway),
        taken: takenIn(store.query, row),
      }));
    },
  };
}

const unlink = (orm: Query, id: string): void =>
  void orm.delete(packageAddress).where(eq(packageAddress.networkAddressId, id)).run();

/** How many addresses of a block customers have, whoever's they are: a scan of one stretch of the index, less the few deleted. */
function takenIn(orm: Query, { first, last }: Block): number {
  const { count } = orm.get<{ count: number }>(
    sql`SELECT (SELECT count(*) FROM customer WHERE ip BETWEEN ${first} AND ${last})
      - (SELECT count(*) FROM customer WHERE status = 'deleted' AND +ip BETWEEN ${first} AND ${last}) AS count`,
  );
  return count;
}

function blockIn({ cidr, gateway }: NetworkAddressFields): { block: Block; gateway: number | null } {
  const read = readBlock(cidr, gateway);
  switch (read.kind) {
    case 'block':
      return read;
    case 'cidr':
      throw new Refusal('block-cidr', { value: cidr, field: 'cidr' });
    case 'cidr-start':
      throw new Refusal('block-cidr-start', { value: cidr, fix: read.fix, field: 'cidr' });
    case 'gateway':
      throw new Refusal('block-gateway', { value: gateway ?? '', field: 'gateway' });
  }
}

/** The block of somebody else is not named, only that there is one. */
function refuseOverlap(block: Block, others: readonly BlockRow[], usable: ReadonlySet<string>): void {
  const other = overlapping(block, others);
  if (!other) return;
  const cidr = cidrOf(block);
  if (!usable.has(other.operatorId)) throw new Refusal('block-overlap-elsewhere', { cidr, field: 'cidr' });
  throw new Refusal('block-overlap', { cidr, other: cidrOf(other), field: 'cidr' });
}

function refuseTakenGateway(orm: Query, gateway: number | null, before: number | null): void {
  if (gateway === null || gateway === before || takenIn(orm, { first: gateway, last: gateway }) === 0) return;
  throw new Refusal('block-gateway-taken', { value: formatIpv4(gateway), field: 'gateway' });
}

/** Customers whose address would be in no block any more. */
function refuseLeftOut(orm: Query, before: Block, after: Block): void {
  const stay = { first: Math.max(before.first, after.first), last: Math.min(before.last, after.last) };
  const count = takenIn(orm, before) - (stay.first <= stay.last ? takenIn(orm, stay) : 0);
  if (count > 0) throw new Refusal('block-leaves-out', { cidr: cidrOf(after), count, field: 'cidr' });
}

/** Packages that the actor may use; those that the block had already stay with it. */
function refusePackages(
  orm: Query,
  wanted: readonly string[],
  before: readonly string[],
  usable: ReadonlySet<string>,
): void {
  const known = new Set(
    orm
      .select()
      .from(package_)
      .all()
      .filter(({ id, operatorId, retiredAt }) => before.includes(id) || (usable.has(operatorId) && retiredAt === null))
      .map(({ id }) => id),
  );
  if (!wanted.every((id) => known.has(id))) throw new Refusal('block-package-unknown', { field: 'packages' });
}
