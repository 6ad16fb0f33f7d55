import { z } from 'zod';
import { PaymentMethod } from '../domain/billing/entry.ts';
import {
  CustomerStatus,
  CustomerType,
  ProvisioningState,
  SuspendedReason,
  SyncState,
} from '../domain/customer/customer.ts';
import { CustomFieldType } from '../domain/field/custom-field.ts';
import { Id } from './id.ts';
import { procedure } from './refused.ts';

/** A customer as lists show it. Operator, package, profile and zone by name; money as a decimal ("-1500.00"). */
export const CustomerLine = z.object({
  id: Id,
  username: z.string(),
  fullName: z.string(),
  phone: z.string().nullable(),
  /** In the one writing that lists have. */
  phoneListed: z.string().nullable(),
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
  accountNumber: z.string().nullable(),
  macs: z.array(z.string()),
  zoneColour: z.string().nullable(),
  createdAt: z.iso.datetime(),
  deletedAt: z.iso.datetime().nullable(),
  /** Who deleted it, by name. */
  deletedBy: z.string().nullable(),
  clientType: z.string().nullable(),
  medium: z.string().nullable(),
  sharing: z.string().nullable(),
  distributionPoint: z.string().nullable(),
  division: z.string().nullable(),
  district: z.string().nullable(),
  thana: z.string().nullable(),
  /** Values of custom fields by the field's id. */
  custom: z.record(z.string(), z.string()),
});
export type CustomerLine = z.infer<typeof CustomerLine>;

/** The profile: a line and everything else but the password. */
export const CustomerProfile = CustomerLine.extend({
  version: z.int(),
  operatorId: Id,
  packageId: Id,
  billingProfileId: Id,
  zoneId: Id.nullable(),
  /** The router that the customer belongs to, and what says so. */
  router: z
    .object({
      id: Id,
      name: z.string(),
      by: z.enum(['choice', 'address', 'package']),
      /** Whether it has anything to do with RADIUS: it lets in by it, or takes orders by it. */
      byRadius: z.boolean(),
    })
    .nullable(),
  passwordKnown: z.boolean(),
  customFields: z.array(z.object({ id: Id, label: z.string(), type: CustomFieldType, value: z.string() })),
  devices: z.array(
    z.object({
      id: Id,
      mac: z.string(),
      vendor: z.string().nullable(),
      type: z.string().nullable(),
      addedBy: z.string(),
      addedAt: z.iso.datetime(),
    }),
  ),
  packageDetail: z.object({
    downKbps: z.int().nullable(),
    upKbps: z.int().nullable(),
    price: z.string().nullable(),
    vatPercent: z.number(),
    priceIncludesVat: z.boolean(),
    validity: z.int().nullable(),
    validityUnit: z.string(),
  }),
  batch: z.object({ id: Id, fileName: z.string(), row: z.int() }).nullable(),
  activatedAt: z.iso.datetime().nullable(),
  updatedAt: z.iso.datetime(),
});
export type CustomerProfile = z.infer<typeof CustomerProfile>;

/** "2026-11-30", in the ISP's time zone. */
const Day = z.iso.date();
const Some = z.array(Id).min(1).max(500);

/**
 * Which customers; every condition narrows. Without a status: all that are not deleted. `search` finds parts of name,
 * username, phone, IP, MAC, account number, zone and custom fields.
 */
export const CustomerFilter = z.strictObject({
  search: z.string().max(200).optional(),
  status: z.union([CustomerStatus, z.literal('all')]).optional(),
  suspendedReason: SuspendedReason.optional(),
  batch: Id.optional(),
  operators: Some.optional(),
  packages: Some.optional(),
  billingProfiles: Some.optional(),
  /** A zone stands for all zones beneath it too. */
  zones: Some.optional(),
  withoutZone: z.literal(true).optional(),
  types: z.array(CustomerType).min(1).optional(),
  /** Active, and paid for at most so many days more. */
  expiringWithin: z.int().min(0).max(366).optional(),
  expires: z.strictObject({ from: Day.optional(), to: Day.optional() }).optional(),
  created: z.strictObject({ from: Day.optional(), to: Day.optional() }).optional(),
  notSynced: z.literal(true).optional(),
  /** Queued for a router, or failed there. */
  notOnRouter: z.literal(true).optional(),
  withoutPhone: z.literal(true).optional(),
  withoutPassword: z.literal(true).optional(),
  clientTypes: z.array(z.string().max(100)).min(1).max(50).optional(),
  /** `value`: a part of a text, or one of a dropdown's options; absent: any value at all. */
  custom: z
    .array(z.strictObject({ field: Id, value: z.string().max(200).optional() }))
    .max(20)
    .optional(),
});
export type CustomerFilter = z.infer<typeof CustomerFilter>;

