import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CustomerAction } from '#shared/domain/customer/actions.ts';
import type { CustomerStatus, SuspendedReason } from '#shared/domain/customer/customer.ts';
import type { Rejection } from '#shared/sync/push.ts';
import type { RecordKind } from '#shared/sync/rows.ts';
import { bytes, instant } from './columns.ts';

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
    /** The payment that came of it. */
    paymentId: text('payment_id'),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.position] }),
    index('action_result_state').on(t.runId, t.state),
    index('action_result_customer').on(t.customerId),
  ],
);

/** Requests that were carried out, by the number that whoever asked gave them: asking twice does it once. */
export const request = sqliteTable('request', {
  id: text().primaryKey(),
  staffUserId: text('staff_user_id').notNull(),
  /** Of what was asked for, by a key of the data key: a password may be among it. */
  digest: text().notNull(),
  at: instant('at').notNull(),
});

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
    /** The number under which it was first sent by this copy of the store; null: it was not. */
    mid: integer(),
    /** Why the central server refused it, or some of its customers. */
    rejections: text({ mode: 'json' }).$type<readonly Rejection[]>(),
    /** When the central server's word came, or somebody gave it up; null: it is still to be told. */
    endedAt: instant('ended_at'),
    /** The uid of the refused entry in whose place this one was made. */
    replaces: text(),
  },
  (t) => [
    index('sync_journal_state').on(t.state, t.seq),
    index('sync_journal_batch').on(t.batchId),
    index('sync_journal_ended')
      .on(t.endedAt)
      .where(sql`ended_at IS NOT NULL`),
  ],
);

/** What the entries of the journal that are waiting or refused speak of. */
export const syncReference = sqliteTable(
  'sync_reference',
  { entity: text().$type<'customer' | RecordKind>().notNull(), id: text().notNull(), seq: integer().notNull() },
  (t) => [primaryKey({ columns: [t.entity, t.id, t.seq] }), index('sync_reference_seq').on(t.seq)],
);

/** The central server that this console works with. One row, or none: it works alone. */
export const syncServer = sqliteTable('sync_server', {
  /** Always 1. */
  one: integer().primaryKey(),
  url: text().notNull(),
  /** SHA-256 of the certificate that somebody has trusted, "AA:BB:…"; null: this machine trusts it by itself. */
  fingerprint: text(),
  deviceId: text('device_id').notNull(),
  tokenSealed: bytes('token_sealed').notNull(),
  /** When the token was made: it is changed for another now and then. */
  tokenAt: instant('token_at').notNull(),
  operatorId: text('operator_id').notNull(),
  operatorName: text('operator_name').notNull(),
  consoleName: text('console_name').notNull(),
  /** `joining`: enrolled, and nothing was put together yet: somebody has to look at the preview. */
  state: text().$type<'joining' | 'joined'>().notNull(),
  enrolledAt: instant('enrolled_at').notNull(),
  /** Of this copy of the store: a copied disk takes another one. */
  instanceId: text('instance_id').notNull(),
  nextMid: integer('next_mid').notNull().default(1),
  /** The newest commit of the server that was heard of, and the one up to which everything is stored. */
  witnessVersion: integer('witness_version').notNull().default(0),
  witnessCommit: text('witness_commit').notNull().default('genesis'),
  cursorVersion: integer('cursor_version').notNull().default(0),
  cursorCommit: text('cursor_commit').notNull().default('genesis'),
  scope: text(),
  paused: integer({ mode: 'boolean' }).notNull().default(false),
  /** When it last answered, and when last nothing was left to be told on either side. */
  contactAt: instant('contact_at'),
  fullAt: instant('full_at'),
  /** Behind which commit there was a record that was not understood, and by which program; null: there was none. */
  unreadVersion: integer('unread_version'),
  unreadCommit: text('unread_commit'),
  unreadBy: text('unread_by'),
});

/** How often a record was changed, as the central server counts it. `touched` only within a transaction. */
export const syncRecord = sqliteTable(
  'sync_record',
  {
    kind: text().$type<RecordKind>().notNull(),
    id: text().notNull(),
    version: integer().notNull(),
    touched: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.id] }),
    index('sync_record_touched')
      .on(t.kind)
      .where(sql`touched = 1`),
  ],
);

/**
 * What the server has of something that the office has changed since: the row here is this one with what waits laid over it.
 * `sealed` is the JSON of the row as it travels; there may be a password in it.
 */
export const syncBase = sqliteTable(
  'sync_base',
  {
    entity: text().$type<'customer' | RecordKind>().notNull(),
    id: text().notNull(),
    sealed: bytes('sealed').notNull(),
  },
  (t) => [primaryKey({ columns: [t.entity, t.id] })],
);

/** What was here before everything was pulled anew and has not come since: it goes when the end is reached. */
export const syncUnseen = sqliteTable(
  'sync_unseen',
  { entity: text().$type<'customer' | 'ledger-entry' | RecordKind>().notNull(), id: text().notNull() },
  (t) => [primaryKey({ columns: [t.entity, t.id] })],
);

/** Who holds which router, as the central server last told. Without one this console holds all of them. */
export const syncRouter = sqliteTable('sync_router', {
  routerId: text('router_id').primaryKey(),
  /** Whether this console asks for it: it was made here, it was held here before, or somebody has taken it over. */
  wanted: integer({ mode: 'boolean' }).notNull().default(false),
  held: integer({ mode: 'boolean' }).notNull().default(false),
  /** The console that has it, this one too; null: nobody has, or one whose name is not told here. */
  byConsole: text('by_console'),
  /** Since when; null: nobody has it. */
  since: instant('since'),
});

/**
 * Customers whom this console has reckoned with by itself while the server could not be reached, with what stood in their row
 * before: it is put back when the server's word has come.
 */
export const syncForetold = sqliteTable('sync_foretold', {
  customerId: text('customer_id').primaryKey(),
  /** When they have to be looked at again; null: not before something is done to them. */
  dueAt: instant('due_at'),
  /** Whether the row is another one now; else they were only looked at. */
  changed: integer({ mode: 'boolean' }).notNull(),
  status: text().$type<CustomerStatus>().notNull(),
  suspendedReason: text('suspended_reason').$type<SuspendedReason>(),
  expiresAt: instant('expires_at'),
});
