/** What is kept of the looks at the clock between two purges. Instants are milliseconds since 1970. */
export interface ClockSeen {
  /** When it was looked at last. */
  readonly at: number;
  /** Since when it has gone on without a jump. */
  readonly steadySince: number;
}

const DAY = 86_400_000;
/** A program that was closed for longer may as well have a clock that was set wrong. */
const LONGEST_GAP = 31 * DAY;
/** A clock may be set back a little by whoever keeps the time. */
const LARGEST_STEP_BACK = 3_600_000;
/** So long a clock must have gone on steadily before anything is removed for good because of it. */
const TRUSTED_AFTER = 7 * DAY;

/** A look at the clock: what to keep of it, and whether it can be trusted by now. */
export function lookAtClock(
  now: number,
  seen: ClockSeen | null,
): { readonly seen: ClockSeen; readonly isTrusted: boolean } {
  const gap = seen === null ? Infinity : now - seen.at;
  const isSteady = seen !== null && gap <= LONGEST_GAP && gap >= -LARGEST_STEP_BACK;
  const steadySince = isSteady ? seen.steadySince : now;
  return { seen: { at: now, steadySince }, isTrusted: now - steadySince >= TRUSTED_AFTER };
}

/** After how many days somebody who was deleted is removed for good, as long as nobody has said anything else. */
export const USUAL_PURGE_DAYS = 365;

/** Customers who were deleted before this instant are removed for good; null: nobody ever is. */
export function purgeBefore(now: number, afterDays: number): number | null {
  return afterDays > 0 ? now - afterDays * DAY : null;
}
