import type { Migration } from '../migrate.ts';

/** Customers, their ledger, records, and what consoles have sent. */
export const first: Migration = {
  name: '0001-first',
  sql: `
CREATE TABLE "commit" (
  "version" bigint PRIMARY KEY NOT NULL,
  "commit_id" text NOT NULL,
  "at" bigint NOT NULL
);

CREATE TABLE "customer" (
  "id" uuid PRIMARY KEY NOT NULL,
  "operator_id" uuid NOT NULL,
  "username" text NOT NULL,
  "username_key" text NOT NULL,
  "password_sealed" bytea,
  "full_name" text NOT NULL,
  "phone" text,
  "phone_key" text,
  "email" text,
  "package_id" uuid NOT NULL,
  "billing_profile_id" uuid NOT NULL,
  "zone_id" uuid,
  "address" text,
  "ip" bigint,
  "account_number" text,
  "status" text NOT NULL,
  "suspended_reason" text,
  "expires_at" bigint,
  "client_type" text,
  "medium" text,
  "sharing" text,
  "distribution_point" text,
  "division" text,
  "district" text,
  "thana" text,
  "custom" jsonb NOT NULL,
  "created_at" bigint NOT NULL,
  "updated_at" bigint NOT NULL,
  "deleted_at" bigint,
  "activated_at" bigint,
  "deleted_by" text,
  "special_price" bigint,
  "settled_at" bigint,
  "billed_through" text,
  "paused_since" bigint,
  "paused_days" integer NOT NULL,
  "extended_until" bigint,
  "next_package_id" uuid,
  "next_package_from" text,
  "next_due_at" bigint,
  "first_period_posted" boolean NOT NULL,
  "no_messages" boolean NOT NULL,
  "router_id" uuid,
  "devices" jsonb NOT NULL,
  "commit_version" bigint NOT NULL
);

CREATE TABLE "device" (
  "id" uuid PRIMARY KEY NOT NULL,
  "operator_id" uuid NOT NULL,
  "console_name" text NOT NULL,
  "receipt_prefix" text NOT NULL,
  "token_hash" bytea NOT NULL,
  "next_token_hash" bytea,
  "enrolled_at" bigint NOT NULL,
  "seen_at" bigint,
  "revoked_at" bigint,
  CONSTRAINT "device_receipt_prefix_unique" UNIQUE("receipt_prefix")
);

CREATE TABLE "enrol_code" (
  "code_hash" bytea PRIMARY KEY NOT NULL,
  "operator_id" uuid NOT NULL,
  "expires_at" bigint NOT NULL
);

CREATE TABLE "head" (
  "one" integer PRIMARY KEY NOT NULL,
  "version" bigint NOT NULL,
  "commit_id" text NOT NULL
);

CREATE TABLE "instance" (
  "id" uuid PRIMARY KEY NOT NULL,
  "device_id" uuid NOT NULL,
  "last_mid" bigint NOT NULL
);

CREATE TABLE "ledger_entry" (
  "id" uuid PRIMARY KEY NOT NULL,
  "customer_id" uuid NOT NULL,
  "kind" text NOT NULL,
  "amount" bigint NOT NULL,
  "at" bigint NOT NULL,
  "by" text NOT NULL,
  "operator_id" uuid,
  "method" text,
  "reference" text,
  "reference_key" text,
  "receipt_number" text,
  "package_name" text,
  "paid_until" bigint,
  "note" text,
  "period_from" text,
  "period_to" text,
  "due_at" bigint,
  "reverses" uuid,
  "commit_version" bigint NOT NULL
);

CREATE TABLE "mutation" (
  "uid" uuid PRIMARY KEY NOT NULL,
  "device_id" uuid NOT NULL,
  "name" text NOT NULL,
  "status" text NOT NULL,
  "rejections" jsonb NOT NULL,
  "at" bigint NOT NULL,
  "commit_version" bigint NOT NULL
);

CREATE TABLE "mutation_number" (
  "instance_id" uuid NOT NULL,
  "mid" bigint NOT NULL,
  "uid" uuid NOT NULL,
  CONSTRAINT "mutation_number_instance_id_mid_pk" PRIMARY KEY("instance_id","mid")
);

CREATE TABLE "record" (
  "kind" text NOT NULL,
  "id" text NOT NULL,
  "operator_id" uuid,
  "version" integer NOT NULL,
  "body" jsonb NOT NULL,
  "sealed" bytea,
  "commit_version" bigint NOT NULL,
  CONSTRAINT "record_kind_id_pk" PRIMARY KEY("kind","id")
);

CREATE TABLE "tombstone" (
  "entity" text NOT NULL,
  "id" text NOT NULL,
  "operator_id" uuid,
  "commit_version" bigint NOT NULL
);

CREATE UNIQUE INDEX "customer_username" ON "customer" USING btree ("username_key") WHERE status <> 'deleted';
CREATE UNIQUE INDEX "customer_ip" ON "customer" USING btree ("ip") WHERE status <> 'deleted' AND ip IS NOT NULL;
CREATE INDEX "customer_account_number" ON "customer" USING btree (lower(account_number)) WHERE account_number IS NOT NULL;
CREATE INDEX "customer_commit" ON "customer" USING btree ("commit_version");
CREATE INDEX "customer_operator" ON "customer" USING btree ("operator_id","commit_version");
CREATE INDEX "customer_next_due" ON "customer" USING btree ("next_due_at");
CREATE INDEX "customer_package" ON "customer" USING btree ("package_id");
CREATE INDEX "ledger_entry_customer" ON "ledger_entry" USING btree ("customer_id","amount");
CREATE INDEX "ledger_entry_reference" ON "ledger_entry" USING btree ("reference_key");
CREATE INDEX "ledger_entry_commit" ON "ledger_entry" USING btree ("commit_version");
CREATE INDEX "ledger_entry_reverses" ON "ledger_entry" USING btree ("reverses") WHERE reverses IS NOT NULL;
CREATE INDEX "record_commit" ON "record" USING btree ("commit_version");
CREATE INDEX "tombstone_commit" ON "tombstone" USING btree ("commit_version");

INSERT INTO "head" ("one", "version", "commit_id") VALUES (1, 0, 'genesis');
INSERT INTO "commit" ("version", "commit_id", "at") VALUES (0, 'genesis', 0);
`,
};
