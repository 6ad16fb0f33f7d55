import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { EntryKind, PaymentMethod } from '#shared/domain/billing/entry.ts';
import type { CustomerStatus, SuspendedReason } from '#shared/domain/customer/customer.ts';
import type { Rejection } from '#shared/sync/push.ts';
import type { DeviceRow, RecordKind } from '#shared/sync/rows.ts';
import type { Undo } from '../sync/decide/undo.ts';

// The tables of the central server. Rows mean what they mean in the office's store (src-main/store/schema.ts); each has the
// version of the commit that last wrote it. `sealed` columns are AES-256-GCM under the server's key. The tables of FreeRADIUS
// are its own (radius/).

/** Milliseconds since 1970, minor units, versions: 64 bits there, a number here. */
const big = (name: string) => bigint(name, { mode: 'number' });
const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });
const committed = () => big('commit_version').notNull();

export const customer = pgTable(
  'customer',
  {
    id: uuid().primaryKey(),
    operatorId: uuid('operator_id').notNull(),
    username: text().notNull(),
    usernameKey: text('username_key').notNull(),
    passwordSealed: bytes('password_sealed'),
    fullName: text('full_name').notNull(),
    phone: text(),
    phoneKey: text('phone_key'),
    email: text(),
    packageId: uuid('package_id').notNull(),
    billingProfileId: uuid('billing_profile_id').notNull(),
    zoneId: uuid('zone_id'),
    address: text(),
    ip: big('ip'),
    accountNumber: text('account_number'),
    status: text().$type<CustomerStatus>().notNull(),
    suspendedReason: text('suspended_reason').$type<SuspendedReason>(),
    expiresAt: big('expires_at'),
    clientType: text('client_type'),
    medium: text(),
    sharing: text(),
    distributionPoint: text('distribution_point'),
    division: text(),
    district: text(),
    thana: text(),
    custom: jsonb().$type<Record<string, string>>().notNull(),
    createdAt: big('created_at').notNull(),
    updatedAt: big('updated_at').notNull(),
    deletedAt: big('deleted_at'),
    activatedAt: big('activated_at'),
    deletedBy: text('deleted_by'),
    specialPrice: big('special_price'),
    settledAt: big('settled_at'),
    billedThrough: text('billed_through'),
    pausedSince: big('paused_since'),
    pausedDays: integer('paused_days').notNull(),
    extendedUntil: big('extended_until'),
    nextPackageId: uuid('next_package_id'),
    nextPackageFrom: text('next_package_from'),
    nextDueAt: big('next_due_at'),
    firstPeriodPosted: boolean('first_period_posted').notNull(),
    noMessages: boolean('no_messages').notNull(),
    routerId: uuid('router_id'),
    devices: jsonb().$type<DeviceRow[]>().notNull(),
    /** It does not travel. */
    undo: jsonb().$type<Undo>(),
    commitVersion: committed(),
  },
  (t) => [
    uniqueIndex('customer_username')
      .on(t.usernameKey)
      .where(sql`status <> 'deleted'`),
    uniqueIndex('customer_ip')
      .on(t.ip)
      .where(sql`status <> 'deleted' AND ip IS NOT NULL`),
    index('customer_account_number')
      .on(sql`lower(account_number)`)
      .where(sql`account_number IS NOT NULL`),
    index('customer_commit').on(t.commitVersion),
    index('customer_operator').on(t.operatorId, t.commitVersion),
    index('customer_next_due').on(t.nextDueAt),
    index('customer_package').on(t.packageId),
  ],
);

