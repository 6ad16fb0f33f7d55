import type { Feature, FeatureDeps } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { countsOf } from './counts.ts';
import { listJobs } from './jobs.ts';
import { retryJobs } from './retry.ts';

/** What routers have to be brought to, and how far they are. */
export function provisioningFeature(deps: Pick<FeatureDeps, 'store' | 'now'>) {
  const { store } = deps;
  const { provisioning } = procedures;
  return {
    procedures: {
      list: provisioning.list.handler(({ input, context: { actor } }) => listJobs(store, actor, input)),
      counts: provisioning.counts.handler(({ context: { actor } }) => countsOf(store, actor)),
      retry: provisioning.retry.handler(async ({ input, context: { actor } }) => ({
        queued: await retryJobs(deps, actor, input),
      })),
    },
  } satisfies Feature<object>;
}
