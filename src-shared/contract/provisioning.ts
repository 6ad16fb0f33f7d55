import { z } from 'zod';
import { Id } from './id.ts';
import { procedure } from './refused.ts';

// What routers have to be brought to: the queue, and how far it is.

const Counts = z.object({ queued: z.int(), applied: z.int(), failed: z.int() });

export const provisioning = {
  /** Works the queue until it is empty, only failures are left or a router does not answer. */
  run: procedure.input(z.object({ router: Id.optional() })).output(Counts),
};
