import type { InferContractRouterOutputs } from '@orpc/contract';
import { z } from 'zod';
import { DRIFT_KINDS } from '../domain/provisioning/drift.ts';
import { MENUS } from '../domain/provisioning/record.ts';
import { Id } from './id.ts';
import { procedure, Refused } from './refused.ts';
import { RouterCheck } from './routers.ts';

/** Where a router is not as it should be. */
const DriftLine = z.object({
  /** Tells it apart, to be repaired by. */
  id: z.string(),
  kind: z.enum(DRIFT_KINDS),
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
      /** What the comparison before this one had found: that of the night, unless somebody looked since. */
      before: RouterCheck,
    }),
  ),

  /**
   * Compares anew and brings these lines to what they should be; `all`: every one that repairing is for. What may be
   * somebody else's is left as it is, asked for or not. Answers how many then no longer differ.
   */
  repair: procedure
    .input(z.object({ router: Id, lines: z.union([z.literal('all'), z.array(z.string().max(300)).max(10_000)]) }))
    .output(z.object({ repaired: z.int(), failed: z.int() })),

  /**
   * Takes one record away that is marked for a customer whom this office does not know, as somebody has said that it is
   * nobody else's. Refuses with `drift-gone` when it is not there as it was.
   */
  remove: procedure
    .input(z.object({ router: Id, line: z.string().max(300) }))
    .output(z.object({ removed: z.literal(true) })),
};
export type Drift = InferContractRouterOutputs<typeof drift>['compare'];
