import type { CustomerFields } from '#shared/contract/customers.ts';
import type { Client } from './office.ts';

type Profile = Awaited<ReturnType<Client['customers']['get']>>;

/** The form of a customer with some fields changed, as a page saves it. */
export function changeOf(profile: Profile, change: Partial<CustomerFields>) {
  const { username, fullName, phone, email, address, accountNumber, custom } = profile;
  const { clientType, medium, sharing, distributionPoint, division, district, thana } = profile;
  const before: CustomerFields = {
    ...{ username, fullName, phone, email, address, accountNumber, custom },
    ...{ clientType, medium, sharing, distributionPoint, division, district, thana },
  };
  return { id: profile.id, version: profile.version, before, fields: { ...before, ...change } };
}
