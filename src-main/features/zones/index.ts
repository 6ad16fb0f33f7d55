import type { Feature, FeatureDeps } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { recordKeeper, staleSearch } from '../records/index.ts';
import { mergeZones } from './merge.ts';
import { zoneKind } from './zone-kind.ts';

/** Geographic or logical areas. */
export function zonesFeature(deps: Pick<FeatureDeps, 'store' | 'now' | 'newId' | 'log'>) {
  const stale = staleSearch(deps);
  const keeper = recordKeeper(deps, zoneKind({ ...deps, stale }));
  const { zones } = procedures;
  return {
    procedures: {
      list: zones.list.handler(({ context }) => keeper.list(context.actor)),
      add: zones.add.handler(({ input, context }) => keeper.add(context.actor, input)),
      change: zones.change.handler(async ({ input, context }) => {
        const line = await keeper.change(context.actor, input);
        stale.start();
        return line;
      }),
      retire: zones.retire.handler(({ input, context }) => keeper.retire(context.actor, input)),
      remove: zones.remove.handler(({ input, context }) => keeper.remove(context.actor, input)),
      merge: zones.merge.handler(({ input, context }) => mergeZones({ ...deps, stale }, context.actor, input)),
    },
    start: () => stale.start(),
    stop: () => stale.stop(),
  } satisfies Feature<object>;
}
