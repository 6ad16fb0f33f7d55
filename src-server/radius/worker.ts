import type { Log } from '../log.ts';
import { type SessionDeps, workOffChanges } from './work-off-changes.ts';
import { writeAgain } from './write-again.ts';

/** How often it is looked whether there is something to do. */
const PAUSE = 1_000;

/** Works off what was queued for FreeRADIUS and for routers, until it is stopped. */
export function startRadiusWorker(deps: SessionDeps & { readonly log: Log }): () => Promise<void> {
  const stopped = new AbortController();
  const asking = { ...deps.asking, signal: stopped.signal };
  const { promise: end, resolve: finish } = Promise.withResolvers<undefined>();
  let pause: NodeJS.Timeout | undefined;
  let wake: (() => void) | undefined;
  const workOnce = async (): Promise<boolean> => {
    try {
      return (await writeAgain(deps)) + (await workOffChanges({ ...deps, asking })) > 0;
    } catch (error) {
      deps.log.failure(error, { during: 'radius' });
      return false;
    }
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
