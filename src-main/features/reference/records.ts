import { asc } from 'drizzle-orm';
import type { ReservedRange } from '#shared/domain/ip/reserved.ts';
import type { Query } from '../../store/index.ts';
import {
  billingProfile,
  customField,
  ledgerEntry,
  networkAddress,
  operator,
  package_,
  packageAddress,
  setting,
  zone,
} from '../../store/schema.ts';
import { reservedOf } from '../network-addresses/index.ts';

export type OperatorRow = typeof operator.$inferSelect;
export type PackageRow = typeof package_.$inferSelect;
export type BillingProfileRow = typeof billingProfile.$inferSelect;
export type ZoneRow = typeof zone.$inferSelect;
export type CustomFieldRow = typeof customField.$inferSelect;
/** A block with the packages whose customers may take an address of it, in the order of their ids, and what is kept back. */
export type NetworkAddressRow = typeof networkAddress.$inferSelect & {
  readonly packageIds: readonly string[];
  readonly reserved: readonly ReservedRange[];
};

/** Everything that a reference document may say something about, as it stands. */
export interface Records {
  readonly settings: ReadonlyMap<string, unknown>;
  readonly operators: readonly OperatorRow[];
  readonly packages: readonly PackageRow[];
  readonly billingProfiles: readonly BillingProfileRow[];
  readonly zones: readonly ZoneRow[];
  readonly networkAddresses: readonly NetworkAddressRow[];
  readonly customFields: readonly CustomFieldRow[];
  /** Whether anything was ever charged or paid. */
  readonly hasMoney: boolean;
}

export function readRecords(query: Query): Records {
  const packages = new Map<string, string[]>();
  for (const link of query.select().from(packageAddress).orderBy(asc(packageAddress.packageId)).all()) {
    const ids = packages.get(link.networkAddressId);
    if (ids) ids.push(link.packageId);
    else packages.set(link.networkAddressId, [link.packageId]);
  }
  const reserved = reservedOf(query);
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
      .map((row) => ({ ...row, packageIds: packages.get(row.id) ?? [], reserved: reserved.get(row.id) ?? [] })),
    customFields: query.select().from(customField).orderBy(asc(customField.position)).all(),
    hasMoney: query.select({ id: ledgerEntry.id }).from(ledgerEntry).limit(1).get() !== undefined,
  };
}
