import { z } from 'zod';
import { Id } from './id.ts';
import { procedure, Refused } from './refused.ts';

// Who is connected, as the routers themselves tell it.

const Session = z.object({
  /** Tells it apart on its router until it ends. */
  id: z.string(),
  routerId: Id,
  router: z.string(),
  kind: z.enum(['pppoe', 'hotspot']),
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
        sessions: z.array(Session),
        next: z.string().nullable(),
        routers: z.array(Source),
      }),
    ),

  /** Reads all routers within reach, or one, now. */
  refresh: procedure.input(z.object({ router: Id.optional() })).output(z.object({ routers: z.array(Source) })),

  /** Ends sessions; who is let in may connect again at once. */
  disconnect: procedure
    .input(
      z.object({
        sessions: z
          .array(z.object({ routerId: Id, id: z.string().max(200) }))
          .min(1)
          .max(1000),
      }),
    )
    .output(
      z.object({
        ended: z.int(),
        failed: z.array(z.object({ routerId: Id, id: z.string(), username: z.string(), reason: Refused })),
      }),
    ),
};
