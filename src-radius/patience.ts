/** How long a server is waited for, in milliseconds. */
export interface Patience {
  /** From the first packet until it is given up. */
  readonly deadline: number;
  /** Until the packet is sent a second time; twice as long until the third, and so on. */
  readonly firstWait: number;
}

/** A person waits before the screen: shorter than RFC 5080 2.2.1, whose form it has. */
export const PATIENCE: Patience = { deadline: 10_000, firstWait: 1_000 };
const LONGEST_WAIT = 16_000;

/**
 * How long is waited after the `attempt`th sending (from 1): doubled each time, spread by a tenth so that many clients that began
 * together do not go on together. `chance` is from 0 to 1.
 */
export function waitAfter(attempt: number, { firstWait }: Patience, chance: number): number {
  const wait = Math.min(firstWait * 2 ** (attempt - 1), LONGEST_WAIT);
  return Math.round(wait * (0.9 + 0.2 * chance));
}
