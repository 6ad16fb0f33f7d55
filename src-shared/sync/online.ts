import { z } from 'zod';

// What FreeRADIUS heard of sessions, as far as they are of customers within reach. Instants are milliseconds since 1970,
// days are those of the ISP's time zone, bytes are counted from the customer's side.

const Instant = z.int();
const Bytes = z.int().nonnegative();
const Day = z.iso.date();
const Limit = z.int().min(1).max(1_000);
/** Where the page before ended; null: from the beginning. */
const After = z.string().max(64).nullable();

export const SessionRow = z.object({
  id: z.string(),
  customer: z.uuid(),
  /** The name under which it was begun. */
  username: z.string(),
  start: Instant.nullable(),
  /** When the router last told of it. */
  updated: Instant.nullable(),
  /** Null: it is open. */
  end: Instant.nullable(),
  /** Why it ended, in RADIUS's words ("User-Request"); "Lost-Carrier-Stale": nothing was heard of it any more. */
  cause: z.string().nullable(),
  address: z.string().nullable(),
  mac: z.string().nullable(),
  /** The router, by the address in its reports and the name in the list of those that ask FreeRADIUS. */
  nas: z.object({ address: z.string(), name: z.string().nullable() }),
  /** From the customer, and to the customer. */
  bytesUp: Bytes,
  bytesDown: Bytes,
});
export type SessionRow = z.infer<typeof SessionRow>;

export const SessionsReply = z.object({
  sessions: z.array(SessionRow),
  /** To go on after; null: that was all. */
  next: z.string().nullable(),
});
export type SessionsReply = z.infer<typeof SessionsReply>;

/** Sessions that are open and were heard of within three reports, `router`: on the router of this address. */
export const OnlineRequest = z.strictObject({
  after: After,
  limit: Limit,
  router: z.union([z.ipv4(), z.ipv6()]).optional(),
});
export type OnlineRequest = z.infer<typeof OnlineRequest>;

/** Sessions of one customer, the newest first. */
export const SessionsRequest = z.strictObject({ customer: z.uuid(), after: After, limit: Limit });
export type SessionsRequest = z.infer<typeof SessionsRequest>;

/**
 * Data used from one day to another, both included; `customer` null: of everybody within reach, or within that of an
 * operator beneath: of one who is not, nothing.
 */
export const UsageRequest = z.strictObject({
  from: Day,
  to: Day,
  by: z.enum(['day', 'customer']),
  customer: z.uuid().nullable(),
  operator: z.uuid().optional(),
  after: After,
  limit: Limit,
});
export type UsageRequest = z.infer<typeof UsageRequest>;

export const UsageReply = z.object({
  /** `key`: the day, or the customer's id. Who used nothing is not in it. */
  rows: z.array(z.object({ key: z.string(), bytesUp: Bytes, bytesDown: Bytes })),
  /** Of the whole time and of all who were asked for, whatever page this is. */
  total: z.object({ bytesUp: Bytes, bytesDown: Bytes }),
  next: z.string().nullable(),
});
export type UsageReply = z.infer<typeof UsageReply>;
