import { isNull } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Reference } from '#shared/domain/import/reference.ts';
import type * as schema from '../../store/schema.ts';
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
import { reservedOf } from '../network-addresses/index.ts';

export interface GatheredReference extends Reference {
  readonly timeZone: string;
}

/** What the cells of a file may refer to, as it stands now. What was retired is offered to nobody. */
export function gatherReference(
  query: BetterSQLite3Database<typeof schema>,
  actorOperatorId: string,
): GatheredReference {
  const all = gatherAll(query, actorOperatorId);
  const isOffered = ({ retiredAt }: Retirable): boolean => retiredAt === null;
  return {
    ...all,
    // All of them, as others may stand beneath a retired one; no row is taken for it.
    operators: all.operators.map((one) => ({ ...one, isRetired: !isOffered(one) })),
    packages: all.packages.filter(isOffered),
    billingProfiles: all.billingProfiles.filter(isOffered),
    zones: all.zones.filter(isOffered),
    networkAddresses: all.networkAddresses.filter(isOffered),
  };
}

interface Retirable {
  readonly retiredAt: Date | null;
}

/** What customers who exist may have: retired records too. */
export function gatherAll(query: BetterSQLite3Database<typeof schema>, actorOperatorId: string) {
  const settings = new Map(
    query
      .select()
      .from(setting)
      .all()
      .map(({ name, value }) => [name, String(value)]),
  );
  const packagesOf = Map.groupBy(query.select().from(packageAddress).all(), ({ networkAddressId }) => networkAddressId);
  const reserved = reservedOf(query);
  return {
    country: settings.get('country') ?? 'BD',
    currency: settings.get('currency') ?? 'BDT',
    timeZone: settings.get('timeZone') ?? 'Asia/Dhaka',
    actorOperatorId,
    operators: query.select().from(operator).all(),
    packages: query.select().from(package_).all(),
    billingProfiles: query.select().from(billingProfile).all(),
    zones: query.select().from(zone).all(),
    networkAddresses: query
      .select()
      .from(networkAddress)
      .all()
      .map((block) => ({
        ...block,
        packageIds: (packagesOf.get(block.id) ?? []).map(({ packageId }) => packageId),
        reserved: reserved.get(block.id) ?? [],
      })),
    customFields: query
      .select()
      .from(customField)
      .where(isNull(customField.deletedAt))
      .orderBy(customField.position)
      .all(),
  } satisfies GatheredReference;
}
