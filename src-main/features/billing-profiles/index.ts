import type { Feature, FeatureDeps } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { recordKeeper } from '../records/index.ts';
import { profileKind } from './profile-kind.ts';

/** How customers are billed, by the day or by the month. */
export function billingProfilesFeature(deps: Pick<FeatureDeps, 'store' | 'now' | 'newId'>) {
  const keeper = recordKeeper(deps, profileKind(deps));
  const { billingProfiles } = procedures;
  return {
    procedures: {
      list: billingProfiles.list.handler(({ context }) => keeper.list(context.actor)),
      add: billingProfiles.add.handler(({ input, context }) => keeper.add(context.actor, input)),
      change: billingProfiles.change.handler(({ input, context }) => keeper.change(context.actor, input)),
      retire: billingProfiles.retire.handler(({ input, context }) => keeper.retire(context.actor, input)),
      remove: billingProfiles.remove.handler(({ input, context }) => keeper.remove(context.actor, input)),
    },
  } satisfies Feature<object>;
}
