import type { Log } from '../log.ts';
import { closeStale } from './close-stale.ts';
import { type SessionDeps, workOffChanges } from './work-off-changes.ts';
import { writeAgain } from './write-again.ts';

/** How often it is looked whether there is something to do. */
const PAUSE = 1_000;
/** How often sessions are looked for that nothing is heard of any more. */
const LOOK_FOR_STALE = 60_000;

export interface RadiusWorkerDeps extends SessionDeps {
  readonly log: Log;
  /** After how long without a report a session is closed, at the least. */
  readonly staleMinutes: number;
}

/**
 * Works off what was queued for FreeRADIUS and for routers, and closes sessions that nothing is heard of any more, until it is
 * stopped.
 */
export function startRadiusWorker(deps: RadiusWorkerDeps): () => Promise<void> {
  const stopped = new AbortController();
  const asking = { ...deps.asking, signal: stopped.signal };
  const { promise: end, resolve: finish } = Promise.withResolvers<undefined>();
  let pause: NodeJS.Timeout | undefined;
  let wake: (() => void) | undefined;
  let lookAt = 0;
  const closeOnce = async (): Promise<number> => {
    const now = deps.now();
    if (now.getTime() < lookAt) return 0;
    const closed = await closeStale(deps.database, deps.staleMinutes, now);
    if (closed === 0) lookAt = now.getTime() + LOOK_FOR_STALE;
    else deps.log.info('Sessions that nothing was heard of are closed', { count: closed });
    return closed;
  };
  /** Each for itself: what one of them stumbles over must hold up no Disconnect of anybody else. */
  const jobs = {
    'radius-rows': () => writeAgain(deps),
    'radius-sessions': () => workOffChanges({ ...deps, asking }),
    'radius-stale': closeOnce,
  };
  const workOnce = async (): Promise<boolean> => {
    let done = 0;
    for (const [during, job] of Object.entries(jobs)) {
      try {
        done += await job();
      } catch (error) {
        deps.log.failure(error, { during });
      }
    }
    return done > 0;
  };
  const rest = (): Promise<void> =>
    new Promise((next) => {
      wake = next;
      pause = setTimeout(next, PAUSE);
    });
  const isStopped = (): boolean => stopped.signal.aborted;
  const work = async (): Promise<void> => {
    while (!isStopped()) {
      const hasMore = await workOnce();
      if (!hasMore && !isStopped()) await rest();
    }
    finish(undefined);
  };
  void work();
  return () => {
    stopped.abort();
    clearTimeout(pause);
    wake?.();
    return end;
  };
}
