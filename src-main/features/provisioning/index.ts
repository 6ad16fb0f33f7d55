import type { Feature, FeatureDeps } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { type RouterLines, usableRouters } from '../routers/index.ts';
import { countsOf } from './counts.ts';
import { listJobs } from './jobs.ts';
import { retryJobs } from './retry.ts';
import { provisioningWorker } from './worker.ts';

export { queueAgain } from './queue-again.ts';
export { type PlacedCustomer, servedCustomers } from './served.ts';
export { readStanding } from './standing.ts';

/** What is to be done on the routers, and the worker that does it. */
export function provisioningFeature(
  deps: Pick<FeatureDeps, 'store' | 'now' | 'log'> & { readonly lines: RouterLines },
) {
  const { store } = deps;
  const { provisioning } = procedures;
  const worker = provisioningWorker(deps);
  return {
    /** Works the queue of one router now. */
    run: (routerId: string) => worker.run((id) => id === routerId),
    start: worker.start,
    stop: worker.stop,
    procedures: {
      list: provisioning.list.handler(({ input, context: { actor } }) => listJobs(store, actor, input)),
      counts: provisioning.counts.handler(({ context: { actor } }) => countsOf(store, actor)),
      retry: provisioning.retry.handler(async ({ input, context: { actor } }) => ({
        queued: await retryJobs(deps, actor, input),
      })),
      run: provisioning.run.handler(async ({ input, context: { actor } }) => {
        const usable = usableRouters(store, actor);
        if (input.router !== undefined && !usable.has(input.router)) throw new Refusal('record-unknown');
        await worker.run((id) => usable.has(id) && (input.router === undefined || id === input.router));
        return countsOf(store, actor);
      }),
    },
  } satisfies Feature<object> & { readonly run: (routerId: string) => Promise<void> };
}
