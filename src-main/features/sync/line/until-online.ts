import type { After } from '../../../routeros/index.ts';
import { type Network, thisMachine } from './network.ts';

/** How often it is looked, in milliseconds: a cable that is plugged in is noticed soon, and looking costs next to nothing. */
const LOOK = 3_000;

/** Waits until this machine has a network at all, or until whoever waits gives up. */
export function untilOnline(
  timer: After,
  signal: AbortSignal,
  { hasInterface }: Pick<Network, 'hasInterface'> = thisMachine,
): Promise<void> {
  return new Promise((resolve) => {
    let stop = (): void => undefined;
    const look = (): void => {
      if (signal.aborted || hasInterface()) {
        stop();
        signal.removeEventListener('abort', look);
        resolve();
      } else stop = timer(LOOK, look);
    };
    signal.addEventListener('abort', look);
    look();
  });
}
