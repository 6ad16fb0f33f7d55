import { z } from 'zod';
import { EntryKind, PaymentMethod } from '../domain/billing/entry.ts';
import { CustomerStatus, SuspendedReason } from '../domain/customer/customer.ts';
import { quick } from './quick.ts';

// Rows as they travel: what every console keeps of them, without what only one needs (search keys, sealed columns). Instants
// are milliseconds since 1970, days are text, money is minor units, addresses are unsigned 32-bit integers. Secrets are in
// clear: the line is sealed (TLS), and each side seals them for itself.

const Text = z.string().max(2_000);
/** From 1900 to the end of 2199: what lies outside is a broken clock, and billing would reckon with it for ever. */
const Instant = z.int().min(-2_208_988_800_000).max(7_258_118_399_999);
const Day = z.iso.date();
const Id = z.uuid();
const Ip = z.int().min(0).max(0xff_ff_ff_ff);

export const DeviceRow = z.strictObject({
  id: Id,
  /** "AA:BB:CC:DD:EE:FF" */
  mac: z.string().regex(/^([0-9A-F]{2}:){5}[0-9A-F]{2}$/),
  type: Text.nullable(),
  addedBy: z.string().max(64),
  addedAt: Instant,
});
export type DeviceRow = z.infer<typeof DeviceRow>;

export const CustomerRow = quick(
  z.strictObject({
    id: Id,
    operatorId: Id,
    username: z.string().min(1).max(200),
    /** Null: not known. */
    password: z.string().max(300).nullable(),
    fullName: Text,
    phone: Text.nullable(),
    /** International digits without a plus. */
    phoneKey: Text.nullable(),
    email: Text.nullable(),
    packageId: Id,
    billingProfileId: Id,
    zoneId: Id.nullable(),
    address: Text.nullable(),
    ip: Ip.nullable(),
    accountNumber: Text.nullable(),
    status: CustomerStatus,
    suspendedReason: SuspendedReason.nullable(),
    expiresAt: Instant.nullable(),
    clientType: Text.nullable(),
    medium: Text.nullable(),
    sharing: Text.nullable(),
    distributionPoint: Text.nullable(),
    division: Text.nullable(),
    district: Text.nullable(),
    thana: Text.nullable(),
    custom: z.record(z.string().max(64), Text),
    createdAt: Instant,
    updatedAt: Instant,
    deletedAt: Instant.nullable(),
    activatedAt: Instant.nullable(),
    deletedBy: z.string().max(64).nullable(),
    specialPrice: z.int().nullable(),
    settledAt: Instant.nullable(),
    billedThrough: Day.nullable(),
    pausedSince: Instant.nullable(),
    pausedDays: z.int(),
    extendedUntil: Instant.nullable(),
    nextPackageId: Id.nullable(),
    nextPackageFrom: Day.nullable(),
    nextDueAt: Instant.nullable(),
    firstPeriodPosted: z.boolean(),
    noMessages: z.boolean(),
    routerId: Id.nullable(),
    devices: z.array(DeviceRow).max(100),
  }),
);
export type CustomerRow = z.infer<typeof CustomerRow>;

/** A line of the ledger. Lines are only ever added. */
export const LedgerRow = quick(
  z.strictObject({
    id: Id,
    customerId: Id,
    kind: EntryKind,
    /** Positive in the customer's favour. */
    amount: z.int(),
    at: Instant,
    /** The staff user; empty: the billing clock. */
    by: z.string().max(64),
    operatorId: Id.nullable(),
    method: PaymentMethod.nullable(),
    reference: Text.nullable(),
    /** What is compared of the reference: a code is used once in the whole ISP. */
    referenceKey: Text.nullable(),
    receiptNumber: z.string().max(64).nullable(),
    packageName: Text.nullable(),
    paidUntil: Instant.nullable(),
    note: Text.nullable(),
    periodFrom: Day.nullable(),
    periodTo: Day.nullable(),
    dueAt: Instant.nullable(),
    reverses: Id.nullable(),
  }),
);
export type LedgerRow = z.infer<typeof LedgerRow>;

/** The kinds of records that customers refer to, or that the office works by. */
export const RECORD_KINDS = [
  'operator',
  'staff-user',
  'package',
  'billing-profile',
  'zone',
  'network-address',
  'custom-field',
  'message-template',
  'router',
  'setting',
  'automatic-suspension',
  'report-handed-in',
] as const;
export const RecordKind = z.enum(RECORD_KINDS);
export type RecordKind = z.infer<typeof RecordKind>;

/** Kinds that those beneath an operator may use too; of the others only what lies within reach is told. */
export const USED_FROM_BELOW: ReadonlySet<RecordKind> = new Set([
  'operator',
  'package',
  'billing-profile',
  'zone',
  'network-address',
  'message-template',
]);

/** One record, whole. What is in it is parsed by its kind where it is stored. */
export const RecordRow = z.strictObject({
  kind: RecordKind,
  id: z.string().min(1).max(64),
  /** Whose it is; null: the whole ISP's (settings, custom fields). */
  operatorId: Id.nullable(),
  /** Counts its changes, from 1. */
  version: z.int().min(1),
  body: z.record(z.string(), z.json()),
});
export type RecordRow = z.infer<typeof RecordRow>;

/** Rows in the order in which they have to be stored: what others refer to comes first. */
export const PulledRow = z.discriminatedUnion('entity', [
  z.strictObject({ entity: z.literal('record'), row: RecordRow }),
  z.strictObject({ entity: z.literal('customer'), row: CustomerRow }),
  z.strictObject({ entity: z.literal('ledger-entry'), row: LedgerRow }),
]);
export type PulledRow = z.infer<typeof PulledRow>;