export const CUSTOMER_SORTS = ['username', 'fullName', 'created', 'expires', 'phone', 'ip', 'deleted'] as const;
export const CustomerSort = z.object({
  by: z.enum(CUSTOMER_SORTS),
  descending: z.boolean(),
});
export type CustomerSort = z.infer<typeof CustomerSort>;

/** Those one by one, or all that match but some: a selection does not end with the window. */
export const CustomerSelection = z.union([
  z.strictObject({ ids: z.array(Id).min(1).max(10_000) }),
  z.strictObject({ filter: CustomerFilter, except: z.array(Id).max(10_000).default([]) }),
]);
export type CustomerSelection = z.infer<typeof CustomerSelection>;

/** Columns of the list and of its export; a custom field's is "custom:" and its id. */
export const CUSTOMER_COLUMNS = [
  'status',
  'username',
  'fullName',
  'phone',
  'email',
  'operator',
  'package',
  'billingProfile',
  'zone',
  'address',
  'type',
  'ip',
  'macs',
  'accountNumber',
  'expires',
  'balance',
  'createdAt',
  'deletedAt',
  'deletedBy',
  'clientType',
  'medium',
  'sharing',
  'distributionPoint',
  'division',
  'district',
  'thana',
] as const;
export const CustomerColumn = z.union([
  z.enum(CUSTOMER_COLUMNS),
  z.templateLiteral(['custom:', z.string().regex(/^[0-9a-f-]{36}$/)]),
]);
export type CustomerColumn = z.infer<typeof CustomerColumn>;

/** A list that a person comes back to. */
export const CustomerView = z.object({
  filter: CustomerFilter,
  sort: CustomerSort.nullable(),
  columns: z.array(CustomerColumn).max(60).nullable(),
});
export type CustomerView = z.infer<typeof CustomerView>;
const SavedView = CustomerView.extend({ id: Id, name: z.string() });

/** Values of custom fields by the field's id, as somebody types them. */
export const CustomTyped = z
  .record(Id, z.string().max(2000))
  .refine((values) => Object.keys(values).length <= 200, 'at most 200 fields of your own');

/** What a form holds of a customer. References by id, the rest as somebody types it; null is empty. */
export const CustomerFields = z.strictObject({
  username: z.string().max(200),
  fullName: z.string().max(500),
  phone: z.string().max(100).nullable(),
  email: z.string().max(300).nullable(),
  address: z.string().max(1000).nullable(),
  accountNumber: z.string().max(100).nullable(),
  clientType: z.string().max(100).nullable(),
  medium: z.string().max(100).nullable(),
  sharing: z.string().max(100).nullable(),
  distributionPoint: z.string().max(100).nullable(),
  division: z.string().max(100).nullable(),
  district: z.string().max(100).nullable(),
  thana: z.string().max(100).nullable(),
  custom: CustomTyped,
});
export type CustomerFields = z.infer<typeof CustomerFields>;

