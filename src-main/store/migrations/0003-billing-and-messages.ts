import type { Migration } from '../migrate.ts';

/** What billing keeps of a customer, the whole ledger, addresses that are held, drafts, messages. */
export const billingAndMessages: Migration = {
  name: '0003-billing-and-messages',
  sql: `
ALTER TABLE "package" ADD "burst_down_kbps" integer;
ALTER TABLE "package" ADD "burst_up_kbps" integer;
ALTER TABLE "package" ADD "burst_seconds" integer;
ALTER TABLE "package" ADD "address_from_pool" integer DEFAULT false NOT NULL;
ALTER TABLE "billing_profile" ADD "timing" text DEFAULT 'arrears' NOT NULL;
ALTER TABLE "billing_profile" ADD "prorate_first" integer DEFAULT true NOT NULL;

ALTER TABLE "customer" ADD "special_price" integer;
ALTER TABLE "customer" ADD "settled_at" integer;
ALTER TABLE "customer" ADD "billed_through" text;
ALTER TABLE "customer" ADD "paused_since" integer;
ALTER TABLE "customer" ADD "paused_days" integer DEFAULT 0 NOT NULL;
ALTER TABLE "customer" ADD "extended_until" integer;
ALTER TABLE "customer" ADD "next_package_id" text;
ALTER TABLE "customer" ADD "next_package_from" text;
ALTER TABLE "customer" ADD "next_due_at" integer DEFAULT 0;
ALTER TABLE "customer" ADD "first_period_posted" integer DEFAULT false NOT NULL;
ALTER TABLE "customer" ADD "no_messages" integer DEFAULT false NOT NULL;
-- Whoever was let in active, was so from the first; null is left to those who never were.
UPDATE "customer" SET "activated_at" = "created_at" WHERE "activated_at" IS NULL AND "status" <> 'pending'
  AND NOT ("status" = 'deleted' AND coalesce((
    SELECT "before" ->> 'status' FROM "audit" WHERE "entity" = 'customer' AND "entity_id" = "customer"."id"
      AND "before" ->> 'status' IS NOT NULL ORDER BY "seq" DESC LIMIT 1), '') = 'pending');
-- Billing begins with those who are here already when the clock first comes by, not with years that nobody billed.
UPDATE "customer" SET "next_due_at" = -1;
CREATE INDEX "customer_living_ip" ON "customer" ("ip","status") WHERE ip IS NOT NULL AND status <> 'deleted';
CREATE INDEX "customer_next_due" ON "customer" ("next_due_at");
CREATE INDEX "customer_account_number" ON "customer" ("account_number" COLLATE NOCASE) WHERE "account_number" IS NOT NULL;

ALTER TABLE "ledger_entry" ADD "operator_id" text;
ALTER TABLE "ledger_entry" ADD "method" text;
ALTER TABLE "ledger_entry" ADD "reference" text;
ALTER TABLE "ledger_entry" ADD "reference_key" text;
ALTER TABLE "ledger_entry" ADD "receipt_number" text;
ALTER TABLE "ledger_entry" ADD "package_name" text;
ALTER TABLE "ledger_entry" ADD "paid_until" integer;
ALTER TABLE "ledger_entry" ADD "note" text;
ALTER TABLE "ledger_entry" ADD "period_from" text;
ALTER TABLE "ledger_entry" ADD "period_to" text;
ALTER TABLE "ledger_entry" ADD "due_at" integer;
ALTER TABLE "ledger_entry" ADD "reverses" text;
DROP INDEX "ledger_entry_customer";
CREATE INDEX "ledger_entry_customer" ON "ledger_entry" ("customer_id","amount");
CREATE INDEX "ledger_entry_reference" ON "ledger_entry" ("reference_key");
CREATE INDEX "ledger_entry_taken" ON "ledger_entry" ("at") WHERE "kind" IN ('payment', 'reversal');
CREATE INDEX "ledger_entry_receipt" ON "ledger_entry" ("receipt_number") WHERE "receipt_number" IS NOT NULL;
CREATE INDEX "ledger_entry_reverses" ON "ledger_entry" ("reverses");

ALTER TABLE "action_result" ADD "payment_id" text;

CREATE TABLE "request" (
  "id" text PRIMARY KEY NOT NULL,
  "staff_user_id" text NOT NULL,
  "digest" text NOT NULL,
  "at" integer NOT NULL
);

CREATE TABLE "automatic_suspension" (
  "id" text PRIMARY KEY NOT NULL,
  "customer_id" text NOT NULL,
  "operator_id" text NOT NULL,
  "at" integer NOT NULL,
  "username" text NOT NULL,
  "reason" text NOT NULL,
  "note" text,
  "noted_by" text,
  "noted_at" integer
);
CREATE INDEX "automatic_suspension_at" ON "automatic_suspension" ("at");

CREATE TABLE "customer_draft" (
  "id" text PRIMARY KEY NOT NULL,
  "staff_user_id" text NOT NULL,
  "sealed" blob NOT NULL,
  "saved_at" integer NOT NULL
);
CREATE INDEX "customer_draft_staff_user" ON "customer_draft" ("staff_user_id");

CREATE TABLE "reserved_range" (
  "network_address_id" text NOT NULL,
  "first" integer NOT NULL,
  "last" integer NOT NULL,
  "note" text,
  PRIMARY KEY("network_address_id", "first")
);

CREATE TABLE "address_hold" (
  "ip" integer PRIMARY KEY NOT NULL,
  "draft_id" text NOT NULL,
  "staff_user_id" text NOT NULL,
  "until" integer NOT NULL
);
CREATE UNIQUE INDEX "address_hold_draft" ON "address_hold" ("draft_id");

CREATE TABLE "message_template" (
  "id" text PRIMARY KEY NOT NULL,
  "operator_id" text NOT NULL,
  "kind" text NOT NULL,
  "text" text NOT NULL,
  "automatic" integer DEFAULT false NOT NULL,
  "version" integer DEFAULT 1 NOT NULL
);
CREATE UNIQUE INDEX "message_template_kind" ON "message_template" ("operator_id","kind");

CREATE TABLE "message_gateway" (
  "id" text PRIMARY KEY NOT NULL,
  "operator_id" text NOT NULL,
  "name" text NOT NULL,
  "sealed" blob NOT NULL,
  "enabled" integer DEFAULT true NOT NULL,
  "version" integer DEFAULT 1 NOT NULL
);
CREATE UNIQUE INDEX "message_gateway_operator_id_unique" ON "message_gateway" ("operator_id");

CREATE TABLE "message" (
  "id" text PRIMARY KEY NOT NULL,
  "operator_id" text NOT NULL,
  "customer_id" text,
  "kind" text NOT NULL,
  "own_text" text,
  "facts" text NOT NULL,
  "state" text NOT NULL,
  "attempts" integer DEFAULT 0 NOT NULL,
  "next_try_at" integer,
  "by_day" integer DEFAULT false NOT NULL,
  "created_at" integer NOT NULL,
  "created_by" text NOT NULL,
  "ended_at" integer,
  "phone" text,
  "masked_text" text,
  "parts" integer,
  "code" text,
  "params" text,
  "gateway_reference" text,
  "request" text
);
CREATE INDEX "message_next" ON "message" ("operator_id","by_day","next_try_at","id") WHERE "state" = 'waiting';
CREATE INDEX "message_customer" ON "message" ("customer_id");
CREATE INDEX "message_at" ON "message" ("created_at","id","operator_id");
CREATE INDEX "message_state" ON "message" ("state","created_at","id","operator_id");
CREATE UNIQUE INDEX "message_request" ON "message" ("request","customer_id");

-- Kept here, so that whoever writes a message cannot forget to count it.
CREATE TABLE "message_count" (
  "operator_id" text NOT NULL,
  "state" text NOT NULL,
  "count" integer NOT NULL,
  PRIMARY KEY("operator_id", "state")
);
CREATE TRIGGER "message_count_add" AFTER INSERT ON "message" BEGIN
  INSERT INTO "message_count" VALUES (NEW."operator_id", NEW."state", 1)
    ON CONFLICT DO UPDATE SET "count" = "count" + 1;
END;
CREATE TRIGGER "message_count_remove" AFTER DELETE ON "message" BEGIN
  UPDATE "message_count" SET "count" = "count" - 1 WHERE "operator_id" = OLD."operator_id" AND "state" = OLD."state";
END;
CREATE TRIGGER "message_count_change" AFTER UPDATE OF "state", "operator_id" ON "message" BEGIN
  UPDATE "message_count" SET "count" = "count" - 1 WHERE "operator_id" = OLD."operator_id" AND "state" = OLD."state";
  INSERT INTO "message_count" VALUES (NEW."operator_id", NEW."state", 1)
    ON CONFLICT DO UPDATE SET "count" = "count" + 1;
END;
`,
};
