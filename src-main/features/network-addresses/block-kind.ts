import { eq, sql } from 'drizzle-orm';
import type { NetworkAddressFields, NetworkAddressLine } from '#shared/contract/office.ts';
import { overlapping, readBlock } from '#shared/domain/ip/block.ts';
import { type Block, formatCidr, formatIpv4 } from '#shared/domain/ip/ipv4.ts';
import { offered } from '#shared/domain/ip/plan.ts';
import { rangeText, readReserved, type ReservedRange } from '#shared/domain/ip/reserved.ts';
import { sizeOf } from '#shared/domain/ip/stretches.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Query } from '../../store/index.ts';
import { networkAddress, package_, router } from '../../store/schema.ts';
import { usableByActor } from '../operators/index.ts';
import { codeOf, operatorNames, ownedLine, ownedShown, type RecordKind } from '../records/index.ts';
import { type BlockRow, blockRows, putReserved } from './block-rows.ts';
import { holdsIn } from './holds.ts';
import { linkPackages } from './links.ts';
import { occupancy } from './occupancy.ts';

const cidrOf = (row: Block): string => formatCidr(row);

const fieldsOf = (row: BlockRow): NetworkAddressFields => ({
  operatorId: row.operatorId,
  code: row.code,
  cidr: cidrOf(row),
  gateway: row.gateway === null ? null : formatIpv4(row.gateway),
  routerId: row.routerId,
  packages: [...row.packageIds],
  reserved: row.reserved.map(({ first, last, note }) => ({ from: formatIpv4(first), to: formatIpv4(last), note })),
});

/** Blocks of addresses. Every address is in one block at most, whoever's it is. */
export function blockKind({
  store,
  now,
}: Pick<FeatureDeps, 'store' | 'now'>): RecordKind<BlockRow, NetworkAddressFields, NetworkAddressLine> {
  return {
    entity: 'network-address',
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
      refuseRouter(orm, fields.routerId, current?.routerId ?? null, usable);
      const code = codeOf(fields.code, { id, title: cidrOf(block), current: current?.code ?? cidrOf(block) }, rows);
      const packageIds = [...new Set(fields.packages)].sort();
      const reserved = reservedIn(fields, block);
      return {
        id,
        operatorId: fields.operatorId,
        ...code,
        ...block,
        gateway,
        routerId: fields.routerId,
        packageIds,
        reserved,
        version,
        retiredAt,
      };
    },
    put: (orm, { packageIds, reserved, ...row }, isNew) => {
      if (isNew) orm.insert(networkAddress).values(row).run();
      else orm.update(networkAddress).set(row).where(eq(networkAddress.id, row.id)).run();
      linkPackages(orm, row.id, packageIds);
      putReserved(orm, row.id, reserved);
    },
    drop: (orm, { id }) => {
      linkPackages(orm, id, []);
      putReserved(orm, id, []);
      orm.delete(networkAddress).where(eq(networkAddress.id, id)).run();
    },
    uses: (orm, row) => [{ what: 'customers', count: takenIn(orm, row) }],
    shownOf: (row, orm) => {
      const { packages, routerId, ...fields } = fieldsOf(row);
      const names = new Map(
        orm
          .select()
          .from(package_)
          .all()
          .map(({ id, name }) => [id, name]),
      );
      return {
        ...fields,
        router:
          routerId === null ? null : (orm.select().from(router).where(eq(router.id, routerId)).get()?.name ?? null),
        packages: packages.map((id) => names.get(id) ?? id).join(', '),
        reserved: row.reserved.length === 0 ? null : row.reserved.map(reservedText).join(', '),
        ...ownedShown(row, operatorNames(orm)),
      };
    },
    linesOf: (rows, _actor: Actor, mine) => {
      const names = operatorNames(store.query);
      const { reader } = store;
      const taken = occupancy(reader);
      const at = now().getTime();
      return rows.map((row) => ({
        ...fieldsOf(row),
        ...ownedLine(row, names, mine(row)),
        size: sizeOf(offered(row)),
        taken: taken.in(row),
        held: holdsIn(reader, row, at).length,
        reservedTaken: row.reserved.reduce((sum, range) => sum + taken.in(range), 0),
      }));
    },
  };
}

/** How many customers have an address of a block, whoever's they are. */
function takenIn(orm: Query, { first, last }: Block): number {
  const { count } = orm.get<{ count: number }>(
    sql`SELECT (SELECT count(*) FROM customer WHERE ip BETWEEN ${first} AND ${last})
      - (SELECT count(*) FROM customer WHERE status = 'deleted' AND +ip BETWEEN ${first} AND ${last}) AS count`,
  );
  return count;
}

const reservedText = (range: ReservedRange): string =>
  range.note === null ? rangeText(range) : `${rangeText(range)} (${range.note})`;

/** A router that the actor may use; the one that the block had already stays with it. */
function refuseRouter(orm: Query, wanted: string | null, before: string | null, usable: ReadonlySet<string>): void {
  if (wanted === null || wanted === before) return;
  const found = orm.select().from(router).where(eq(router.id, wanted)).get();
  if (!found || found.retiredAt !== null || !usable.has(found.operatorId)) {
    throw new Refusal('block-router-unknown', { field: 'routerId' });
  }
}

/** What is kept back. Customers who sit there keep their addresses. */
function reservedIn({ reserved }: NetworkAddressFields, block: Block): readonly ReservedRange[] {
  const read = readReserved(reserved, block);
  if (read.kind === 'ranges') return read.ranges;
  const { kind, line, value } = read;
  const params = { value, line: line + 1, field: 'reserved' };
  if (kind === 'overlap') throw new Refusal('block-reserved', { ...params, other: read.other, context: kind });
  throw new Refusal('block-reserved', { ...params, context: kind });
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

/** Nobody else may have a gateway. Throws Refusal `block-gateway-taken`. `before`: what the block has as its gateway now. */
export function refuseTakenGateway(orm: Query, gateway: number | null, before: number | null): void {
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
