import { z } from 'zod';
import { Id } from './id.ts';
import { procedure, Refused } from './refused.ts';

// What routers have to be brought to: the queue.

const Job = z.object({
  customer: Id,
  username: z.string(),
  fullName: z.string(),
  router: z.string(),
  routerId: Id,
  state: z.enum(['queued', 'applied', 'failed']),
  queuedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  attempts: z.int(),
  /** Why it failed; of one that waits, why it still does. */
  reason: Refused.nullable(),
});
export type ProvisioningJob = z.infer<typeof Job>;

const Counts = z.object({ queued: z.int(), applied: z.int(), failed: z.int() });

export const provisioning = {
  list: procedure
    .input(
      z.object({
        state: z.enum(['queued', 'applied', 'failed']).optional(),
        router: Id.optional(),
        customer: Id.optional(),
        after: z.string().max(200).optional(),
        limit: z.int().min(1).max(200).default(100),
      }),
    )
    .output(z.object({ jobs: z.array(Job), next: z.string().nullable() })),

  counts: procedure.output(Counts),

  /** Queues what failed again: these, or all of a router's, or all. Answers how many. */
  retry: procedure
    .input(
      z.object({
        jobs: z
          .array(z.object({ customer: Id, routerId: Id }))
          .max(1000)
          .optional(),
        router: Id.optional(),
      }),
    )
    .output(z.object({ queued: z.int() })),

  /** Works the queue until it is empty, only failures are left or a router does not answer. */
  run: procedure.input(z.object({ router: Id.optional() })).output(Counts),
};