export const ledgerEntry = pgTable(
  'ledger_entry',
  {
    id: uuid().primaryKey(),
    customerId: uuid('customer_id').notNull(),
    kind: text().$type<EntryKind>().notNull(),
    amount: big('amount').notNull(),
    at: big('at').notNull(),
    by: text().notNull(),
    operatorId: uuid('operator_id'),
    method: text().$type<PaymentMethod>(),
    reference: text(),
    referenceKey: text('reference_key'),
    receiptNumber: text('receipt_number'),
    packageName: text('package_name'),
    paidUntil: big('paid_until'),
    note: text(),
    periodFrom: text('period_from'),
    periodTo: text('period_to'),
    dueAt: big('due_at'),
    reverses: uuid(),
    commitVersion: committed(),
  },
  (t) => [
    index('ledger_entry_customer').on(t.customerId, t.amount),
    index('ledger_entry_reference').on(t.referenceKey),
    index('ledger_entry_commit').on(t.commitVersion),
    index('ledger_entry_reverses')
      .on(t.reverses)
      .where(sql`reverses IS NOT NULL`),
  ],
);

/** Everything that customers refer to or an office works by, one row each. What is in the body, its kind says. */
export const record = pgTable(
  'record',
  {
    kind: text().$type<RecordKind>().notNull(),
    id: text().notNull(),
    operatorId: uuid('operator_id'),
    version: integer().notNull(),
    body: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Secrets of it, as sealed JSON. */
    sealed: bytes('sealed'),
    commitVersion: committed(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.id] }), index('record_commit').on(t.commitVersion)],
);

/** What is gone, or gone from an operator's reach: whoever had it is told. */
export const tombstone = pgTable(
  'tombstone',
  {
    entity: text().notNull(),
    id: text().notNull(),
    /** Whose it was; null: the whole ISP's. */
    operatorId: uuid('operator_id'),
    commitVersion: committed(),
  },
  (t) => [index('tombstone_commit').on(t.commitVersion)],
);

/** One row: the commit that is the newest. Whoever writes takes it first and holds it to the commit. */
export const head = pgTable('head', {
  one: integer().primaryKey(),
  version: big('version').notNull(),
  commitId: text('commit_id').notNull(),
});

export const commit = pgTable('commit', {
  version: big('version').primaryKey(),
  commitId: text('commit_id').notNull(),
  at: big('at').notNull(),
});

/** A console that may speak to this server. */
export const device = pgTable('device', {
  id: uuid().primaryKey(),
  operatorId: uuid('operator_id').notNull(),
  consoleName: text('console_name').notNull(),
  /** What its receipt numbers begin with: no two consoles have the same. */
  receiptPrefix: text('receipt_prefix').notNull().unique(),
  tokenHash: bytes('token_hash').notNull(),
  /** A second token that holds while the console changes over. */
  nextTokenHash: bytes('next_token_hash'),
  enrolledAt: big('enrolled_at').notNull(),
  seenAt: big('seen_at'),
  revokedAt: big('revoked_at'),
});

/** One-time codes, by their SHA-256. */
export const enrolCode = pgTable('enrol_code', {
  codeHash: bytes('code_hash').primaryKey(),
  operatorId: uuid('operator_id').notNull(),
  expiresAt: big('expires_at').notNull(),
});

/** A copy of a console's store, and how far it has come. */
export const instance = pgTable('instance', {
  id: uuid().primaryKey(),
  deviceId: uuid('device_id').notNull(),
  lastMid: big('last_mid').notNull(),
});

/** What came of every mutation. */
export const mutation = pgTable('mutation', {
  uid: uuid().primaryKey(),
  deviceId: uuid('device_id').notNull(),
  name: text().notNull(),
  status: text().$type<'applied' | 'rejected'>().notNull(),
  rejections: jsonb().$type<Rejection[]>().notNull(),
  at: big('at').notNull(),
  commitVersion: committed(),
});

/** Which mutation an instance sent under which number. */
export const mutationNumber = pgTable(
  'mutation_number',
  { instanceId: uuid('instance_id').notNull(), mid: big('mid').notNull(), uid: uuid().notNull() },
  (t) => [primaryKey({ columns: [t.instanceId, t.mid] })],
);
