import type { CustomerProfile } from '#shared/contract/customers.ts';
import { vendorOf } from '#shared/domain/device/vendor.ts';
import { vendorTable } from '../devices/index.ts';

/** A profile with the makers of its devices; their table is only read where there are devices. */
export async function withVendors(profile: CustomerProfile): Promise<CustomerProfile> {
  if (profile.devices.length === 0) return profile;
  const vendors = await vendorTable();
  return {
    ...profile,
    devices: profile.devices.map((device) => ({ ...device, vendor: vendorOf(device.mac, vendors) })),
  };
}
