import { oc } from '@orpc/contract';
import { z } from 'zod';

/**
 * What the operator can act on: a code of the message catalogue and what the sentence needs. Whatever else goes wrong is
 * a bug and arrives as INTERNAL_SERVER_ERROR with the id under which it was logged.
 */
export const Refused = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Refused = z.infer<typeof Refused>;

/** Every procedure of the contract starts here, so that every one can refuse in the same words. */
export const procedure = oc.errors({ REFUSED: { status: 422, data: Refused } });
