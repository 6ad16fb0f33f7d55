import type { Feature, FeatureDeps } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { RouterLines } from '../routers/index.ts';
import { type CustomerSessions, customerSessions } from './customer-sessions.ts';
import { disconnect } from './disconnect.ts';
import { listSessions, sourcesOf } from './list.ts';
import { routersOf, seenSessions } from './seen.ts';
import { watchRouters } from './watch.ts';

export { type CustomerSessions, type EndedFor } from './customer-sessions.ts';
export { endSessions } from './end-sessions.ts';
export { recordEnded } from './record-ended.ts';

/** Who is online, as the routers themselves tell it, and how somebody is thrown out. */
export function onlineFeature(deps: Pick<FeatureDeps, 'store' | 'now' | 'log'> & { readonly lines: RouterLines }) {
  const { store } = deps;
  const watch = watchRouters({ ...deps, routerIds: () => routersOf(store, null).map(({ id }) => id) });
  const { online } = procedures;
  return {
    procedures: {
      list: online.list.handler(({ input, context: { actor } }) => {
        watch.look();
        return listSessions(store, watch, actor, input);
      }),
      refresh: online.refresh.handler(async ({ input, context: { actor } }) => {
        const known = routersOf(store, actor);
        const routers = input.router === undefined ? known : known.filter(({ id }) => id === input.router);
        if (input.router !== undefined && routers.length === 0) throw new Refusal('record-unknown');
        await watch.refresh(routers.map(({ id }) => id));
        return { routers: sourcesOf(routers, seenSessions(store, actor, routers, watch.lastTold), watch) };
      }),
      disconnect: online.disconnect.handler(({ input, context: { actor } }) =>
        disconnect({ ...deps, watch }, actor, input.sessions),
      ),
    },
    sessions: customerSessions({ ...deps, watch }),
    stop: watch.stop,
  } satisfies Feature<object> & { readonly sessions: CustomerSessions };
}
