const DAY = 86_400_000;
/** A month's pause is made up for at once; a clock that leaps further is rather one that somebody has set wrong. */
const LONGEST_PAUSE = 60 * DAY;
/** A clock that keeps time is never set back by so much. */
const LARGEST_STEP_BACK = DAY;

/**
 * Since when billing rests because the clock on the wall has leapt so far, ahead or back, that nobody may be charged for it
 * before a person has said that the date is right; null: it goes on. `last`: when it last went through; null: never.
 */
export function restsSince(last: number | null, now: number): number | null {
  if (last === null) return null;
  return now - last > LONGEST_PAUSE || last - now > LARGEST_STEP_BACK ? last : null;
}
