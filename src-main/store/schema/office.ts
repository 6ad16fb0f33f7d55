import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { BillingMode, BillingTiming } from '#shared/domain/billing/billing-profile.ts';
import type { CustomFieldType } from '#shared/domain/field/custom-field.ts';
import type { OperatorKind } from '#shared/domain/operator/operator.ts';
import type { Role } from '#shared/domain/operator/role.ts';
import type { Connection, ValidityUnit } from '#shared/domain/package/package.ts';
import { bytes, instant } from './columns.ts';

// Names and codes have plain indexes, not unique ones: what a server sends must never be refused here. Writes look before
// they insert.
export const operator = sqliteTable(
  'operator',
  {
    id: text().primaryKey(),
    parentId: text('parent_id'),
    name: text().notNull(),
    nameKey: text('name_key').notNull(),
    code: text().notNull(),
    codeKey: text('code_key').notNull(),
    kind: text().$type<OperatorKind>().notNull(),
    country: text(),
    version: integer().notNull().default(1),
    retiredAt: instant('retired_at'),
  },
  (t) => [index('operator_name').on(t.nameKey), index('operator_code').on(t.codeKey)],
);

export const staffUser = sqliteTable(
  'staff_user',
  {
    id: text().primaryKey(),
    operatorId: text('operator_id').notNull(),
    name: text().notNull(),
    nameKey: text('name_key').notNull(),
    role: text().$type<Role>().notNull(),
    /** Null: no password was set yet; only the first admin may be without one. */
    passwordHash: text('password_hash'),
    version: integer().notNull().default(1),
    /** Wrong passwords since the last right one, and when the last of them was: they slow down what follows. */
    failedCount: integer('failed_count').notNull().default(0),
    failedAt: instant('failed_at'),
    retiredAt: instant('retired_at'),
  },
  (t) => [index('staff_user_name').on(t.nameKey)],
);

export const package_ = sqliteTable(
  'package',
  {
    id: text().primaryKey(),
    operatorId: text('operator_id').notNull(),
    name: text().notNull(),
    nameKey: text('name_key').notNull(),
    code: text().notNull(),
    codeKey: text('code_key').notNull(),
    connection: text().$type<Connection>().notNull(),
    downKbps: integer('down_kbps'),
    upKbps: integer('up_kbps'),
    price: integer(),
    /** May have a fraction: 7.5. */
    vatPercent: real('vat_percent').notNull().default(0),
    priceIncludesVat: integer('price_includes_vat', { mode: 'boolean' }).notNull().default(false),
    validity: integer(),
    validityUnit: text('validity_unit').$type<ValidityUnit>().notNull().default('days'),
    volumeMb: integer('volume_mb'),
    routerProfile: text('router_profile'),
    radiusGroup: text('radius_group'),
    version: integer().notNull().default(1),
    /** What the regulator is told of its customers where they say nothing else. */
    sharing: text(),
    medium: text(),
    burstDownKbps: integer('burst_down_kbps'),
    burstUpKbps: integer('burst_up_kbps'),
    burstSeconds: integer('burst_seconds'),
    addressFromPool: integer('address_from_pool', { mode: 'boolean' }).notNull().default(false),
    retiredAt: instant('retired_at'),
  },
  (t) => [index('package_name').on(t.operatorId, t.nameKey), index('package_code').on(t.codeKey)],
);

export const billingProfile = sqliteTable(
  'billing_profile',
  {
    id: text().primaryKey(),
    operatorId: text('operator_id').notNull(),
    name: text().notNull(),
    nameKey: text('name_key').notNull(),
    code: text().notNull(),
    codeKey: text('code_key').notNull(),
    mode: text().$type<BillingMode>().notNull(),
    billingDay: integer('billing_day').notNull().default(1),
    graceDays: integer('grace_days').notNull().default(0),
    autoSuspend: integer('auto_suspend', { mode: 'boolean' }).notNull().default(true),
    timing: text().$type<BillingTiming>().notNull().default('arrears'),
    prorateFirst: integer('prorate_first', { mode: 'boolean' }).notNull().default(true),
    version: integer().notNull().default(1),
    retiredAt: instant('retired_at'),
  },
  (t) => [index('billing_profile_name').on(t.operatorId, t.nameKey), index('billing_profile_code').on(t.codeKey)],
);

