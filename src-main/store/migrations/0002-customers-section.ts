import type { Migration } from '../migrate.ts';

/** Sign-in, records that are retired, what is done to customers, views and preferences. */
export const customersSection: Migration = {
  name: '0002-customers-section',
  sql: `
ALTER TABLE "staff_user" ADD "failed_count" integer DEFAULT 0 NOT NULL;
ALTER TABLE "staff_user" ADD "failed_at" integer;
ALTER TABLE "staff_user" ADD "retired_at" integer;
ALTER TABLE "operator" ADD "retired_at" integer;
ALTER TABLE "package" ADD "sharing" text;
ALTER TABLE "package" ADD "medium" text;
ALTER TABLE "package" ADD "retired_at" integer;
ALTER TABLE "billing_profile" ADD "retired_at" integer;
ALTER TABLE "zone" ADD "distribution_point" text;
ALTER TABLE "zone" ADD "division" text;
ALTER TABLE "zone" ADD "district" text;
ALTER TABLE "zone" ADD "thana" text;
ALTER TABLE "zone" ADD "retired_at" integer;
ALTER TABLE "network_address" ADD "retired_at" integer;
ALTER TABLE "custom_field" ADD "deleted_at" integer;
ALTER TABLE "customer" ADD "activated_at" integer;
ALTER TABLE "customer" ADD "deleted_by" text;
ALTER TABLE "audit" ADD "of_operator_id" text;

CREATE INDEX "customer_expires" ON "customer" ("expires_at");
CREATE INDEX "customer_zone" ON "customer" ("zone_id");
CREATE INDEX "customer_package" ON "customer" ("package_id");
CREATE INDEX "customer_billing_profile" ON "customer" ("billing_profile_id");
CREATE INDEX "customer_deleted" ON "customer" ("deleted_at");

CREATE TABLE "action_run" (
  "id" text PRIMARY KEY NOT NULL,
  "operator_id" text NOT NULL,
  "staff_user_id" text NOT NULL,
  "action" text NOT NULL,
  "terms" blob NOT NULL,
  "state" text NOT NULL,
  "total" integer NOT NULL,
  "at" integer NOT NULL,
  "undoes" text,
  "retries" text
);
CREATE INDEX "action_run_at" ON "action_run" ("at");

CREATE TABLE "action_result" (
  "run_id" text NOT NULL,
  "position" integer NOT NULL,
  "customer_id" text NOT NULL,
  "state" text NOT NULL,
  "code" text,
  "params" text,
  "before" blob,
  "version_after" integer,
  PRIMARY KEY("run_id", "position")
);
CREATE INDEX "action_result_state" ON "action_result" ("run_id","state");
CREATE INDEX "action_result_customer" ON "action_result" ("customer_id");

CREATE TABLE "saved_view" (
  "id" text PRIMARY KEY NOT NULL,
  "staff_user_id" text NOT NULL,
  "name" text NOT NULL,
  "name_key" text NOT NULL,
  "view" text NOT NULL
);
CREATE UNIQUE INDEX "saved_view_name" ON "saved_view" ("staff_user_id","name_key");

CREATE TABLE "preference" (
  "staff_user_id" text NOT NULL,
  "name" text NOT NULL,
  "value" text NOT NULL,
  PRIMARY KEY("staff_user_id", "name")
);
`,
};
