import { z } from 'zod';

/** An IP block. Its packages are those whose customers may take an address from it. */
export const NetworkAddress = z.object({
  id: z.uuid(),
  operatorId: z.uuid(),
  code: z.string(),
  /** First address of the block, as an unsigned 32-bit integer. */
  first: z.int(),
  /** Last address of the block. */
  last: z.int(),
  gateway: z.int().nullable(),
  packageIds: z.array(z.uuid()),
  version: z.int(),
  /** The router that its addresses are on. */
  routerId: z.uuid().nullable(),
});
export type NetworkAddress = z.infer<typeof NetworkAddress>;
