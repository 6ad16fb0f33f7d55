import type { Feature, FeatureDeps } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import type { RouterLines } from '../routers/index.ts';
import { countsOf } from './counts.ts';
import { provisioningWorker } from './worker.ts';

/** What is to be done on the routers, and the worker that does it. */
export function provisioningFeature(
  deps: Pick<FeatureDeps, 'store' | 'now' | 'log'> & { readonly lines: RouterLines },
) {
  const worker = provisioningWorker(deps);
  return {
    start: worker.start,
    stop: worker.stop,
    procedures: {
      run: procedures.provisioning.run.handler(async ({ input, context: { actor } }) => {
        await worker.run(input.router);
        return countsOf(deps.store, actor);
      }),
    },
  } satisfies Feature<object>;
}
