import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { CustomerStatus, SuspendedReason } from '#shared/domain/customer/customer.ts';
import { bytes, instant } from './columns.ts';

export const customer = sqliteTable(
  'customer',
  {
    /** The row's number on this console: order of creation, and the rowid of the search index. Never leaves the console. */
    seq: integer().primaryKey(),
    id: text().notNull().unique(),
    operatorId: text('operator_id').notNull(),
    username: text().notNull(),
    usernameKey: text('username_key').notNull(),
    passwordSealed: bytes('password_sealed'),
    fullName: text('full_name').notNull(),
    nameKey: text('name_key').notNull(),
    phone: text(),
    phoneKey: text('phone_key'),
    email: text(),
    packageId: text('package_id').notNull(),
    billingProfileId: text('billing_profile_id').notNull(),
    zoneId: text('zone_id'),
    address: text(),
    ip: integer(),
    accountNumber: text('account_number'),
    status: text().$type<CustomerStatus>().notNull(),
    suspendedReason: text('suspended_reason').$type<SuspendedReason>(),
    expiresAt: instant('expires_at'),
    clientType: text('client_type'),
    medium: text(),
    sharing: text(),
    distributionPoint: text('distribution_point'),
    division: text(),
    district: text(),
    thana: text(),
    custom: text({ mode: 'json' }).$type<Record<string, string>>().notNull().default({}),
    batchId: text('batch_id'),
    batchRow: integer('batch_row'),
    version: integer().notNull().default(1),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    deletedAt: instant('deleted_at'),
    /** When service began; null: it has not. */
    activatedAt: instant('activated_at'),
    /** The staff user that deleted it. */
    deletedBy: text('deleted_by'),
    specialPrice: integer('special_price'),
    settledAt: instant('settled_at'),
    billedThrough: text('billed_through'),
    pausedSince: instant('paused_since'),
    pausedDays: integer('paused_days').notNull().default(0),
    extendedUntil: instant('extended_until'),
    nextPackageId: text('next_package_id'),
    nextPackageFrom: text('next_package_from'),
    /** From the first: the clock looks at everybody who is new. -1: there before billing was. */
    nextDueAt: instant('next_due_at').default(new Date(0)),
    firstPeriodPosted: integer('first_period_posted', { mode: 'boolean' }).notNull().default(false),
    noMessages: integer('no_messages', { mode: 'boolean' }).notNull().default(false),
    /** The router that was chosen for them; null: the one of their address or of their package's blocks. */
    routerId: text('router_id'),
  },
  // Plain indexes, not unique ones: what a server sends must never be refused here. Writes look before they insert.
  (t) => [
    index('customer_username').on(t.usernameKey, t.seq),
    index('customer_name').on(t.nameKey, t.seq),
    index('customer_phone').on(t.phoneKey),
    index('customer_ip').on(t.ip),
    // With the state, so that nothing is read but the index.
    index('customer_living_ip')
      .on(t.ip, t.status)
      .where(sql`ip IS NOT NULL AND status <> 'deleted'`),
    index('customer_status').on(t.status, t.operatorId),
    index('customer_batch').on(t.batchId),
    index('customer_expires').on(t.expiresAt),
    index('customer_zone').on(t.zoneId),
    index('customer_package').on(t.packageId),
    index('customer_billing_profile').on(t.billingProfileId),
    index('customer_deleted').on(t.deletedAt),
    index('customer_next_due').on(t.nextDueAt),
    index('customer_router_id')
      .on(t.routerId)
      .where(sql`router_id IS NOT NULL`),
    // Without case (COLLATE NOCASE), which drizzle cannot say of a column.
    index('customer_account_number')
      .on(t.accountNumber)
      .where(sql`account_number IS NOT NULL`),
  ],
);

export const device = sqliteTable(
  'device',
  {
    id: text().primaryKey(),
    customerId: text('customer_id').notNull(),
    /** "AA:BB:CC:DD:EE:FF" */
    mac: text().notNull(),
    type: text(),
    addedBy: text('added_by').notNull(),
    addedAt: instant('added_at').notNull(),
  },
  (t) => [index('device_customer').on(t.customerId), index('device_mac').on(t.mac)],
);

/** A list that a person comes back to: what it shows, in which order, with which columns. */
export const savedView = sqliteTable(
  'saved_view',
  {
    id: text().primaryKey(),
    staffUserId: text('staff_user_id').notNull(),
    name: text().notNull(),
    nameKey: text('name_key').notNull(),
    view: text({ mode: 'json' }).$type<unknown>().notNull(),
  },
  (t) => [uniqueIndex('saved_view_name').on(t.staffUserId, t.nameKey)],
);

/** What a person has chosen for the screens: columns, density. */
export const preference = sqliteTable(
  'preference',
  { staffUserId: text('staff_user_id').notNull(), name: text().notNull(), value: text({ mode: 'json' }).notNull() },
  (t) => [primaryKey({ columns: [t.staffUserId, t.name] })],
);
