import type { Migration } from '../migrate.ts';

const NOW = `CAST(unixepoch('subsec') * 1000 AS INTEGER)`;

/** Whether a block is lent to a customer: its operator is the customer's own, or stands above it. */
const LENT = `"network_address"."operator_id" IN (
  WITH RECURSIVE "line" ("id") AS (
    SELECT "customer"."operator_id"
    UNION SELECT "parent_id" FROM "operator" JOIN "line" ON "operator"."id" = "line"."id" WHERE "parent_id" IS NOT NULL)
  SELECT "id" FROM "line")`;

/** Queues again who stands on another router than their own, and puts in who does not stand on it yet. */
const placed = (which: string): string => `
  UPDATE "provisioning" SET "state" = 'queued', "generation" = "generation" + 1, "kick" = 1,
    "queued_at" = ${NOW}, "attempts" = 0, "code" = NULL, "params" = NULL
    WHERE ${which} AND "router_id" IS NOT
      (SELECT "router_id" FROM "customer_router" WHERE "customer_router"."customer_id" = "provisioning"."customer_id");
  INSERT INTO "provisioning" ("customer_id", "router_id", "state", "queued_at")
    SELECT "customer_id", "router_id", 'queued', ${NOW} FROM "customer_router"
    WHERE "router_id" IS NOT NULL AND "status" NOT IN ('pending', 'deleted') AND ${which}
    ON CONFLICT DO NOTHING;`;

/**
 * Whose router a customer comes to stand on, with their password, is said by blocks of their own operator and those above.
 * A reseller may give addresses to a package of the ISP's, and has the router of its own customers by that, of nobody else's.
 */
export const routerOfCustomer: Migration = {
  name: '0006-router-of-customer',
  sql: `
DROP VIEW "customer_router";
CREATE VIEW "customer_router" AS SELECT
  "customer"."id" AS "customer_id", "customer"."status" AS "status",
  coalesce(
    "customer"."router_id",
    (SELECT CASE WHEN "last" >= "customer"."ip" AND ${LENT} THEN "router_id" END FROM "network_address"
      WHERE "first" <= "customer"."ip" ORDER BY "first" DESC LIMIT 1),
    (SELECT min("network_address"."router_id") FROM "package_address"
      JOIN "network_address" ON "network_address"."id" = "package_address"."network_address_id"
      WHERE "package_address"."package_id" = "customer"."package_id"
        AND "network_address"."router_id" IS NOT NULL AND ${LENT}
      HAVING count(DISTINCT "network_address"."router_id") = 1)
  ) AS "router_id"
  FROM "customer";
CREATE TRIGGER "provisioning_customer_moved" AFTER UPDATE OF "operator_id" ON "customer"
  WHEN OLD."operator_id" IS NOT NEW."operator_id" AND EXISTS (SELECT 1 FROM "router") BEGIN
  ${placed('"customer_id" = NEW."id"')}
END;
${placed('true')}
`,
};
