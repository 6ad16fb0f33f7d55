const FIRST = 1_000;
const LONGEST = 5 * 60_000;

/** When to try again after failures, so that fifty consoles do not all come at once when a server is back. */
export interface BackOff {
  /** How long to wait after one more failure, in milliseconds. What the server has asked for wins. */
  readonly next: (seconds?: number | null) => number;
  /** It went well. */
  readonly reset: () => void;
}

/**
 * From a second on twice as long each time, up to five minutes, and of that a random part ("full jitter": of the usual ways
 * it takes a crowd apart fastest). `random` is from 0 up to, not including, 1.
 */
export function backOff(random: () => number): BackOff {
  let failures = 0;
  return {
    next: (seconds = null) => {
      const most = Math.min(FIRST * 2 ** failures, LONGEST);
      // Enough to be at the longest, and no number that grows for ever.
      failures = Math.min(failures + 1, 20);
      // Nobody comes before the time that the server has named, and not all of them right at it.
      if (seconds !== null) return Math.round(seconds * 1000 + random() * FIRST);
      return Math.round(random() * most);
    },
    reset: () => {
      failures = 0;
    },
  };
}
