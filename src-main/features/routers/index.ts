import type { Feature, FeatureDeps } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { recordKeeper } from '../records/index.ts';
import { contactRefresh } from './contact-refresh.ts';
import { routerKind } from './router-kind.ts';
import type { ConnectRouter, RouterLines } from './router-lines.ts';
import { routerSetUp } from './set-up.ts';
import { takeOver } from './take-over.ts';
import { testRouter } from './test-router.ts';

export { routerRefusal } from './failure-words.ts';
export { secondsOf } from './facts.ts';
export { checksOf, keepComparison, keepUnread } from './check.ts';
export { heldParams, holdersOf, holdOwn, holdsAsked, isNews, keepHolds } from './holds.ts';
export { routerWithin } from './router-within.ts';
export type { RouterRow } from './router-kind.ts';
export { usableRouters } from './usable.ts';
export { type ConnectRouter, routerLines, type RouterLines } from './router-lines.ts';

/** Routers on the office's network: how they are reached, how they are run, what they say of themselves. */
export function routersFeature(
  deps: Pick<FeatureDeps, 'store' | 'now' | 'newId' | 'log'> & {
    readonly lines: RouterLines;
    readonly connect: ConnectRouter;
    /** Has the central server give a router to this console. */
    readonly takeOver: (routerId: string) => Promise<void>;
  },
) {
  const keeper = recordKeeper(deps, routerKind(deps));
  const refresh = contactRefresh(deps);
  const { routers } = procedures;
  return {
    procedures: {
      list: routers.list.handler(({ context }) => {
        refresh.lookedAt();
        return keeper.list(context.actor);
      }),
      add: routers.add.handler(({ input, context }) => keeper.add(context.actor, input)),
      change: routers.change.handler(({ input, context }) => keeper.change(context.actor, input)),
      retire: routers.retire.handler(({ input, context }) => keeper.retire(context.actor, input)),
      remove: routers.remove.handler(({ input, context }) => keeper.remove(context.actor, input)),
      test: routers.test.handler(({ input, context, signal }) => testRouter(deps, context.actor, input, signal)),
      takeOver: routers.takeOver.handler(({ input, context }) => takeOver(deps, context.actor, input.id)),
      setUpScript: routers.setUpScript.handler(({ input }) => routerSetUp(input)),
    },
    start: refresh.start,
    stop: async () => {
      await deps.lines.stop();
      await refresh.stop();
    },
  } satisfies Feature<object>;
}
