import type { Migration } from '../migrate.ts';

const NOW = `CAST(unixepoch('subsec') * 1000 AS INTEGER)`;

/** Queues anew those who are on a router already. `who` picks customers by id. */
const again = (who: string, kick = '0'): string => `
  UPDATE "provisioning" SET "state" = 'queued', "generation" = "generation" + 1, "kick" = max("kick", ${kick}),
    "queued_at" = ${NOW}, "attempts" = 0, "code" = NULL, "params" = NULL WHERE "customer_id" IN (${who});`;

/** Queues those who have a router and do not stand on it yet. */
const anew = (who: string): string => `
  INSERT INTO "provisioning" ("customer_id", "router_id", "state", "queued_at")
    SELECT "customer_id", "router_id", 'queued', ${NOW} FROM "customer_router"
    WHERE "router_id" IS NOT NULL AND "status" NOT IN ('pending', 'deleted') AND "customer_id" IN (${who})
    ON CONFLICT DO NOTHING;`;

const HAS_ROUTER = `EXISTS (SELECT 1 FROM "router")`;
const ofCustomer = (row: string): string => `SELECT ${row}`;
const ofPackage = (row: string): string => `SELECT "id" FROM "customer" WHERE "package_id" = ${row}`;
const inBlock = (row: string): string =>
  `SELECT "id" FROM "customer" WHERE "ip" BETWEEN ${row}."first" AND ${row}."last"
     UNION SELECT "id" FROM "customer" WHERE "package_id" IN
       (SELECT "package_id" FROM "package_address" WHERE "network_address_id" = ${row}."id")`;

const changed = (...columns: readonly string[]): string =>
  columns.map((column) => `OLD."${column}" IS NOT NEW."${column}"`).join(' OR ');

const SERVED = ['status', 'package_id', 'ip', 'username', 'router_id'];
const PLAN = [
  'connection',
  'code',
  'router_profile',
  'address_from_pool',
  'volume_mb',
  'down_kbps',
  'up_kbps',
  'burst_down_kbps',
  'burst_up_kbps',
  'burst_seconds',
];
const PRACTICE = [
  'host',
  'port',
  'authentication',
  'suspension',
  'static_way',
  'ppp_local_address',
  'hotspot_server',
  'dhcp_server',
  'customer_interface',
];
const names = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ');

