import type { Feature, FeatureDeps } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { RouterLines } from '../routers/index.ts';
import type { CentralAsk } from '../sync/index.ts';
import { watchServer } from './central-watch.ts';
import { type CustomerSessions, customerSessions } from './customer-sessions.ts';
import { disconnect } from './disconnect.ts';
import { listSessions, sourcesOf } from './list.ts';
import { pastSessions } from './past-sessions.ts';
import { routersOf, seenSessions } from './seen.ts';
import { dataUsed } from './usage.ts';
import { watchRouters } from './watch.ts';

export { type CustomerSessions, type EndedFor } from './customer-sessions.ts';
export { endSessions } from './end-sessions.ts';
export { recordEnded } from './record-ended.ts';

type Deps = Pick<FeatureDeps, 'store' | 'now' | 'log'> & { readonly lines: RouterLines; readonly central: CentralAsk };

/** Who is and was online, as the routers themselves and the central server tell it, and how somebody is thrown out. */
export function onlineFeature(deps: Deps) {
  const { store, central } = deps;
  const watch = watchRouters({ ...deps, routerIds: () => routersOf(store, null).map(({ id }) => id) });
  const server = watchServer(deps);
  const tellers = { watch, server };
  const { online } = procedures;
  return {
    procedures: {
      list: online.list.handler(({ input, context: { actor } }) => {
        watch.look();
        server.look();
        return listSessions(store, tellers, actor, input);
      }),
      refresh: online.refresh.handler(async ({ input, context: { actor } }) => {
        const known = routersOf(store, actor);
        const routers = input.router === undefined ? known : known.filter(({ id }) => id === input.router);
        if (input.router !== undefined && routers.length === 0) throw new Refusal('record-unknown');
        await Promise.all([
          watch.refresh(routers.map(({ id }) => id)),
          ...(input.router === undefined ? [server.refresh()] : []),
        ]);
        return sourcesOf(routers, seenSessions(store, actor, known, tellers), tellers);
      }),
      sessions: online.sessions.handler(({ input, context: { actor } }) => pastSessions(deps, actor, input)),
      usage: online.usage.handler(({ input, context: { actor } }) => dataUsed(deps, actor, input)),
      disconnect: online.disconnect.handler(({ input, context: { actor } }) =>
        disconnect({ ...deps, ...tellers }, actor, input.sessions),
      ),
    },
    sessions: customerSessions({ ...deps, watch }),
    // What is under way ends with the lines: nobody waits for a server that is silent.
    stop: () => {
      watch.stop();
      server.stop();
      central.stop();
    },
  } satisfies Feature<object> & { readonly sessions: CustomerSessions };
}
