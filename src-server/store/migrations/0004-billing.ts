import type { Migration } from '../migrate.ts';

/** How far the billing clock has come. */
export const billing: Migration = {
  name: '0004-billing',
  sql: `
CREATE TABLE billing_clock (
  one integer PRIMARY KEY CHECK (one = 1),
  last_run bigint NOT NULL
);
`,
};