/** Routers, which customer belongs to which, and what is to be done there. */
export const routers: Migration = {
  name: '0004-routers',
  sql: `
CREATE TABLE "router" (
  "id" text PRIMARY KEY NOT NULL,
  "operator_id" text NOT NULL,
  "name" text NOT NULL,
  "name_key" text NOT NULL,
  "code" text NOT NULL,
  "code_key" text NOT NULL,
  "host" text NOT NULL,
  "port" integer NOT NULL,
  "tls" integer DEFAULT false NOT NULL,
  "fingerprint" text,
  "username" text NOT NULL,
  "password_sealed" blob,
  "code_page" text DEFAULT 'windows-1252' NOT NULL,
  "writes" integer DEFAULT false NOT NULL,
  "authentication" text DEFAULT 'local' NOT NULL,
  "suspension" text DEFAULT 'disable' NOT NULL,
  "static_way" text DEFAULT 'lease' NOT NULL,
  "ppp_local_address" text,
  "hotspot_server" text,
  "dhcp_server" text,
  "customer_interface" text,
  "radius_secret_sealed" blob,
  "version" integer DEFAULT 1 NOT NULL,
  "retired_at" integer
);
CREATE UNIQUE INDEX "router_name" ON "router" ("operator_id","name_key");
CREATE UNIQUE INDEX "router_code" ON "router" ("code_key");

CREATE TABLE "router_contact" (
  "router_id" text PRIMARY KEY NOT NULL,
  "answered_at" integer,
  "identity" text,
  "system_version" text,
  "board" text,
  "uptime_seconds" integer,
  "cpu_load" integer,
  "sessions" integer,
  "failed_at" integer,
  "code" text,
  "params" text
);

CREATE TABLE "radius_server" (
  "operator_id" text PRIMARY KEY NOT NULL,
  "host" text NOT NULL,
  "port" integer NOT NULL,
  "secret_sealed" blob NOT NULL,
  "version" integer DEFAULT 1 NOT NULL
);

ALTER TABLE "network_address" ADD "router_id" text;
ALTER TABLE "customer" ADD "router_id" text;
CREATE INDEX "customer_router_id" ON "customer" ("router_id") WHERE router_id IS NOT NULL;

CREATE TABLE "provisioning" (
  "customer_id" text NOT NULL,
  "router_id" text NOT NULL,
  "state" text NOT NULL,
  "generation" integer DEFAULT 1 NOT NULL,
  "kick" integer DEFAULT false NOT NULL,
  "queued_at" integer NOT NULL,
  "ended_at" integer,
  "attempts" integer DEFAULT 0 NOT NULL,
  "code" text,
  "params" text,
  "applied_username" text,
  "applied_password" blob,
  PRIMARY KEY("customer_id", "router_id")
);
CREATE INDEX "provisioning_queued" ON "provisioning" ("router_id","queued_at","customer_id") WHERE state = 'queued';
CREATE INDEX "provisioning_state" ON "provisioning" ("state","queued_at","customer_id");
CREATE INDEX "provisioning_router" ON "provisioning" ("router_id","state");

-- The router of a customer: the one that was chosen; else that of the block with their address; else the one router that
-- all blocks of their package are on.
CREATE VIEW "customer_router" AS SELECT
  "customer"."id" AS "customer_id", "customer"."status" AS "status",
  coalesce(
    "customer"."router_id",
    (SELECT CASE WHEN "last" >= "customer"."ip" THEN "router_id" END FROM "network_address"
      WHERE "first" <= "customer"."ip" ORDER BY "first" DESC LIMIT 1),
    (SELECT min("network_address"."router_id") FROM "package_address"
      JOIN "network_address" ON "network_address"."id" = "package_address"."network_address_id"
      WHERE "package_address"."package_id" = "customer"."package_id"
      HAVING count(DISTINCT "network_address"."router_id") = 1)
  ) AS "router_id"
  FROM "customer";

-- What is to be done on a router is queued here, with the change itself: whoever writes cannot forget it.
CREATE TRIGGER "provisioning_customer_add" AFTER INSERT ON "customer"
  WHEN NEW."status" NOT IN ('pending', 'deleted') AND ${HAS_ROUTER} BEGIN ${anew(ofCustomer('NEW."id"'))}
END;
CREATE TRIGGER "provisioning_customer_change" AFTER UPDATE OF ${names([...SERVED, 'password_sealed'])} ON "customer"
  WHEN (${changed(...SERVED, 'password_sealed')}) AND ${HAS_ROUTER} BEGIN
  ${again(ofCustomer('NEW."id"'), `(${changed(...SERVED)})`)}${anew(ofCustomer('NEW."id"'))}
END;
CREATE TRIGGER "provisioning_device_add" AFTER INSERT ON "device" WHEN ${HAS_ROUTER} BEGIN
  ${again(ofCustomer('NEW."customer_id"'))}
END;
CREATE TRIGGER "provisioning_device_remove" AFTER DELETE ON "device" WHEN ${HAS_ROUTER} BEGIN
  ${again(ofCustomer('OLD."customer_id"'))}
END;
CREATE TRIGGER "provisioning_package_change" AFTER UPDATE OF ${names(PLAN)} ON "package"
  WHEN (${changed(...PLAN)}) AND ${HAS_ROUTER} BEGIN
  ${again(ofPackage('NEW."id"'))}
END;
CREATE TRIGGER "provisioning_block_add" AFTER INSERT ON "network_address" WHEN NEW."router_id" IS NOT NULL BEGIN
  ${again(inBlock('NEW'), '1')}${anew(inBlock('NEW'))}
END;
CREATE TRIGGER "provisioning_block_change" AFTER UPDATE OF "router_id", "first", "last", "gateway" ON "network_address"
  WHEN (${changed('router_id', 'first', 'last', 'gateway')}) AND ${HAS_ROUTER} BEGIN
  ${again(inBlock('OLD'), `(${changed('router_id')})`)}${again(inBlock('NEW'))}
  ${anew(inBlock('OLD'))}${anew(inBlock('NEW'))}
END;
CREATE TRIGGER "provisioning_block_remove" AFTER DELETE ON "network_address" WHEN OLD."router_id" IS NOT NULL BEGIN
  ${again(inBlock('OLD'), '1')}${anew(inBlock('OLD'))}
END;
CREATE TRIGGER "provisioning_link_add" AFTER INSERT ON "package_address" WHEN ${HAS_ROUTER} BEGIN
  ${again(ofPackage('NEW."package_id"'))}${anew(ofPackage('NEW."package_id"'))}
END;
CREATE TRIGGER "provisioning_link_remove" AFTER DELETE ON "package_address" WHEN ${HAS_ROUTER} BEGIN
  ${again(ofPackage('OLD."package_id"'))}${anew(ofPackage('OLD."package_id"'))}
END;
CREATE TRIGGER "provisioning_router_change" AFTER UPDATE OF ${names(PRACTICE)} ON "router"
  WHEN (${changed(...PRACTICE)}) BEGIN
  ${again('SELECT "customer_id" FROM "provisioning" WHERE "router_id" = NEW."id"')}
END;
`,
};
