const DAY = 86_400_000;
/** A month's pause is made up for at once; a clock that leaps further is rather one that somebody has set wrong. */
const LONGEST_PAUSE = 60 * DAY;
/** A clock that keeps time is never set back by so much. */
const LARGEST_STEP_BACK = DAY;

/**
 * Whether the clock on the wall has leapt against the last instant that is known, and where to; null: it goes on. Ahead it may be
 * right, as nobody was there for months; back it is wrong, as that instant has been. `last`: null: none is known.
 */
export function leapOf(last: number | null, now: number): 'ahead' | 'back' | null {
  if (last === null) return null;
  if (now - last > LONGEST_PAUSE) return 'ahead';
  return last - now > LARGEST_STEP_BACK ? 'back' : null;
}

/**
 * Since when billing rests because the clock on the wall has leapt so far, ahead or back, that nobody may be charged for it
 * before a person has said that the date is right; null: it goes on. `last`: when it last went through; null: never.
 */
export const restsSince = (last: number | null, now: number): number | null =>
  leapOf(last, now) === null ? null : last;