/** What is wrong in a form: by field ("phone", "custom:<id>"), in words of the catalogue. */
export const FieldProblem = z.object({
  field: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type FieldProblem = z.infer<typeof FieldProblem>;

/** As somebody types it ("1,500"), or as a program has it. */
const Money = z.union([z.string().max(50), z.number()]);

/** A new customer as a program or a form gives it; operator, package, profile and zone by name or code. */
export const NewCustomer = z.strictObject({
  username: z.string().max(200),
  password: z.string().max(300),
  fullName: z.string().max(500),
  phone: z.string().max(100).optional(),
  email: z.string().max(300).optional(),
  operator: z.string().max(100),
  package: z.string().max(100),
  billingProfile: z.string().max(100),
  zone: z.string().max(100).optional(),
  address: z.string().max(1000).optional(),
  ip: z.string().max(50).optional(),
  mac: z.string().max(50).optional(),
  accountNumber: z.string().max(100).optional(),
  expires: z.string().max(50).optional(),
  clientType: z.string().max(100).optional(),
  medium: z.string().max(100).optional(),
  sharing: z.string().max(100).optional(),
  distributionPoint: z.string().max(100).optional(),
  division: z.string().max(100).optional(),
  district: z.string().max(100).optional(),
  thana: z.string().max(100).optional(),
  /** By label. */
  custom: z.record(z.string(), z.string().max(2000)).optional(),
  activate: z.boolean().default(true),
  // With any of these it is a registration: the first period is charged, and a payment is taken.
  method: PaymentMethod.optional(),
  /** The M-Pesa transaction code, a cheque's number, a bank's reference. */
  reference: z.string().max(100).optional(),
  installationFee: Money.optional(),
  /** In place of what the first period costs. */
  customAmount: Money.optional(),
  /** What was paid; absent: all of it. */
  received: Money.optional(),
});
export type NewCustomer = z.input<typeof NewCustomer>;

/** Where a window begins; made by the core, opaque to everybody else, valid for the same filter and sort. */
export const Cursor = z.string().max(1000);

export const customers = {
  /**
   * One window of the list. `total` counts all that match, or, when they are so many that counting would keep the window
   * waiting (`isExact` false), tells how many there are at least: `windows` and `count` know. `next` is the cursor for the
   * following window, or null.
   */
  list: procedure
    .input(
      z.object({
        filter: CustomerFilter,
        sort: CustomerSort.optional(),
        after: Cursor.optional(),
        limit: z.int().min(1).max(1000).default(200),
      }),
    )
    .output(
      z.object({
        total: z.int(),
        isExact: z.boolean(),
        customers: z.array(CustomerLine),
        next: Cursor.nullable(),
      }),
    ),

  /** The cursor of every window of `size` rows but the first, so that a list can be entered anywhere without an OFFSET. */
  windows: procedure
    .input(
      z.object({ filter: CustomerFilter, sort: CustomerSort.optional(), size: z.int().min(50).max(1000).default(200) }),
    )
    .output(z.object({ total: z.int(), cursors: z.array(Cursor) })),

  /** How many customers there are in each state, for the tabs over the list. */
  counts: procedure.output(
    z.object({
      byStatus: z.record(CustomerStatus, z.int()),
      expiring: z.int(),
      notSynced: z.int(),
      notOnRouter: z.int(),
    }),
  ),

  get: procedure.input(z.object({ id: Id })).output(CustomerProfile),

  /** The id of the customer with this username, also of a deleted one when no other has it. */
  find: procedure.input(z.object({ username: z.string().max(200) })).output(z.object({ id: Id })),

  /** The password in clear, on request of somebody who may; the request is recorded. Null: not known. */
  revealPassword: procedure.input(z.object({ id: Id })).output(z.object({ password: z.string().nullable() })),

  /** Adds one. `request` makes asking twice one customer. */
  add: procedure.input(z.object({ request: Id, customer: NewCustomer })).output(
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('added'),
        id: Id,
        username: z.string(),
        status: CustomerStatus,
        /** Of a registration: the payment, for its receipt; null: nothing was paid. */
        payment: Id.nullable().optional(),
      }),
      z.object({ kind: z.literal('refused'), problems: z.array(FieldProblem) }),
    ]),
  ),

  /**
   * Saves what a form changed: where `fields` differ from `before`. What somebody else has changed since `version` stays as it
   * is. A field that both changed to different values is told, and nothing is written; asked again with the new version,
   * `fields` hold.
   */
  change: procedure
    .input(z.object({ id: Id, version: z.int(), before: CustomerFields, fields: CustomerFields }))
    .output(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('saved'), customer: CustomerProfile }),
        z.object({ kind: z.literal('refused'), problems: z.array(FieldProblem) }),
        z.object({
          kind: z.literal('conflict'),
          version: z.int(),
          by: z.string(),
          at: z.iso.datetime(),
          theirs: CustomerFields,
          /** Fields that both changed, to different values. */
          both: z.array(z.string()),
        }),
      ]),
    ),

  /** The list as a file: the chosen columns in their order. Passwords only for who may see them, and recorded. */
  export: procedure
    .input(
      z.object({
        which: CustomerSelection,
        sort: CustomerSort.optional(),
        columns: z.array(CustomerColumn).min(1).max(60),
        format: z.enum(['xlsx', 'csv']),
        passwords: z.boolean().default(false),
      }),
    )
    .output(z.file()),

  /** How many a selection has, in the words "all 312 that match". */
  count: procedure.input(z.object({ which: CustomerSelection })).output(z.object({ total: z.int() })),

  /** One's own views, by name. */
  views: procedure.output(z.array(SavedView)),
  /** A view of that name is replaced. */
  saveView: procedure.input(CustomerView.extend({ name: z.string().trim().min(1).max(60) })).output(SavedView),
  removeView: procedure.input(z.object({ id: Id })).output(z.object({ removed: z.literal(true) })),

  /** What one chose last for the list; null: nothing yet. */
  columns: procedure.output(z.object({ columns: z.array(CustomerColumn).nullable() })),
  chooseColumns: procedure
    .input(z.object({ columns: z.array(CustomerColumn).max(60).nullable() }))
    .output(z.object({ columns: z.array(CustomerColumn).nullable() })),
};
