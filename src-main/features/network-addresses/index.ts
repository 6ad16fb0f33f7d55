import type { Feature, FeatureDeps } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { recordKeeper } from '../records/index.ts';
import { blockKind } from './block-kind.ts';

/** Blocks of addresses that packages take theirs from. */
export function networkAddressesFeature(deps: Pick<FeatureDeps, 'store' | 'now' | 'newId'>) {
  const keeper = recordKeeper(deps, blockKind(deps));
  const { networkAddresses } = procedures;
  return {
    procedures: {
      list: networkAddresses.list.handler(({ context }) => keeper.list(context.actor)),
      add: networkAddresses.add.handler(({ input, context }) => keeper.add(context.actor, input)),
      change: networkAddresses.change.handler(({ input, context }) => keeper.change(context.actor, input)),
      retire: networkAddresses.retire.handler(({ input, context }) => keeper.retire(context.actor, input)),
      remove: networkAddresses.remove.handler(({ input, context }) => keeper.remove(context.actor, input)),
    },
  } satisfies Feature<object>;
}
