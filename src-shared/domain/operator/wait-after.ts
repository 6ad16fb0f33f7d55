/** Wrong passwords that cost nothing: people mistype. */
const FREE = 3;
const LONGEST_S = 300;

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
