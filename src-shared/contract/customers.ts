import { z } from 'zod';
import {
  CustomerStatus,
  CustomerType,
  ProvisioningState,
  SuspendedReason,
  SyncState,
} from '../domain/customer/customer.ts';
import { procedure } from './refused.ts';

/** A customer as lists show it. Operator, package, profile and zone by name; money as a decimal ("-1500.00"). */
export const CustomerLine = z.object({
  id: z.uuid(),
  username: z.string(),
  fullName: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  operator: z.string(),
  package: z.string(),
  billingProfile: z.string(),
  zone: z.string().nullable(),
  address: z.string().nullable(),
  ip: z.string().nullable(),
  type: CustomerType,
  status: CustomerStatus,
  suspendedReason: SuspendedReason.nullable(),
  provisioning: ProvisioningState,
  sync: SyncState,
  expires: z.iso.datetime().nullable(),
  balance: z.string(),
});
export type CustomerLine = z.infer<typeof CustomerLine>;

/** The profile: a line and everything else but the password. */
export const CustomerProfile = CustomerLine.extend({
  accountNumber: z.string().nullable(),
  passwordKnown: z.boolean(),
  clientType: z.string().nullable(),
  medium: z.string().nullable(),
  sharing: z.string().nullable(),
  distributionPoint: z.string().nullable(),
  division: z.string().nullable(),
  district: z.string().nullable(),
  thana: z.string().nullable(),
  custom: z.array(z.object({ label: z.string(), value: z.string() })),
  devices: z.array(z.object({ mac: z.string(), addedAt: z.iso.datetime() })),
  packageDetail: z.object({
    downKbps: z.int().nullable(),
    upKbps: z.int().nullable(),
    price: z.string().nullable(),
    validity: z.int().nullable(),
    validityUnit: z.string(),
  }),
  batch: z.object({ id: z.uuid(), fileName: z.string(), row: z.int() }).nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type CustomerProfile = z.infer<typeof CustomerProfile>;

/** Which customers. Without a status: all that are not deleted. `search` finds parts of name, username, phone, IP, MAC, account number and zone. */
export const CustomerFilter = z.object({
  search: z.string().max(200).optional(),
  status: z.union([CustomerStatus, z.literal('all')]).optional(),
  batch: z.uuid().optional(),
});
export type CustomerFilter = z.infer<typeof CustomerFilter>;

export const CustomerSort = z.object({
  by: z.enum(['username', 'fullName', 'created']),
  descending: z.boolean(),
});
export type CustomerSort = z.infer<typeof CustomerSort>;

/** Where a window begins; made by the core, opaque to everybody else, valid for the same filter and sort. */
export const Cursor = z.string().max(1000);

export const customers = {
  /** One window of the list. `total` counts all that match; `next` is the cursor for the following window, or null. */
  list: procedure
    .input(
      z.object({
        filter: CustomerFilter,
        sort: CustomerSort.optional(),
        after: Cursor.optional(),
        limit: z.int().min(1).max(1000).default(200),
      }),
    )
    .output(z.object({ total: z.int(), customers: z.array(CustomerLine), next: Cursor.nullable() })),

  /** The cursor of every window of `size` rows but the first, so that a list can be entered anywhere without an OFFSET. */
  windows: procedure
    .input(
      z.object({ filter: CustomerFilter, sort: CustomerSort.optional(), size: z.int().min(50).max(1000).default(200) }),
    )
    .output(z.object({ total: z.int(), cursors: z.array(Cursor) })),

  /** How many customers there are in each state, for the tabs over the list. */
  counts: procedure.output(z.record(CustomerStatus, z.int())),

  get: procedure.input(z.object({ id: z.uuid() })).output(CustomerProfile),

  /** The password in clear, on request of somebody who may; the request is recorded. Null: not known. */
  revealPassword: procedure.input(z.object({ id: z.uuid() })).output(z.object({ password: z.string().nullable() })),
};
