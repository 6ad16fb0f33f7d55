import type { Feature, FeatureDeps } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { recordKeeper } from '../records/index.ts';
import { operatorKind } from './operator-kind.ts';

/** The tree of operators: the ISP, its resellers, their sub-resellers. */
export function operatorsFeature(deps: Pick<FeatureDeps, 'store' | 'now' | 'newId'>) {
  const keeper = recordKeeper(deps, operatorKind(deps));
  const { operators } = procedures;
  return {
    procedures: {
      list: operators.list.handler(({ context }) => keeper.list(context.actor)),
      add: operators.add.handler(({ input, context }) => keeper.add(context.actor, input)),
      change: operators.change.handler(({ input, context }) => keeper.change(context.actor, input)),
      retire: operators.retire.handler(({ input, context }) => keeper.retire(context.actor, input)),
      remove: operators.remove.handler(({ input, context }) => keeper.remove(context.actor, input)),
    },
  } satisfies Feature<object>;
}
