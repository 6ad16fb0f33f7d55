import type { Socket } from 'node:net';
import type { After } from '../../../routeros/index.ts';
import { failed } from './failure.ts';
import { SILENCE } from './silence.ts';

/** What ends a step on the way to a server, besides its own end. */
export interface Course {
  readonly timer: After;
  /** When nothing comes for too long. */
  readonly silent: Error;
  /** What an error of the socket is. */
  readonly means: (error: unknown) => Error;
  readonly signal: AbortSignal;
}

/** One step with a socket. Where it does not come to its end, the socket is gone and the step rejects. */
export function step<T>(
  socket: Socket,
  { timer, silent, means, signal }: Course,
  begin: (done: (value: T) => void, fail: (error: Error) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      stopTimer();
      signal.removeEventListener('abort', abort);
      socket.off('error', broken).off('close', closed);
    };
    const fail = (error: Error): void => {
      settle();
      socket.destroy();
      reject(error);
    };
    const broken = (error: Error): void => fail(means(error));
    const closed = (): void => fail(means(Object.assign(new Error(), { code: 'ECONNRESET' })));
    const abort = (): void => fail(failed('stopped', 'sync-stopped'));
    const stopTimer = timer(SILENCE, () => fail(silent));
    // One that comes between two steps is heard by its end, and must not end the program.
    socket.on('error', () => undefined);
    socket.on('error', broken).on('close', closed);
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    else if (socket.destroyed) closed();
    else
      begin((value) => {
        settle();
        resolve(value);
      }, fail);
  });
}
