import type { CustomerStatus } from '../customer/customer.ts';
import { planRecords, profileName, type ServedPackage, suspendedProfile } from './desired-plan.ts';
import { hotspotRecords } from './hotspot.ts';
import { customerMarker } from './marker.ts';
import { pppRecords } from './ppp.ts';
import type { DesiredRecord, ProvisioningFault } from './record.ts';
import type { RouterPractice } from './router.ts';
import { staticRecords } from './static.ts';

/** What of a customer decides what stands on a router. */
export interface ServedCustomer {
  readonly id: string;
  readonly username: string;
  readonly status: CustomerStatus;
  /** "10.0.3.9"; null: the router gives one. */
  readonly ip: string | null;
  /** Bound devices, "AA:BB:CC:DD:EE:FF", the first bound first. */
  readonly macs: readonly string[];
  readonly hasPassword: boolean;
  readonly served: ServedPackage;
}

/** What a customer should have on one router. */
export interface Desired {
  /** The records that its own refer to, in the order in which they have to be there. */
  readonly plan: readonly DesiredRecord[];
  readonly own: readonly DesiredRecord[];
  /** Whether it may be connected at all. Nobody who may not is left on the line. */
  readonly mayConnect: boolean;
}

/** A customer's records, as the parts of it that each connection has of its own give them. */
export interface Part {
  readonly customer: ServedCustomer;
  readonly practice: RouterPractice;
  readonly marker: string;
  readonly profile: string;
  /** Suspended or expired. */
  readonly isSuspended: boolean;
}

/** Nothing: what a customer has on a router that is not (or no longer) theirs. */
export const NOTHING: Desired = { plan: [], own: [], mayConnect: false };

/**
 * What a customer should have on its router, or why that cannot be said: `provisioning-no-mac`, `provisioning-no-address`,
 * `provisioning-no-interface`, each {username}. Who is pending or deleted has nothing there.
 */
export function desiredFor(customer: ServedCustomer, practice: RouterPractice): Desired | ProvisioningFault {
  const { status, served } = customer;
  if (status === 'pending' || status === 'deleted' || served.connection === 'other') return NOTHING;
  const part: Part = {
    customer,
    practice,
    marker: customerMarker(customer.id),
    profile: profileName(served),
    isSuspended: status !== 'active',
  };
  const own = ownRecords(part);
  if ('code' in own) return own;
  const needsSlow = own.some(({ fields }) => fields['profile'] === suspendedProfile(practice).fields['name']);
  const plan = [...planRecords(served, practice), ...(needsSlow ? [suspendedProfile(practice)] : [])];
  return { plan, own, mayConnect: !part.isSuspended || practice.suspension !== 'disable' };
}

function ownRecords(part: Part): readonly DesiredRecord[] | ProvisioningFault {
  switch (part.customer.served.connection) {
    case 'pppoe':
      return pppRecords(part);
    case 'hotspot':
      return hotspotRecords(part);
    case 'static':
      return staticRecords(part);
    case 'other':
      return [];
  }
}
