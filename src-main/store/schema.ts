import { blob, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { BillingMode } from '#shared/domain/billing/billing-profile.ts';
import type { CustomerAction } from '#shared/domain/customer/actions.ts';
import type { CustomerStatus, SuspendedReason } from '#shared/domain/customer/customer.ts';
import type { CustomFieldType } from '#shared/domain/field/custom-field.ts';
import type { OperatorKind } from '#shared/domain/operator/operator.ts';
import type { Role } from '#shared/domain/operator/role.ts';
import type { Connection, ValidityUnit } from '#shared/domain/package/package.ts';

// The tables of the local store. Every row has its operator or belongs to a row that has one. Instants are milliseconds
// since 1970 (UTC), money is minor units, addresses are unsigned 32-bit integers, `sealed` columns are AES-256-GCM under
// the data key with "<record id>:<column>" as associated data. `*_key` columns hold folded text: what is compared.

const instant = (name: string) => integer(name, { mode: 'timestamp_ms' });
const bytes = (name: string) => blob(name, { mode: 'buffer' });

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
  (t) => [uniqueIndex('operator_name').on(t.nameKey), uniqueIndex('operator_code').on(t.codeKey)],
);

export const staffUser = sqliteTable('staff_user', {
  id: text().primaryKey(),
  operatorId: text('operator_id').notNull(),
  name: text().notNull(),
  nameKey: text('name_key').notNull().unique(),
  role: text().$type<Role>().notNull(),
  /** Null: no password was set yet; only the first admin may be without one. */
  passwordHash: text('password_hash'),
  version: integer().notNull().default(1),
  /** Wrong passwords since the last right one, and when the last of them was: they slow down what follows. */
  failedCount: integer('failed_count').notNull().default(0),
  failedAt: instant('failed_at'),
  retiredAt: instant('retired_at'),
});

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
    retiredAt: instant('retired_at'),
  },
  (t) => [uniqueIndex('package_name').on(t.operatorId, t.nameKey), uniqueIndex('package_code').on(t.codeKey)],
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
    version: integer().notNull().default(1),
    retiredAt: instant('retired_at'),
  },
  (t) => [
    uniqueIndex('billing_profile_name').on(t.operatorId, t.nameKey),
    uniqueIndex('billing_profile_code').on(t.codeKey),
  ],
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
  (t) => [uniqueIndex('zone_name').on(t.operatorId, t.nameKey), uniqueIndex('zone_code').on(t.codeKey)],
);

export const networkAddress = sqliteTable(
  'network_address',
  {
    id: text().primaryKey(),
    operatorId: text('operator_id').notNull(),
    code: text().notNull(),
    codeKey: text('code_key').notNull().unique(),
    first: integer().notNull(),
    last: integer().notNull(),
    gateway: integer(),
    version: integer().notNull().default(1),
    retiredAt: instant('retired_at'),
  },
  (t) => [uniqueIndex('network_address_block').on(t.first, t.last)],
);

/** Which packages' customers may take an address of a block. */
export const packageAddress = sqliteTable(
  'package_address',
  { packageId: text('package_id').notNull(), networkAddressId: text('network_address_id').notNull() },
  (t) => [primaryKey({ columns: [t.packageId, t.networkAddressId] })],
);

