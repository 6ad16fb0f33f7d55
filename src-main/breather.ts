import { setImmediate as turn } from 'node:timers/promises';

/** How long the event loop is kept at a stretch: well under what a person feels. */
const STRETCH_MS = 5;

/** Lets other work through whenever enough time has gone by. `await breathe()` after each small piece. */
export function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < STRETCH_MS) return;
    await turn();
    since = performance.now();
  };
}
