import { asc, eq } from 'drizzle-orm';
import type { Query } from '../../store/index.ts';
import {
  billingProfile,
  customField,
  networkAddress,
  operator,
  package_,
  packageAddress,
  setting,
  zone,
} from '../../store/schema.ts';

export type OperatorRow = typeof operator.$inferSelect;
export type PackageRow = typeof package_.$inferSelect;
export type BillingProfileRow = typeof billingProfile.$inferSelect;
export type ZoneRow = typeof zone.$inferSelect;
export type CustomFieldRow = typeof customField.$inferSelect;
/** A block with the packages whose customers may take an address of it, in the order of their ids. */
export type NetworkAddressRow = typeof networkAddress.$inferSelect & { readonly packageIds: readonly string[] };

/** Everything that a reference document may say something about, as it stands. */
export interface Records {
  readonly settings: ReadonlyMap<string, unknown>;
  readonly operators: readonly OperatorRow[];
  readonly packages: readonly PackageRow[];
  readonly billingProfiles: readonly BillingProfileRow[];
  readonly zones: readonly ZoneRow[];
  readonly networkAddresses: readonly NetworkAddressRow[];
  readonly customFields: readonly CustomFieldRow[];
}

export function readRecords(query: Query): Records {
  const packages = new Map<string, string[]>();
  for (const link of query.select().from(packageAddress).orderBy(asc(packageAddress.packageId)).all()) {
    const ids = packages.get(link.networkAddressId);
    if (ids) ids.push(link.packageId);
    else packages.set(link.networkAddressId, [link.packageId]);
  }
  return {
    settings: new Map(
      query
        .select()
        .from(setting)
        .all()
        .map(({ name, value }) => [name, value]),
    ),
    operators: query.select().from(operator).all(),
    packages: query.select().from(package_).all(),
    billingProfiles: query.select().from(billingProfile).all(),
    zones: query.select().from(zone).all(),
    networkAddresses: query
      .select()
      .from(networkAddress)
      .all()
      .map((row) => ({ ...row, packageIds: packages.get(row.id) ?? [] })),
    customFields: query.select().from(customField).orderBy(asc(customField.position)).all(),
  };
}

/** Replaces the packages of a block. */
export function linkPackages(orm: Query, { id, packageIds }: NetworkAddressRow): void {
  orm.delete(packageAddress).where(eq(packageAddress.networkAddressId, id)).run();
  for (const packageId of packageIds) orm.insert(packageAddress).values({ packageId, networkAddressId: id }).run();
}
