import type { Feature } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { PATIENCE, type Patience } from '#radius/index.ts';
import { type ChangeDeps, changeRate, endByRadius } from './change-sessions.ts';
import { changeServer, removeServer, serverOf } from './servers.ts';
import { statusFor } from './status.ts';
import { tryLogin } from './try-login.ts';

/** RADIUS on the office's network: where the server is, whether it answers, and what it says to a customer's log-in. */
export function radiusFeature(deps: ChangeDeps, patience: Patience = PATIENCE) {
  const ending = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const options = { patience, signal: ending.signal };
  const kept = <T>(asking: Promise<T>): Promise<T> => {
    const over = asking
      .catch(() => undefined)
      .finally(() => {
        underWay.delete(over);
      });
    underWay.add(over);
    return asking;
  };
  const { radius } = procedures;
  return {
    procedures: {
      server: radius.server.handler(({ context: { actor } }) => serverOf(deps, actor)),
      changeServer: radius.changeServer.handler(({ input, context: { actor } }) => changeServer(deps, actor, input)),
      removeServer: radius.removeServer.handler(async ({ input, context: { actor } }) => {
        await removeServer(deps, actor, input.version);
        return { removed: true } as const;
      }),
      status: radius.status.handler(({ context: { actor } }) => kept(statusFor(deps, actor, options))),
      testLogin: radius.testLogin.handler(({ input, context: { actor } }) =>
        kept(tryLogin(deps, actor, input, options)),
      ),
      disconnect: radius.disconnect.handler(({ input, context: { actor } }) =>
        kept(endByRadius(deps, actor, input.customer, options)),
      ),
      changeRate: radius.changeRate.handler(({ input, context: { actor } }) =>
        kept(changeRate(deps, actor, input, options)),
      ),
    },
    // A request that waits for its answer is given up: the store is closed next.
    stop: async () => {
      ending.abort();
      await Promise.all(underWay);
    },
  } satisfies Feature<object>;
}
