import { z } from 'zod';
import { MENUS } from '../domain/provisioning/record.ts';
import { Id } from './id.ts';
import { ProvisioningCounts as Counts } from './provisioning.ts';
import { procedure, Refused } from './refused.ts';

// What a router really has, and who is on it already.

/** Where a router is not as it should be. */
const Drift = z.object({
  /** Tells it apart within one answer, to be repaired by. */
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
export type DriftLine = z.infer<typeof Drift>;

/** A record of a router that is not marked as ours, and who it belongs to. */
const Found = z.object({
  id: z.string(),
  menu: z.enum(MENUS),
  name: z.string(),
  address: z.string().nullable(),
  mac: z.string().nullable(),
  profile: z.string().nullable(),
  comment: z.string().nullable(),
  disabled: z.boolean(),
  /** The customer here whom it matches, by username or address. */
  customer: Id.nullable(),
  username: z.string().nullable(),
  fullName: z.string().nullable(),
});
export type FoundRecord = z.infer<typeof Found>;

export const provisioningRest = {
  /** Works the queue until it is empty, only failures are left or a router does not answer. */
  run: procedure.input(z.object({ router: Id.optional() })).output(Counts),

  /** Compares a router with what should be on it, without changing anything. Refuses what keeps it from being read. */
  drift: procedure
    .input(z.object({ router: Id }))
    .output(z.object({ checkedAt: z.iso.datetime(), lines: z.array(Drift), foreign: z.int(), matching: z.int() })),

  /** Brings these lines of the last comparison to what they should be; `all`: every one. Answers what became of it. */
  repair: procedure
    .input(z.object({ router: Id, lines: z.union([z.literal('all'), z.array(z.string()).max(10_000)]) }))
    .output(z.object({ repaired: z.int(), failed: z.int() })),

  /**
   * The records that stand on a router without being ours. `privileged` is a second log-in that may read passwords; it is
   * used this once and not kept.
   */
  found: procedure
    .input(
      z.object({
        router: Id,
        privileged: z.object({ username: z.string().max(64), password: z.string().max(128) }).optional(),
      }),
    )
    .output(
      z.object({
        records: z.array(Found),
        ours: z.int(),
        /** Whether the router told the passwords. */
        hasPasswords: z.boolean(),
      }),
    ),

  /** Opens an import of those who are not customers yet: they are looked at and mended there, nothing is created here. */
  propose: procedure
    .input(z.object({ router: Id, records: z.array(z.string()).max(100_000) }))
    .output(z.object({ session: z.string(), rows: z.int() })),

  /** Marks records as those of the customers whom they match, and no more: the comment is all that is written. */
  adopt: procedure
    .input(z.object({ router: Id, records: z.array(z.string()).max(100_000) }))
    .output(z.object({ adopted: z.int(), failed: z.int(), reason: Refused.nullable() })),
};
