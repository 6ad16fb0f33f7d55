import { eq, inArray, sql } from 'drizzle-orm';
import type { Query } from '../../store/index.ts';
import { networkAddress, package_, packageAddress } from '../../store/schema.ts';

// Which packages' customers may take an address of which block: said of a block by its form, and of a package by its own.
// Whatever changes on the other side counts as a change of that record too, so that a form that was opened there before
// does not undo it.

/** Replaces the packages of a block. */
export function linkPackages(orm: Query, networkAddressId: string, packageIds: readonly string[]): void {
  const { packageId } = packageAddress;
  const before = orm
    .select({ id: packageId })
    .from(packageAddress)
    .where(eq(packageAddress.networkAddressId, networkAddressId))
    .all()
    .map(({ id }) => id);
  const moved = differenceOf(before, packageIds);
  if (moved.length === 0) return;
  orm.delete(packageAddress).where(eq(packageAddress.networkAddressId, networkAddressId)).run();
  for (const id of packageIds) orm.insert(packageAddress).values({ packageId: id, networkAddressId }).run();
  orm
    .update(package_)
    .set({ version: sql`${package_.version} + 1` })
    .where(inArray(package_.id, moved))
    .run();
}

/** Replaces the blocks of a package. */
export function linkBlocks(orm: Query, packageId: string, blockIds: readonly string[]): void {
  const { networkAddressId } = packageAddress;
  const before = orm
    .select({ id: networkAddressId })
    .from(packageAddress)
    .where(eq(packageAddress.packageId, packageId))
    .all()
    .map(({ id }) => id);
  const moved = differenceOf(before, blockIds);
  if (moved.length === 0) return;
  orm.delete(packageAddress).where(eq(packageAddress.packageId, packageId)).run();
  for (const id of blockIds) orm.insert(packageAddress).values({ packageId, networkAddressId: id }).run();
  orm
    .update(networkAddress)
    .set({ version: sql`${networkAddress.version} + 1` })
    .where(inArray(networkAddress.id, moved))
    .run();
}

/** What is in one of them only. */
const differenceOf = (some: readonly string[], others: readonly string[]): string[] => [
  ...some.filter((id) => !others.includes(id)),
  ...others.filter((id) => !some.includes(id)),
];
