import type { InferContractRouterOutputs } from '@orpc/contract';
import { z } from 'zod';
import { MENUS } from '../domain/provisioning/record.ts';
import { Id } from './id.ts';
import { procedure, Refused } from './refused.ts';

/** Where a router is not as it should be. */
const DriftLine = z.object({
  /** Tells it apart, to be repaired by. */
  id: z.string(),
  kind: z.enum([
    /** Nothing stands where something should. */
    'missing',
    /** Ours, but not as it should be. */
    'different',
    /** Marked as ours, but of nobody who belongs there. */
    'extra',
    /** Somebody else's record in the place of one of ours: it has to be taken over, renamed or removed by hand. */
    'foreign',
  ]),
  menu: z.enum(MENUS),
  /** The name or address of the record. */
  name: z.string(),
  customer: Id.nullable(),
  username: z.string().nullable(),
  fields: z.array(z.object({ field: z.string(), wanted: z.string(), there: z.string() })),
  reason: Refused.nullable(),
});
export type DriftLine = z.infer<typeof DriftLine>;

export const drift = {
  /** Compares a router with what should be on it, without changing anything. Refuses what keeps it from being read. */
  compare: procedure.input(z.object({ router: Id })).output(
    z.object({
      router: z.string(),
      checkedAt: z.iso.datetime(),
      /** Whether Lastmile may write to it: without that nothing is repaired. */
      writes: z.boolean(),
      lines: z.array(DriftLine),
      /** Records that are not ours and stand in nobody's way. */
      foreign: z.int(),
      matching: z.int(),
    }),
  ),

  /**
   * Compares anew and brings these lines to what they should be; `all`: every one that is not foreign. Answers how many
   * then no longer differ.
   */
  repair: procedure
    .input(z.object({ router: Id, lines: z.union([z.literal('all'), z.array(z.string().max(300)).max(10_000)]) }))
    .output(z.object({ repaired: z.int(), failed: z.int() })),
};
export type Drift = InferContractRouterOutputs<typeof drift>['compare'];