export const customField = sqliteTable('custom_field', {
  id: text().primaryKey(),
  label: text().notNull(),
  labelKey: text('label_key').notNull().unique(),
  type: text().$type<CustomFieldType>().notNull(),
  required: integer({ mode: 'boolean' }).notNull().default(false),
  options: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
  position: integer().notNull(),
  version: integer().notNull().default(1),
  /** Taken away, but its values are kept for a while so that it can be taken back. */
  deletedAt: instant('deleted_at'),
});

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
    /** When service began; null: when it was recorded. */
    activatedAt: instant('activated_at'),
    /** The staff user that deleted it. */
    deletedBy: text('deleted_by'),
  },
  // Plain indexes, not unique ones: what a server sends must never be refused here. Writes look before they insert.
  (t) => [
    index('customer_username').on(t.usernameKey, t.seq),
    index('customer_name').on(t.nameKey, t.seq),
    index('customer_phone').on(t.phoneKey),
    index('customer_ip').on(t.ip),
    index('customer_status').on(t.status, t.operatorId),
    index('customer_batch').on(t.batchId),
    index('customer_expires').on(t.expiresAt),
    index('customer_zone').on(t.zoneId),
    index('customer_package').on(t.packageId),
    index('customer_billing_profile').on(t.billingProfileId),
    index('customer_deleted').on(t.deletedAt),
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

/** Deltas, never balances: the balance of a customer is their sum. */
export const ledgerEntry = sqliteTable(
  'ledger_entry',
  {
    id: text().primaryKey(),
    customerId: text('customer_id').notNull(),
    kind: text().$type<'opening'>().notNull(),
    /** Positive in the customer's favour. */
    amount: integer().notNull(),
    at: instant('at').notNull(),
    by: text().notNull(),
    batchId: text('batch_id'),
  },
  (t) => [index('ledger_entry_customer').on(t.customerId)],
);

export const importSession = sqliteTable('import_session', {
  id: text().primaryKey(),
  operatorId: text('operator_id').notNull(),
  staffUserId: text('staff_user_id').notNull(),
  fileName: text('file_name').notNull(),
  fileSize: integer('file_size').notNull(),
  /** SHA-256 of the file: the same file again continues the session that it began. */
  fileHash: text('file_hash').notNull(),
  /** Sealed JSON: one value for every row may be a password. */
  choices: bytes('choices').notNull(),
  activate: integer({ mode: 'boolean' }).notNull().default(true),
  state: text().$type<'open' | 'committing' | 'stopped' | 'done'>().notNull(),
  /** Rows that still had an error when it was last looked at; null before the first check. */
  errorsLeft: integer('errors_left'),
  batchId: text('batch_id'),
  startedAt: instant('started_at').notNull(),
});

/** The editing steps of a session in their order; sealed, as a step may hold a password. */
export const importStep = sqliteTable(
  'import_step',
  {
    sessionId: text('session_id').notNull(),
    position: integer().notNull(),
    sealed: bytes('sealed').notNull(),
  },
  (t) => [primaryKey({ columns: [t.sessionId, t.position] })],
);

export const importBatch = sqliteTable('import_batch', {
  id: text().primaryKey(),
  operatorId: text('operator_id').notNull(),
  staffUserId: text('staff_user_id').notNull(),
  fileName: text('file_name').notNull(),
  fileHash: text('file_hash').notNull(),
  state: text().$type<'partial' | 'complete' | 'undone'>().notNull(),
  rows: integer().notNull(),
  imported: integer().notNull(),
  failed: integer().notNull(),
  skipped: integer().notNull(),
  /** Rows of the file up to this number are in: where a continued commit goes on. */
  doneThrough: integer('done_through').notNull(),
  at: instant('at').notNull(),
});

/** Who did what. Rows are only ever added: triggers refuse the rest. */
export const audit = sqliteTable(
  'audit',
  {
    seq: integer().primaryKey(),
    at: instant('at').notNull(),
    operatorId: text('operator_id').notNull(),
    staffUserId: text('staff_user_id').notNull(),
    console: text().notNull(),
    action: text().notNull(),
    entity: text().notNull(),
    entityId: text('entity_id'),
    before: text({ mode: 'json' }).$type<unknown>(),
    after: text({ mode: 'json' }).$type<unknown>(),
    /** The operator whose record it was; null: that of whoever did it. */
    ofOperatorId: text('of_operator_id'),
  },
  (t) => [index('audit_entity').on(t.entity, t.entityId), index('audit_at').on(t.at)],
);

/** One thing done to one or many customers. Its id comes from whoever asked, so that asking twice does it once. */
export const actionRun = sqliteTable(
  'action_run',
  {
    id: text().primaryKey(),
    operatorId: text('operator_id').notNull(),
    staffUserId: text('staff_user_id').notNull(),
    action: text().$type<CustomerAction>().notNull(),
    /** Sealed JSON: a new password may be among the terms. */
    terms: bytes('terms').notNull(),
    state: text().$type<'running' | 'done'>().notNull(),
    total: integer().notNull(),
    at: instant('at').notNull(),
    /** The run that this one takes back, or whose failures it tries again. */
    undoes: text(),
    retries: text(),
  },
  (t) => [index('action_run_at').on(t.at)],
);

/** What came of a run for each customer. */
export const actionResult = sqliteTable(
  'action_result',
  {
    runId: text('run_id').notNull(),
    /** In the order in which they are worked through, from 1. */
    position: integer().notNull(),
    customerId: text('customer_id').notNull(),
    state: text().$type<'waiting' | 'applied' | 'refused' | 'failed' | 'undone'>().notNull(),
    /** Why it was refused: a code of the message catalogue with what its sentence needs. */
    code: text(),
    params: text({ mode: 'json' }).$type<Record<string, string | number>>(),
    /** What an undo puts back, and the customer's version up to which it may; sealed, as a password may be among it. */
    before: bytes('before'),
    versionAfter: integer('version_after'),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.position] }),
    index('action_result_state').on(t.runId, t.state),
    index('action_result_customer').on(t.customerId),
  ],
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

/** What a central server has not been told. `sealed` is the deflated JSON of the mutation's arguments. */
export const syncJournal = sqliteTable(
  'sync_journal',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    uid: text().notNull().unique(),
    name: text().notNull(),
    sealed: bytes('sealed').notNull(),
    /** How many records the entry carries: an import's chunk has up to 500. */
    records: integer().notNull().default(1),
    state: text().$type<'pending' | 'sent' | 'applied' | 'rejected' | 'discarded'>().notNull().default('pending'),
    batchId: text('batch_id'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('sync_journal_state').on(t.state, t.seq), index('sync_journal_batch').on(t.batchId)],
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
