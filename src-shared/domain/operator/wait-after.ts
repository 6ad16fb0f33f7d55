/** Wrong passwords that cost nothing: people mistype. */
const FREE = 3;
const LONGEST_S = 300;
const FORGOTTEN_MS = 24 * 3_600_000;

/**
 * Seconds that somebody still has to wait after so many wrong passwords in a row, the last of them at `lastAt`
 * (milliseconds since 1970): 2, 4, 8 … up to five minutes. A clock that was set back makes nobody wait longer than that.
 */
export function waitAfter(failures: number, lastAt: number | null, now: number): number {
  if (failures < FREE || lastAt === null) return 0;
  const wait = Math.min(LONGEST_S, 2 ** (failures - FREE + 1));
  const passed = now - lastAt;
  if (passed < 0) return wait;
  return Math.max(0, Math.ceil(wait - passed / 1000));
}

/** How many wrong passwords still count: a day after the last of them all are forgotten. */
export function failuresThatCount(failures: number, lastAt: number | null, now: number): number {
  return lastAt === null || now - lastAt > FORGOTTEN_MS ? 0 : failures;
}
