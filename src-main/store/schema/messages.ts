import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { MessageState } from '#shared/domain/message/message.ts';
import type { MessageKind } from '#shared/domain/message/template.ts';
import { bytes, instant } from './columns.ts';

/** What customers are written. An operator without a text of its own has that of the one above it. */
export const messageTemplate = sqliteTable(
  'message_template',
  {
    id: text().primaryKey(),
    operatorId: text('operator_id').notNull(),
    kind: text().$type<MessageKind>().notNull(),
    text: text().notNull(),
    /** Whether it is sent by itself when its occasion comes. */
    automatic: integer({ mode: 'boolean' }).notNull().default(false),
    version: integer().notNull().default(1),
  },
  (t) => [index('message_template_kind').on(t.operatorId, t.kind)],
);

/** An HTTP service that sends messages. `sealed` is JSON: there is a secret in its headers or its body. */
export const messageGateway = sqliteTable('message_gateway', {
  id: text().primaryKey(),
  operatorId: text('operator_id').notNull().unique(),
  name: text().notNull(),
  sealed: bytes('sealed').notNull(),
  enabled: integer({ mode: 'boolean' }).notNull().default(true),
  version: integer().notNull().default(1),
});

/** What is to be sent, and what became of it. The text is made when it is sent; here it stands with the password masked. */
export const message = sqliteTable(
  'message',
  {
    /** Goes along to the gateway: asked twice, it sends once. */
    id: text().primaryKey(),
    operatorId: text('operator_id').notNull(),
    /** Null: a test. */
    customerId: text('customer_id'),
    kind: text().$type<MessageKind>().notNull(),
    /** A text of one's own, in place of the template's; null: the template's. */
    ownText: text('own_text'),
    /** What the text tells besides the customer: an amount, a receipt. */
    facts: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    state: text().$type<MessageState>().notNull(),
    attempts: integer().notNull().default(0),
    nextTryAt: instant('next_try_at'),
    /** Not to be sent at night. */
    byDay: integer('by_day', { mode: 'boolean' }).notNull().default(false),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    endedAt: instant('ended_at'),
    phone: text(),
    maskedText: text('masked_text'),
    parts: integer(),
    /** Why it was not sent: a code of the message catalogue with what its sentence needs. */
    code: text(),
    params: text({ mode: 'json' }).$type<Record<string, string | number>>(),
    /** What the gateway calls it. */
    gatewayReference: text('gateway_reference'),
    /** What it was asked for by: the same asked again is the same message. */
    request: text(),
  },
  (t) => [
    // In the order in which an operator's messages have their turn: with many of one instant nothing is left to be sorted.
    index('message_next')
      .on(t.operatorId, t.byDay, t.nextTryAt, t.id)
      .where(sql`state = 'waiting'`),
    index('message_customer').on(t.customerId),
    index('message_at').on(t.createdAt, t.id, t.operatorId),
    index('message_state').on(t.state, t.createdAt, t.id, t.operatorId),
    uniqueIndex('message_request').on(t.request, t.customerId),
  ],
);

/** How many messages there are in each state. Triggers keep it. */
export const messageCount = sqliteTable(
  'message_count',
  {
    operatorId: text('operator_id').notNull(),
    state: text().$type<MessageState>().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.operatorId, t.state] })],
);
