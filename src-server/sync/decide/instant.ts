/** Nobody works for longer without a line: what is said to be older was done under a clock that is wrong. */
const LONGEST_AWAY = 366 * 86_400_000;

/**
 * When something was done, as far as the clock of whoever did it can be believed: never later than now, never before the
 * customer was there, and not years ago. Otherwise it was done now.
 */
export function instantOf(at: number, now: number, { createdAt }: { readonly createdAt: number }): number {
  return at > now || at < createdAt || now - at > LONGEST_AWAY ? now : at;
}
