import { asc, eq } from 'drizzle-orm';
import type { BlockPlan } from '#shared/domain/ip/plan.ts';
import type { ReservedRange } from '#shared/domain/ip/reserved.ts';
import type { Query } from '../../store/index.ts';
import { networkAddress, packageAddress, reservedRange } from '../../store/schema.ts';

/** A block with the packages whose customers may take an address of it, and what of it is kept back, both in order. */
export type BlockRow = typeof networkAddress.$inferSelect & {
  readonly packageIds: readonly string[];
  readonly reserved: readonly ReservedRange[];
} & BlockPlan;

/** All blocks, in the order of their addresses. */
export function blockRows(orm: Query): BlockRow[] {
  const links = Map.groupBy(orm.select().from(packageAddress).all(), ({ networkAddressId }) => networkAddressId);
  const ranges = reservedOf(orm);
  return orm
    .select()
    .from(networkAddress)
    .orderBy(asc(networkAddress.first))
    .all()
    .map((row) => ({
      ...row,
      packageIds: (links.get(row.id) ?? []).map(({ packageId }) => packageId).sort(),
      reserved: ranges.get(row.id) ?? [],
    }));
}

/** What is kept back of the blocks, by the block's id, in the order of the addresses. */
export function reservedOf(orm: Query): ReadonlyMap<string, readonly ReservedRange[]> {
  const rows = orm.select().from(reservedRange).orderBy(asc(reservedRange.first)).all();
  const ranges = new Map<string, ReservedRange[]>();
  for (const { networkAddressId, first, last, note } of rows) {
    const known = ranges.get(networkAddressId);
    if (known) known.push({ first, last, note });
    else ranges.set(networkAddressId, [{ first, last, note }]);
  }
  return ranges;
}

/** Replaces what is kept back of a block. */
export function putReserved(orm: Query, id: string, reserved: readonly ReservedRange[]): void {
  orm.delete(reservedRange).where(eq(reservedRange.networkAddressId, id)).run();
  for (const { first, last, note } of reserved) {
    orm.insert(reservedRange).values({ networkAddressId: id, first, last, note }).run();
  }
}
