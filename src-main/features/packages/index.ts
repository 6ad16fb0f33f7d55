import type { Feature, FeatureDeps } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { recordKeeper } from '../records/index.ts';
import { packageKind } from './package-kind.ts';

/** The internet plans that customers have. */
export function packagesFeature(deps: Pick<FeatureDeps, 'store' | 'now' | 'newId'>) {
  const keeper = recordKeeper(deps, packageKind(deps));
  const { packages } = procedures;
  return {
    procedures: {
      list: packages.list.handler(({ context }) => keeper.list(context.actor)),
      add: packages.add.handler(({ input, context }) => keeper.add(context.actor, input)),
      change: packages.change.handler(({ input, context }) => keeper.change(context.actor, input)),
      retire: packages.retire.handler(({ input, context }) => keeper.retire(context.actor, input)),
      remove: packages.remove.handler(({ input, context }) => keeper.remove(context.actor, input)),
    },
  } satisfies Feature<object>;
}
