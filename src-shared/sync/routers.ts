import { z } from 'zod';

// One console holds a router: it alone writes to it and enforces there what customers have paid for, offline too.

export const HoldRequest = z.strictObject({
  routers: z
    .array(
      z.strictObject({
        id: z.uuid(),
        /** Whether it is to be held, if nobody has it; else it is only told who does. */
        want: z.boolean(),
        /** Whether it is taken from the console that has it: somebody has decided so on a screen. */
        take: z.boolean(),
      }),
    )
    .max(500),
});
export type HoldRequest = z.infer<typeof HoldRequest>;

/** Each router that was asked for, once. One that is not there, or out of reach, is held by nobody. */
export const HoldReply = z.object({
  routers: z.array(
    z.object({
      id: z.uuid(),
      /** Whether the console that asks holds it now. */
      held: z.boolean(),
      /** Who has it, the one that asks too, and since when (milliseconds since 1970). */
      by: z
        .object({
          /** The console's name; null: it works for an operator out of reach. */
          console: z.string().nullable(),
          since: z.int(),
        })
        .nullable(),
    }),
  ),
});
export type HoldReply = z.infer<typeof HoldReply>;
