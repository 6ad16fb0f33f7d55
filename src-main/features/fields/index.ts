import type { Feature, FeatureDeps } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { staleSearch } from '../records/index.ts';
import { keepFields } from './keep-fields.ts';
import { fieldSweep } from './sweep.ts';

/** The fields that this ISP keeps of its customers besides those that everybody has. */
export function fieldsFeature(deps: Pick<FeatureDeps, 'store' | 'now' | 'newId' | 'log'>) {
  const stale = staleSearch(deps);
  const keeper = keepFields({ ...deps, stale });
  const sweep = fieldSweep(deps);
  const { fields } = procedures;
  return {
    procedures: {
      list: fields.list.handler(({ context }) => keeper.list(context.actor)),
      add: fields.add.handler(({ input, context }) => keeper.add(context.actor, input)),
      change: fields.change.handler(({ input, context }) => keeper.change(context.actor, input)),
      reorder: fields.reorder.handler(({ input, context }) => keeper.reorder(context.actor, input.ids)),
      remove: fields.remove.handler(({ input, context }) => keeper.remove(context.actor, input)),
      takeBack: fields.takeBack.handler(({ input, context }) => keeper.takeBack(context.actor, input.id)),
    },
    start: () => sweep.start(),
    unlocked: () => sweep.run(),
    stop: async () => {
      await sweep.stop();
      await stale.stop();
    },
  } satisfies Feature<object>;
}
