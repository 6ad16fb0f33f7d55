import { ORPCError } from '@orpc/client';
import { Refused } from '#shared/contract/refused.ts';

/** What a call is refused with; fails when it succeeds or fails in another way. */
export async function refusedWith(call: Promise<unknown>): Promise<Refused> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ORPCError && error.code === 'REFUSED') return Refused.parse(error.data);
    throw error;
  }
  throw new Error('It was not refused');
}
