import { z } from 'zod';
import type { BillingMode } from '../billing/billing-profile.ts';
import type { Connection } from '../package/package.ts';

/** How a customer is served and billed; it follows from the package's connection and the billing profile's mode. */
export const CUSTOMER_TYPES = ['pppoe-daily', 'pppoe-monthly', 'hotspot', 'static-monthly', 'other'] as const;
export const CustomerType = z.enum(CUSTOMER_TYPES);
export type CustomerType = z.infer<typeof CustomerType>;

/** The business state. It never depends on whether a router or the centre knows of it. */
export const CUSTOMER_STATUSES = ['pending', 'active', 'suspended', 'expired', 'deleted'] as const;
export const CustomerStatus = z.enum(CUSTOMER_STATUSES);
export type CustomerStatus = z.infer<typeof CustomerStatus>;

export const SuspendedReason = z.enum(['manual', 'unpaid']);
export type SuspendedReason = z.infer<typeof SuspendedReason>;

/** Whether a target (router, RADIUS) has what it should: `none` when the customer has no such target. */
export const ProvisioningState = z.enum(['none', 'queued', 'applied', 'failed']);
export type ProvisioningState = z.infer<typeof ProvisioningState>;

/** Whether the central server has the latest of this customer: `none` while the console is enrolled nowhere. */
export const SyncState = z.enum(['none', 'waiting', 'synced', 'rejected']);
export type SyncState = z.infer<typeof SyncState>;

/** A subscriber as the store keeps it. The password is sealed and is not part of it; the balance is derived. */
export const Customer = z.object({
  id: z.uuid(),
  operatorId: z.uuid(),
  username: z.string(),
  /** Null: not known yet (a router hid it), must be set before RADIUS. */
  passwordSealed: z.instanceof(Uint8Array).nullable(),
  fullName: z.string(),
  /** As the office wrote it, digits in ASCII. */
  phone: z.string().nullable(),
  /** International digits without a plus: what is searched and compared ("8801711223344"). */
  phoneKey: z.string().nullable(),
  email: z.string().nullable(),
  packageId: z.uuid(),
  billingProfileId: z.uuid(),
  zoneId: z.uuid().nullable(),
  address: z.string().nullable(),
  /** IPv4 as an unsigned 32-bit integer. */
  ip: z.int().nullable(),
  accountNumber: z.string().nullable(),
  status: CustomerStatus,
  suspendedReason: SuspendedReason.nullable(),
  expiresAt: z.date().nullable(),
  clientType: z.string().nullable(),
  medium: z.string().nullable(),
  sharing: z.string().nullable(),
  distributionPoint: z.string().nullable(),
  division: z.string().nullable(),
  district: z.string().nullable(),
  thana: z.string().nullable(),
  /** Values of custom fields by the field's id, as text. */
  custom: z.record(z.string(), z.string()),
  /** The import batch that created the customer, and the row of its file. */
  batchId: z.uuid().nullable(),
  batchRow: z.int().nullable(),
  /** Counts every change since creation, from 1: tells what an undo of a batch may still take back. */
  version: z.int(),
  createdAt: z.date(),
  updatedAt: z.date(),
  deletedAt: z.date().nullable(),
  /** When service began; null: it has not. */
  activatedAt: z.date().nullable(),
  /** The staff user that deleted it. */
  deletedBy: z.string().nullable(),
  /** Minor units for a whole period, VAT as with the package's price; null: that price. */
  specialPrice: z.int().nullable(),
  /** The instant through which the billing clock has gone; null: it has not begun. */
  settledAt: z.date().nullable(),
  /** "2026-11-30": the first day that is not billed yet; null: billing has not begun. */
  billedThrough: z.string().nullable(),
  /** Since when the office has it suspended; null: it has not. */
  pausedSince: z.date().nullable(),
  /** Whole days of the period under way that it was suspended by the office. */
  pausedDays: z.int(),
  /** Until then nobody suspends it for not having paid. */
  extendedUntil: z.date().nullable(),
  /** The package from `nextPackageFrom` ("2026-11-30") on; null: no change is to come. */
  nextPackageId: z.string().nullable(),
  nextPackageFrom: z.string().nullable(),
  /** When the billing clock has to look again; null: not before something is done to it. */
  nextDueAt: z.date().nullable(),
  /** The first period was charged when it was registered: it begins with the activation. */
  firstPeriodPosted: z.boolean(),
  /** Has asked not to be sent messages. */
  noMessages: z.boolean(),
  /** The router that was chosen; null: that of the address or of the package's blocks. */
  routerId: z.uuid().nullable(),
});
export type Customer = z.infer<typeof Customer>;

/**
 * The type of a customer on a package of this connection under a profile of this mode; null where the two do not fit
 * (a fixed address is never billed by the day). Hotspot and other ignore the mode.
 */
export function customerType(connection: Connection, mode: BillingMode): CustomerType | null {
  switch (connection) {
    case 'pppoe':
      return mode === 'daily' ? 'pppoe-daily' : 'pppoe-monthly';
    case 'hotspot':
      return 'hotspot';
    case 'static':
      return mode === 'monthly' ? 'static-monthly' : null;
    case 'other':
      return 'other';
  }
}