export const zone = sqliteTable(
  'zone',
  {
    id: text().primaryKey(),
    operatorId: text('operator_id').notNull(),
    parentId: text('parent_id'),
    name: text().notNull(),
    nameKey: text('name_key').notNull(),
    code: text().notNull(),
    codeKey: text('code_key').notNull(),
    colour: text(),
    version: integer().notNull().default(1),
    /** What the regulator is told of its customers where they say nothing else. */
    distributionPoint: text('distribution_point'),
    division: text(),
    district: text(),
    thana: text(),
    retiredAt: instant('retired_at'),
  },
  (t) => [index('zone_name').on(t.operatorId, t.nameKey), index('zone_code').on(t.codeKey)],
);

export const networkAddress = sqliteTable(
  'network_address',
  {
    id: text().primaryKey(),
    operatorId: text('operator_id').notNull(),
    code: text().notNull(),
    codeKey: text('code_key').notNull(),
    first: integer().notNull(),
    last: integer().notNull(),
    gateway: integer(),
    version: integer().notNull().default(1),
    retiredAt: instant('retired_at'),
    /** The router that its addresses are on. */
    routerId: text('router_id'),
  },
  (t) => [index('network_address_code').on(t.codeKey), index('network_address_block').on(t.first, t.last)],
);

/** Addresses of a block that no customer is given: routers, switches, servers. Both ends belong to the range. */
export const reservedRange = sqliteTable(
  'reserved_range',
  {
    networkAddressId: text('network_address_id').notNull(),
    first: integer().notNull(),
    last: integer().notNull(),
    note: text(),
  },
  (t) => [primaryKey({ columns: [t.networkAddressId, t.first] })],
);

/** An address that a draft holds until somebody is added with it: nobody else is offered it meanwhile. */
export const addressHold = sqliteTable(
  'address_hold',
  {
    ip: integer().primaryKey(),
    draftId: text('draft_id').notNull(),
    staffUserId: text('staff_user_id').notNull(),
    until: instant('until').notNull(),
  },
  (t) => [uniqueIndex('address_hold_draft').on(t.draftId)],
);

/** Which packages' customers may take an address of a block. */
export const packageAddress = sqliteTable(
  'package_address',
  { packageId: text('package_id').notNull(), networkAddressId: text('network_address_id').notNull() },
  (t) => [primaryKey({ columns: [t.packageId, t.networkAddressId] })],
);

export const customField = sqliteTable(
  'custom_field',
  {
    id: text().primaryKey(),
    label: text().notNull(),
    labelKey: text('label_key').notNull(),
    type: text().$type<CustomFieldType>().notNull(),
    required: integer({ mode: 'boolean' }).notNull().default(false),
    options: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
    position: integer().notNull(),
    version: integer().notNull().default(1),
    /** Taken away, but its values are kept for a while so that it can be taken back. */
    deletedAt: instant('deleted_at'),
  },
  (t) => [index('custom_field_label').on(t.labelKey)],
);

export const setting = sqliteTable('setting', { name: text().primaryKey(), value: text({ mode: 'json' }).notNull() });

/** The data key, wrapped once for each way in. */
export const keySlot = sqliteTable('key_slot', {
  /** Which wrapping key opens the slot; names the key file or the platform's entry. */
  keyId: text('key_id').primaryKey(),
  kind: text().$type<'platform' | 'key-file' | 'recovery'>().notNull(),
  salt: bytes('salt').notNull(),
  wrapped: bytes('wrapped').notNull(),
});
