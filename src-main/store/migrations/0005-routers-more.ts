import type { Migration } from '../migrate.ts';

/** What the last comparison of a router with what should be on it has found. */
export const routersMore: Migration = {
  name: '0005-routers-more',
  sql: `
CREATE TABLE "router_check" (
  "router_id" text PRIMARY KEY NOT NULL,
  "compared_at" integer,
  "matching" integer DEFAULT 0 NOT NULL,
  "missing" integer DEFAULT 0 NOT NULL,
  "different" integer DEFAULT 0 NOT NULL,
  "extra" integer DEFAULT 0 NOT NULL,
  "unknown" integer DEFAULT 0 NOT NULL,
  "foreign" integer DEFAULT 0 NOT NULL,
  "attempts" integer DEFAULT 0 NOT NULL,
  "tried_at" integer,
  "failed_at" integer,
  "code" text,
  "params" text
);
`,
};
