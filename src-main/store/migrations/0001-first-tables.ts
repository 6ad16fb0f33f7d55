import type { Migration } from '../migrate.ts';

/** The tables as drizzle-kit's generator writes them from schema.ts; from "customer_search" on by hand. */
export const firstTables: Migration = {
  name: '0001-first-tables',
  sql: `
CREATE TABLE "audit" (
  "seq" integer PRIMARY KEY NOT NULL,
  "at" integer NOT NULL,
  "operator_id" text NOT NULL,
  "staff_user_id" text NOT NULL,
  "console" text NOT NULL,
  "action" text NOT NULL,
  "entity" text NOT NULL,
  "entity_id" text,
  "before" text,
  "after" text
);
CREATE INDEX "audit_entity" ON "audit" ("entity","entity_id");
CREATE INDEX "audit_at" ON "audit" ("at");

CREATE TABLE "billing_profile" (
  "id" text PRIMARY KEY NOT NULL,
  "operator_id" text NOT NULL,
  "name" text NOT NULL,
  "name_key" text NOT NULL,
  "code" text NOT NULL,
  "code_key" text NOT NULL,
  "mode" text NOT NULL,
  "billing_day" integer DEFAULT 1 NOT NULL,
  "grace_days" integer DEFAULT 0 NOT NULL,
  "auto_suspend" integer DEFAULT true NOT NULL,
  "version" integer DEFAULT 1 NOT NULL
);
CREATE UNIQUE INDEX "billing_profile_name" ON "billing_profile" ("operator_id","name_key");
CREATE UNIQUE INDEX "billing_profile_code" ON "billing_profile" ("code_key");

CREATE TABLE "custom_field" (
  "id" text PRIMARY KEY NOT NULL,
  "label" text NOT NULL,
  "label_key" text NOT NULL,
  "type" text NOT NULL,
  "required" integer DEFAULT false NOT NULL,
  "options" text DEFAULT '[]' NOT NULL,
  "position" integer NOT NULL,
  "version" integer DEFAULT 1 NOT NULL
);
CREATE UNIQUE INDEX "custom_field_label_key_unique" ON "custom_field" ("label_key");

CREATE TABLE "customer" (
  "seq" integer PRIMARY KEY NOT NULL,
  "id" text NOT NULL,
  "operator_id" text NOT NULL,
  "username" text NOT NULL,
  "username_key" text NOT NULL,
  "password_sealed" blob,
  "full_name" text NOT NULL,
  "name_key" text NOT NULL,
  "phone" text,
  "phone_key" text,
  "email" text,
  "package_id" text NOT NULL,
  "billing_profile_id" text NOT NULL,
  "zone_id" text,
  "address" text,
  "ip" integer,
  "account_number" text,
  "status" text NOT NULL,
  "suspended_reason" text,
  "expires_at" integer,
  "client_type" text,
  "medium" text,
  "sharing" text,
  "distribution_point" text,
  "division" text,
  "district" text,
  "thana" text,
  "custom" text DEFAULT '{}' NOT NULL,
  "batch_id" text,
  "batch_row" integer,
  "version" integer DEFAULT 1 NOT NULL,
  "created_at" integer NOT NULL,
  "updated_at" integer NOT NULL,
  "deleted_at" integer
);
CREATE UNIQUE INDEX "customer_id_unique" ON "customer" ("id");
CREATE INDEX "customer_username" ON "customer" ("username_key","seq");
CREATE INDEX "customer_name" ON "customer" ("name_key","seq");
CREATE INDEX "customer_phone" ON "customer" ("phone_key");
CREATE INDEX "customer_ip" ON "customer" ("ip");
CREATE INDEX "customer_status" ON "customer" ("status","operator_id");
CREATE INDEX "customer_batch" ON "customer" ("batch_id");

CREATE TABLE "device" (
  "id" text PRIMARY KEY NOT NULL,
  "customer_id" text NOT NULL,
  "mac" text NOT NULL,
  "type" text,
  "added_by" text NOT NULL,
  "added_at" integer NOT NULL
);
CREATE INDEX "device_customer" ON "device" ("customer_id");
CREATE INDEX "device_mac" ON "device" ("mac");

CREATE TABLE "import_batch" (
  "id" text PRIMARY KEY NOT NULL,
  "operator_id" text NOT NULL,
  "staff_user_id" text NOT NULL,
  "file_name" text NOT NULL,
  "file_hash" text NOT NULL,
  "state" text NOT NULL,
  "rows" integer NOT NULL,
  "imported" integer NOT NULL,
  "failed" integer NOT NULL,
  "skipped" integer NOT NULL,
  "done_through" integer NOT NULL,
  "at" integer NOT NULL
);

CREATE TABLE "import_session" (
  "id" text PRIMARY KEY NOT NULL,
  "operator_id" text NOT NULL,
  "staff_user_id" text NOT NULL,
  "file_name" text NOT NULL,
  "file_size" integer NOT NULL,
  "file_hash" text NOT NULL,
  "choices" blob NOT NULL,
  "activate" integer DEFAULT true NOT NULL,
  "state" text NOT NULL,
  "errors_left" integer,
  "batch_id" text,
  "started_at" integer NOT NULL
);

CREATE TABLE "import_step" (
  "session_id" text NOT NULL,
  "position" integer NOT NULL,
  "sealed" blob NOT NULL,
  PRIMARY KEY("session_id", "position")
);

CREATE TABLE "key_slot" (
  "key_id" text PRIMARY KEY NOT NULL,
  "kind" text NOT NULL,
  "salt" blob NOT NULL,
  "wrapped" blob NOT NULL
);

CREATE TABLE "ledger_entry" (
  "id" text PRIMARY KEY NOT NULL,
  "customer_id" text NOT NULL,
  "kind" text NOT NULL,
  "amount" integer NOT NULL,
  "at" integer NOT NULL,
  "by" text NOT NULL,
  "batch_id" text
);
CREATE INDEX "ledger_entry_customer" ON "ledger_entry" ("customer_id");

CREATE TABLE "network_address" (
  "id" text PRIMARY KEY NOT NULL,
  "operator_id" text NOT NULL,
  "code" text NOT NULL,
  "code_key" text NOT NULL,
  "first" integer NOT NULL,
  "last" integer NOT NULL,
  "gateway" integer,
  "version" integer DEFAULT 1 NOT NULL
);
CREATE UNIQUE INDEX "network_address_code_key_unique" ON "network_address" ("code_key");
CREATE UNIQUE INDEX "network_address_block" ON "network_address" ("first","last");

CREATE TABLE "operator" (
  "id" text PRIMARY KEY NOT NULL,
  "parent_id" text,
  "name" text NOT NULL,
  "name_key" text NOT NULL,
  "code" text NOT NULL,
  "code_key" text NOT NULL,
  "kind" text NOT NULL,
  "country" text,
  "version" integer DEFAULT 1 NOT NULL
);
CREATE UNIQUE INDEX "operator_name" ON "operator" ("name_key");
CREATE UNIQUE INDEX "operator_code" ON "operator" ("code_key");

CREATE TABLE "package_address" (
  "package_id" text NOT NULL,
  "network_address_id" text NOT NULL,
  PRIMARY KEY("package_id", "network_address_id")
);

CREATE TABLE "package" (
  "id" text PRIMARY KEY NOT NULL,
  "operator_id" text NOT NULL,
  "name" text NOT NULL,
  "name_key" text NOT NULL,
  "code" text NOT NULL,
  "code_key" text NOT NULL,
  "connection" text NOT NULL,
  "down_kbps" integer,
  "up_kbps" integer,
  "price" integer,
  "vat_percent" real DEFAULT 0 NOT NULL,
  "price_includes_vat" integer DEFAULT false NOT NULL,
  "validity" integer,
  "validity_unit" text DEFAULT 'days' NOT NULL,
  "volume_mb" integer,
  "router_profile" text,
  "radius_group" text,
  "version" integer DEFAULT 1 NOT NULL
);
CREATE UNIQUE INDEX "package_name" ON "package" ("operator_id","name_key");
CREATE UNIQUE INDEX "package_code" ON "package" ("code_key");

CREATE TABLE "setting" (
  "name" text PRIMARY KEY NOT NULL,
  "value" text NOT NULL
);

CREATE TABLE "staff_user" (
  "id" text PRIMARY KEY NOT NULL,
  "operator_id" text NOT NULL,
  "name" text NOT NULL,
  "name_key" text NOT NULL,
  "role" text NOT NULL,
  "password_hash" text,
  "version" integer DEFAULT 1 NOT NULL
);
CREATE UNIQUE INDEX "staff_user_name_key_unique" ON "staff_user" ("name_key");

CREATE TABLE "sync_journal" (
  "seq" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  "uid" text NOT NULL,
  "name" text NOT NULL,
  "sealed" blob NOT NULL,
  "records" integer DEFAULT 1 NOT NULL,
  "state" text DEFAULT 'pending' NOT NULL,
  "batch_id" text,
  "created_at" integer NOT NULL
);
CREATE UNIQUE INDEX "sync_journal_uid_unique" ON "sync_journal" ("uid");
CREATE INDEX "sync_journal_state" ON "sync_journal" ("state","seq");
CREATE INDEX "sync_journal_batch" ON "sync_journal" ("batch_id");

CREATE TABLE "zone" (
  "id" text PRIMARY KEY NOT NULL,
  "operator_id" text NOT NULL,
  "parent_id" text,
  "name" text NOT NULL,
  "name_key" text NOT NULL,
  "code" text NOT NULL,
  "code_key" text NOT NULL,
  "colour" text,
  "version" integer DEFAULT 1 NOT NULL
);
CREATE UNIQUE INDEX "zone_name" ON "zone" ("operator_id","name_key");
CREATE UNIQUE INDEX "zone_code" ON "zone" ("code_key");

-- Parts of what a customer is searched by. Contentless: the text is made from the row whenever it changes (store/search.ts).
CREATE VIRTUAL TABLE "customer_search" USING fts5("text", content='', contentless_delete=1, tokenize='trigram');

CREATE TRIGGER "audit_no_update" BEFORE UPDATE ON "audit" BEGIN
  SELECT RAISE(ABORT, 'the audit is only ever added to');
END;
CREATE TRIGGER "audit_no_delete" BEFORE DELETE ON "audit" BEGIN
  SELECT RAISE(ABORT, 'the audit is only ever added to');
END;
`,
};
