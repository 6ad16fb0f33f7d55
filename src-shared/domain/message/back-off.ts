const FIRST = 15_000;
const LONGEST = 900_000;

/** So often a gateway may say that it is busy before a message is given up. */
export const MOST_BUSY = 10;

/**
 * Milliseconds to wait behind the `failures`-th failure in a row: twice as long each time, up to a quarter of an hour, and a
 * fifth more or less so that many consoles do not come back together. `random` is from 0 up to 1.
 */
export function waitBehind(failures: number, random: number): number {
  const usual = Math.min(LONGEST, FIRST * 2 ** Math.min(failures - 1, 10));
  return Math.round(Math.min(LONGEST, usual * (0.8 + 0.4 * random)));
}
