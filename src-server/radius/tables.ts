import { bigint, boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';

// FreeRADIUS's tables as far as this server writes them, without the number that each row is given; and its own beside them.
// What is in them is told in migrations/0002-radius.ts.

const user = () => ({
  username: text().notNull(),
  attribute: text().notNull(),
  op: text().notNull(),
  value: text().notNull(),
});
const group = () => ({
  groupname: text().notNull(),
  attribute: text().notNull(),
  op: text().notNull(),
  value: text().notNull(),
});
export const radcheck = pgTable('radcheck', user());
export const radreply = pgTable('radreply', user());
export const radgroupcheck = pgTable('radgroupcheck', group());
export const radgroupreply = pgTable('radgroupreply', group());
export const radusergroup = pgTable('radusergroup', {
  username: text().notNull(),
  groupname: text().notNull(),
  priority: integer().notNull(),
});

export const radiusUser = pgTable('radius_user', {
  customerId: uuid('customer_id').primaryKey(),
  username: text().notNull(),
});

export const radiusName = pgTable('radius_name', {
  customerId: uuid('customer_id').notNull(),
  username: text().notNull(),
  since: bigint({ mode: 'number' }).notNull(),
  until: bigint({ mode: 'number' }),
});

export const sessionChange = pgTable('session_change', {
  username: text().primaryKey(),
  kind: text().$type<'disconnect' | 'change'>().notNull(),
  rate: boolean().notNull(),
  expiration: boolean().notNull(),
  generation: integer().notNull(),
  queuedAt: bigint('queued_at', { mode: 'number' }).notNull(),
  dueAt: bigint('due_at', { mode: 'number' }),
  attempts: integer().notNull(),
  code: text(),
  detail: text(),
});
