import { z } from 'zod';
import { Id } from './id.ts';
import { procedure } from './refused.ts';

export const DeviceLine = z.object({
  id: Id,
  /** "AA:BB:CC:DD:EE:FF" */
  mac: z.string(),
  vendor: z.string().nullable(),
  type: z.string().nullable(),
  customer: z.object({ id: Id, username: z.string(), fullName: z.string() }),
  addedBy: z.string(),
  addedAt: z.iso.datetime(),
  /** Other customers that have the same address: a cloned or a moved device. */
  alsoOf: z.array(z.string()),
});
export type DeviceLine = z.infer<typeof DeviceLine>;

export const devices = {
  /** By MAC. `search`: a MAC in any notation or a part of one, a username, a name or a vendor. `twice`: only MACs bound more than once. */
  list: procedure
    .input(
      z.object({
        search: z.string().max(200).optional(),
        customer: Id.optional(),
        twice: z.boolean().default(false),
        after: z.string().max(1000).optional(),
        limit: z.int().min(1).max(1000).default(200),
      }),
    )
    .output(z.object({ total: z.int(), devices: z.array(DeviceLine), next: z.string().nullable() })),
};
