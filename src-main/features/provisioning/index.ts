import type { Feature, FeatureDeps } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { type RouterLines, usableRouters } from '../routers/index.ts';
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
        const usable = usableRouters(deps.store, actor);
        if (input.router !== undefined && !usable.has(input.router)) throw new Refusal('record-unknown');
        await worker.run((id) => usable.has(id) && (input.router === undefined || id === input.router));
        return countsOf(deps.store, actor);
      }),
    },
  } satisfies Feature<object>;
}
