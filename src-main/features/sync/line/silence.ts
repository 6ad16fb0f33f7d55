import type { After } from '../../../routeros/index.ts';

/** As long as nothing at all may come or go, in milliseconds. */
export const SILENCE = 30_000;
/** The slowest line that is waited for, in bytes a second. */
const SLOWEST = 2_000;

/** A deadline that moves with every byte: a slow line gets through, a dead one is noticed. */
export interface Silence {
  /** Something came or went; the next may take so long. */
  readonly broken: (ms?: number) => void;
  readonly stop: () => void;
}

/** Calls once it was silent for too long. */
export function listenFor(after: After, tooLong: (ms: number) => void): Silence {
  let stop = (): void => undefined;
  const broken = (ms = SILENCE): void => {
    stop();
    stop = after(ms, () => tooLong(ms));
  };
  broken();
  return { broken, stop: () => stop() };
}

/**
 * How long an answer to so many bytes may take to begin: the system takes them all at once and sends them on behind our
 * back, so that nothing is heard while a slow line carries them.
 */
export const afterSending = (bytes: number): number => SILENCE + Math.ceil((bytes / SLOWEST) * 1000);
