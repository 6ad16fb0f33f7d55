import type { Feature, FeatureDeps } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { recordKeeper } from '../records/index.ts';
import { routerKind } from './router-kind.ts';
import type { RouterLines } from './router-lines.ts';

export { isLineFailure, routerRefusal } from './failure-words.ts';
export { secondsOf } from './facts.ts';
export { routerWithin } from './router-within.ts';
export { openRouterPassword } from './sealed.ts';
export type { RouterRow } from './router-kind.ts';
export { routerLines, type RouterLines } from './router-lines.ts';

/** Routers on the office's network: how they are reached, how they are run, what they say of themselves. */
export function routersFeature(deps: Pick<FeatureDeps, 'store' | 'now' | 'newId'> & { readonly lines: RouterLines }) {
  const keeper = recordKeeper(deps, routerKind(deps));
  const { routers } = procedures;
  return {
    procedures: {
      list: routers.list.handler(({ context }) => keeper.list(context.actor)),
      add: routers.add.handler(({ input, context }) => keeper.add(context.actor, input)),
      change: routers.change.handler(({ input, context }) => keeper.change(context.actor, input)),
      retire: routers.retire.handler(({ input, context }) => keeper.retire(context.actor, input)),
      remove: routers.remove.handler(({ input, context }) => keeper.remove(context.actor, input)),
    },
    stop: () => deps.lines.stop(),
  } satisfies Feature<object>;
}
