import type { BillingWorld } from '#shared/domain/billing/account.ts';
import { type Tariff, tariffOf } from '#shared/domain/billing/tariff.ts';
import { type CustomerType, customerType } from '#shared/domain/customer/customer.ts';
import type { Minor } from '#shared/domain/money/money.ts';
import type { RecordKind } from '#shared/sync/rows.ts';
import { uuidOf } from '../named-id.ts';
import type { Queries } from '../store/database.ts';
import { PackageBody, ProfileBody, TimeZoneBody } from './bodies.ts';

/** What customers have in common: packages and billing profiles by id, and the time zone. */
export interface Isp {
  readonly packages: ReadonlyMap<string, PackageBody>;
  readonly world: BillingWorld;
  readonly typeOf: (chosen: Chosen) => CustomerType;
  readonly tariffOf: (chosen: Chosen & { readonly specialPrice: Minor | null }) => Tariff;
}

interface Chosen {
  readonly packageId: string;
  readonly billingProfileId: string;
}

const NO_PACKAGE = PackageBody.parse({});
const NO_PROFILE = ProfileBody.parse({});

/** Reads what customers have, and what they will have next. */
export const ispOfCustomers = (
  db: Queries,
  customers: readonly (Chosen & { readonly nextPackageId: string | null })[],
): Promise<Isp> =>
  ispOf(
    db,
    customers.flatMap(({ packageId, nextPackageId }) => [packageId, nextPackageId ?? packageId]),
    customers.map(({ billingProfileId }) => billingProfileId),
  );

/** Reads what some packages and profiles are, once for all of their customers. */
export async function ispOf(db: Queries, packageIds: Iterable<string>, profileIds: Iterable<string>): Promise<Isp> {
  const kinds: readonly RecordKind[] = ['package', 'billing-profile', 'setting'];
  const found = await db.query<{ kind: RecordKind; id: string; body: unknown }>(
    'SELECT kind, id, body FROM record WHERE kind = ANY($1) AND id = ANY($2)',
    [kinds, [...new Set([...packageIds, ...profileIds, 'timeZone'])]],
  );
  const of = (kind: RecordKind) => found.filter((one) => one.kind === kind);
  const packages = new Map(of('package').map(({ id, body }) => [id, PackageBody.parse(body)]));
  const profiles = new Map(of('billing-profile').map(({ id, body }) => [id, ProfileBody.parse(body)]));
  const zone = TimeZoneBody.safeParse(of('setting').find(({ id }) => id === 'timeZone')?.body);
  const chosen = ({ packageId, billingProfileId }: Chosen) => ({
    plan: packages.get(packageId) ?? NO_PACKAGE,
    profile: profiles.get(billingProfileId) ?? NO_PROFILE,
  });
  const typeOf = (one: Chosen): CustomerType => {
    const { plan, profile } = chosen(one);
    // A fixed address by the day is never let in; should a console send one, its connection says more than its billing.
    return customerType(plan.connection, profile.mode) ?? 'static-monthly';
  };
  return {
    packages,
    typeOf,
    world: {
      timeZone: zone.success ? zone.data.value : 'Asia/Dhaka',
      idOf: uuidOf,
    },
    tariffOf: (one) => {
      const { plan, profile } = chosen(one);
      return tariffOf(typeOf(one), plan, profile, one.specialPrice);
    },
  };
}
