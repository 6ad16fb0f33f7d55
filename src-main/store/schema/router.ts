import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Authentication, StaticWay, Suspension } from '#shared/domain/provisioning/router.ts';
import { bytes, instant } from './columns.ts';

/** A router on the office's network. */
export const router = sqliteTable(
  'router',
  {
    id: text().primaryKey(),
    operatorId: text('operator_id').notNull(),
    name: text().notNull(),
    nameKey: text('name_key').notNull(),
    code: text().notNull(),
    codeKey: text('code_key').notNull(),
    host: text().notNull(),
    port: integer().notNull(),
    tls: integer({ mode: 'boolean' }).notNull().default(false),
    /** SHA-256 of the router's certificate, "AA:BB:…"; null: none was trusted yet. */
    fingerprint: text(),
    username: text().notNull(),
    passwordSealed: bytes('password_sealed'),
    /** Which bytes it writes names in that are no UTF-8: "windows-1252". */
    codePage: text('code_page').notNull().default('windows-1252'),
    /** Whether Lastmile may write to it. Until somebody says so, what is to be done there waits and can be looked at. */
    writes: integer({ mode: 'boolean' }).notNull().default(false),
    authentication: text().$type<Authentication>().notNull().default('local'),
    suspension: text().$type<Suspension>().notNull().default('disable'),
    staticWay: text('static_way').$type<StaticWay>().notNull().default('lease'),
    pppLocalAddress: text('ppp_local_address'),
    hotspotServer: text('hotspot_server'),
    dhcpServer: text('dhcp_server'),
    customerInterface: text('customer_interface'),
    /** What it takes Disconnect and CoA with (RFC 5176); null: by the API alone. */
    radiusSecretSealed: bytes('radius_secret_sealed'),
    version: integer().notNull().default(1),
    retiredAt: instant('retired_at'),
  },
  (t) => [index('router_name').on(t.operatorId, t.nameKey), index('router_code').on(t.codeKey)],
);

/** What a router last told of itself. Not part of the router: it changes by itself. */
export const routerContact = sqliteTable('router_contact', {
  routerId: text('router_id').primaryKey(),
  /** When it last answered. */
  answeredAt: instant('answered_at'),
  identity: text(),
  systemVersion: text('system_version'),
  board: text(),
  uptimeSeconds: integer('uptime_seconds'),
  /** Per cent. */
  cpuLoad: integer('cpu_load'),
  sessions: integer(),
  /** Since when it does not answer, and why; null: it did. */
  failedAt: instant('failed_at'),
  code: text(),
  params: text({ mode: 'json' }).$type<Record<string, string | number>>(),
});

/** What the last comparison of a router with what should be on it has found, and why there is no newer one. */
export const routerCheck = sqliteTable('router_check', {
  routerId: text('router_id').primaryKey(),
  /** When it was last compared; null: never. */
  comparedAt: instant('compared_at'),
  /** Records of customers that are as they should be, and those that are not, by kind. */
  matching: integer().notNull().default(0),
  missing: integer().notNull().default(0),
  different: integer().notNull().default(0),
  extra: integer().notNull().default(0),
  unknown: integer().notNull().default(0),
  foreign: integer().notNull().default(0),
  /** How often it could not be read since, when last, since when, and why; `code` null: it could. */
  attempts: integer().notNull().default(0),
  triedAt: instant('tried_at'),
  failedAt: instant('failed_at'),
  code: text(),
  params: text({ mode: 'json' }).$type<Record<string, string | number>>(),
});

/**
 * Whether a customer stands on a router as they should. Triggers queue it in the transaction of whatever changes that, so
 * that nothing can be forgotten, and nothing but the latest state of a customer matters.
 */
export const provisioning = sqliteTable(
  'provisioning',
  {
    customerId: text('customer_id').notNull(),
    routerId: text('router_id').notNull(),
    state: text().$type<'queued' | 'applied' | 'failed'>().notNull(),
    /** Counts what was queued: what was begun with another number is not the latest. */
    generation: integer().notNull().default(1),
    /** Whether a session under way has to be ended for the change to be felt. */
    kick: integer({ mode: 'boolean' }).notNull().default(false),
    queuedAt: instant('queued_at').notNull(),
    endedAt: instant('ended_at'),
    attempts: integer().notNull().default(0),
    /** Why it failed, or what the last attempt met: a code of the message catalogue with what its sentence needs. */
    code: text(),
    params: text({ mode: 'json' }).$type<Record<string, string | number>>(),
    /** What the router was last given: the name under which a session may be, the password as it was sealed then. */
    appliedUsername: text('applied_username'),
    appliedPassword: bytes('applied_password'),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.routerId] }),
    index('provisioning_queued')
      .on(t.routerId, t.queuedAt, t.customerId)
      .where(sql`state = 'queued'`),
    index('provisioning_state').on(t.state, t.queuedAt, t.customerId),
    index('provisioning_router').on(t.routerId, t.state),
  ],
);

/** The RADIUS server that customers' log-ins are tried at from here. */
export const radiusServer = sqliteTable('radius_server', {
  operatorId: text('operator_id').primaryKey(),
  host: text().notNull(),
  port: integer().notNull(),
  secretSealed: bytes('secret_sealed').notNull(),
  version: integer().notNull().default(1),
});
