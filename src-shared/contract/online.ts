import { z } from 'zod';
import { Id } from './id.ts';
import { procedure, Refused } from './refused.ts';

// Who is connected, as the routers themselves tell it and as FreeRADIUS told the central server; and who was.

const Session = z.object({
  /** Tells it apart on its router until it ends, or ("server:…") at the server. */
  id: z.string(),
  /** Null: no router of that address is known here. */
  routerId: Id.nullable(),
  /** As it is called here, else as the server calls it, else its address. */
  router: z.string(),
  /** Who tells of it: where both do, the router's own view stands, and the server's gives what was used. */
  knownFrom: z.enum(['router', 'server', 'both']),
  /** Null: the server does not tell. */
  kind: z.enum(['pppoe', 'hotspot']).nullable(),
  username: z.string(),
  customer: Id.nullable(),
  fullName: z.string().nullable(),
  zone: z.string().nullable(),
  address: z.string().nullable(),
  mac: z.string().nullable(),
  uptimeSeconds: z.int().nullable(),
  /** Bits a second as the customer sees them; null: not known. */
  downBps: z.number().nullable(),
  upBps: z.number().nullable(),
  /** What was used since it began, as the customer sees it; null: the server does not know of it. */
  bytesDown: z.number().nullable(),
  bytesUp: z.number().nullable(),
});
export type OnlineSession = z.infer<typeof Session>;

const Source = z.object({
  id: Id,
  name: z.string(),
  sessions: z.int(),
  /** When it last told; null: not since the program started. */
  readAt: z.iso.datetime().nullable(),
  /** Why what is shown may be old. */
  reason: Refused.nullable(),
});

/** The central server as a source of sessions; null: this console works alone. */
const Server = Source.pick({ sessions: true, readAt: true, reason: true }).nullable();
export type OnlineServer = z.infer<typeof Server>;

const PastSession = z.object({
  id: z.string(),
  /** The name under which it was begun. */
  username: z.string(),
  start: z.iso.datetime().nullable(),
  /** Null: it is open. */
  end: z.iso.datetime().nullable(),
  /** Until it ended, or was last heard of. */
  seconds: z.int().nullable(),
  /** Why it ended, in RADIUS's words. */
  cause: z.string().nullable(),
  address: z.string().nullable(),
  mac: z.string().nullable(),
  router: z.string(),
  bytesDown: z.number(),
  bytesUp: z.number(),
});
export type PastSession = z.infer<typeof PastSession>;

const Used = z.object({ bytesDown: z.number(), bytesUp: z.number() });
const Day = z.iso.date();
/** A place in what the server tells. */
const Place = z.string().max(64);

export const online = {
  list: procedure
    .input(
      z.object({
        search: z.string().max(100).default(''),
        router: Id.optional(),
        zone: Id.optional(),
        customer: Id.optional(),
        after: z.string().max(400).optional(),
        limit: z.int().min(1).max(500).default(200),
      }),
    )
    .output(
      z.object({
        total: z.int(),
        /** All who may be seen, whatever is searched. */
        online: z.int(),
        sessions: z.array(Session),
        next: z.string().nullable(),
        routers: z.array(Source),
        server: Server,
      }),
    ),

  /** Reads all routers within reach and the server, or one router, now. */
  refresh: procedure
    .input(z.object({ router: Id.optional() }))
    .output(z.object({ routers: z.array(Source), server: Server })),

  /**
   * When a customer was online, the newest first, as the central server tells it now. Refuses `sync-none` without one, and
   * where it is not reached says why.
   */
  sessions: procedure
    .input(z.object({ customer: Id, after: Place.optional(), limit: z.int().min(1).max(200).default(50) }))
    .output(z.object({ sessions: z.array(PastSession), next: Place.nullable() })),

  /**
   * Data used from one day to another of the ISP's calendar, both included, by the day or by the customer; without days, from
   * the first of this month on. Refuses the same.
   */
  usage: procedure
    .input(
      z.object({
        from: Day.optional(),
        to: Day.optional(),
        by: z.enum(['day', 'customer']),
        customer: Id.optional(),
        after: Place.optional(),
        limit: z.int().min(1).max(1000).default(100),
      }),
    )
    .output(
      z.object({
        from: Day,
        to: Day,
        /** `key`: the day, or the customer's id; the names of a customer who is not here yet are not known. */
        rows: z.array(
          Used.extend({ key: z.string(), username: z.string().nullable(), fullName: z.string().nullable() }),
        ),
        /** Of all, whatever window this is. */
        total: Used,
        next: Place.nullable(),
      }),
    ),

  /** Ends sessions; who is let in may connect again at once. */
  disconnect: procedure
    .input(
      z.object({
        sessions: z
          .array(z.object({ routerId: Id.nullable(), id: z.string().max(200) }))
          .min(1)
          .max(1000),
      }),
    )
    .output(
      z.object({
        ended: z.int(),
        failed: z.array(z.object({ routerId: Id.nullable(), id: z.string(), username: z.string(), reason: Refused })),
      }),
    ),
};
