import type { InferContractRouterOutputs } from '@orpc/contract';
import { z } from 'zod';
import { MENUS } from '../domain/provisioning/record.ts';
import { Id } from './id.ts';
import { procedure, Refused } from './refused.ts';

// Customers who were on a router before Lastmile came to it.

/** A record that is not marked as ours, and whose it is. */
const Found = z.object({
  id: z.string(),
  menu: z.enum(MENUS),
  name: z.string(),
  address: z.string().nullable(),
  mac: z.string().nullable(),
  profile: z.string().nullable(),
  comment: z.string().nullable(),
  disabled: z.boolean(),
  /** The customer here whom it matches, and by what; null: it is of somebody new. */
  match: z
    .object({
      customer: Id,
      by: z.enum(['marker', 'username', 'address']),
      username: z.string(),
      fullName: z.string(),
      /** The router that the customer belongs to now; null: to none. */
      router: z.string().nullable(),
    })
    .nullable(),
});
export type FoundRecord = z.infer<typeof Found>;

const Chosen = z.union([z.literal('all'), z.array(z.string().max(100)).max(100_000)]);

export const adopt = {
  /** Reads what stands on a router without being ours: secrets, hotspot users, leases. Changes nothing. */
  found: procedure.input(z.object({ router: Id })).output(
    z.object({
      router: z.string(),
      readAt: z.iso.datetime(),
      writes: z.boolean(),
      authentication: z.enum(['local', 'radius']),
      records: z.array(Found),
      ours: z.int(),
      /** Whether the router tells passwords to its everyday log-in. */
      hasPasswords: z.boolean(),
    }),
  ),

  /**
   * Opens an import of those who are not customers yet: they are looked at and mended there, nothing is created here.
   * `privileged` is a second log-in that may read passwords; it is used this once and not kept. `export` is a file that the
   * router's `/export show-sensitive` made; passwords are taken from it by the records' names, and it is not kept either.
   * Passwords that nobody tells are `unknown`.
   */
  propose: procedure
    .input(
      z.object({
        router: Id,
        records: Chosen,
        privileged: z.object({ username: z.string().min(1).max(64), password: z.string().max(128) }).optional(),
        export: z.file().optional(),
      }),
    )
    .output(z.object({ session: Id, rows: z.int(), unknownPasswords: z.int() })),

  /**
   * Marks records as those of the customers whom they match: the comment is all that is written. Customers who belonged to
   * another router or none belong to this one from then on.
   */
  takeOver: procedure
    .input(z.object({ router: Id, records: Chosen }))
    .output(z.object({ adopted: z.int(), failed: z.int(), reason: Refused.nullable() })),
};
export type Found = InferContractRouterOutputs<typeof adopt>['found'];
