import type { BillingWorld, Happening } from './account.ts';

/** A suspension, or an end of time, that came by itself: somebody looks through them. */
export interface AutomaticSuspension {
  readonly id: string;
  readonly at: number;
  readonly reason: 'daily-balance' | 'bill-overdue' | 'time-over';
}

/** Those among what came about of one customer. Their ids are the same wherever they are made. */
export function suspensionsIn(
  happenings: readonly Happening[],
  customerId: string,
  world: BillingWorld,
): readonly AutomaticSuspension[] {
  return happenings.flatMap((happening) => {
    if (happening.kind !== 'suspended' && happening.kind !== 'expired') return [];
    const { kind, at } = happening;
    const id = world.idOf(customerId, `suspension:${at}`);
    return [{ id, at, reason: kind === 'suspended' ? happening.reason : 'time-over' }];
  });
}
