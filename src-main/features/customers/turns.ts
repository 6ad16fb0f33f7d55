import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of work after which others get their turn. */
const LONG = 8;

/** Call it between two pieces of work: lets others through when it has gone on for long. Rejects once nobody waits for it. */
export type Turn = () => Promise<void>;

export function turns(signal?: AbortSignal): Turn {
  let begun = performance.now();
  return async () => {
    if (performance.now() - begun < LONG) return;
    await nextTurn();
    signal?.throwIfAborted();
    begun = performance.now();
  };
}
