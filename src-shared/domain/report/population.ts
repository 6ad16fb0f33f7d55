import type { CustomerStatus } from '../customer/customer.ts';
import type { Bounds } from './month.ts';

/** When a customer was one, as far as a report asks. Milliseconds since 1970. */
export interface Life {
  readonly status: CustomerStatus;
  /** When service began; null: it never did. */
  readonly activatedAt: number | null;
  readonly deletedAt: number | null;
}

/** How a customer stands to a month. `isIn`: one of those that its report lists. */
export interface Standing {
  readonly isIn: boolean;
  readonly joined: boolean;
  readonly left: boolean;
}

/**
 * Whether a customer was a subscriber during a month: joined by its last day, and not deleted before it began, whatever
 * the billing says. Nobody who was never activated is one. So the population of a month is that of the month before,
 * less those who left then, and those who joined since.
 */
export function standingIn(life: Life, { start, end }: Bounds): Standing {
  const { status, activatedAt: joined, deletedAt: left } = life;
  const isIn = joined !== null && status !== 'pending' && joined < end && (left === null || left >= start);
  return { isIn, joined: isIn && joined >= start, left: isIn && left !== null && left < end };
}
