import type { Migration } from '../migrate.ts';

/** What is kept beside: what an action can be taken back to, and whose rows for FreeRADIUS could not be written. */
export const kept: Migration = {
  name: '0005-kept',
  sql: `
ALTER TABLE customer ADD COLUMN undo jsonb;
ALTER TABLE radius_again ADD COLUMN failed_at bigint;
CREATE INDEX radius_again_failed ON radius_again (failed_at) WHERE failed_at IS NOT NULL;
`,
};
