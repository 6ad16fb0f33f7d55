import { implement, ORPCError } from '@orpc/server';
import { SCHEMA } from '#shared/sync/head.ts';
import { central } from '#shared/sync/contract.ts';
import { nextToken } from '../devices/believed.ts';
import { enrol } from '../devices/enrol.ts';
import { holdRouters } from '../devices/hold-routers.ts';
import type { Log } from '../log.ts';
import { onlineNow, sessionsOf } from '../radius/sessions.ts';
import { usageOf } from '../radius/usage.ts';
import { ServerRefusal } from '../refusal.ts';
import { pull } from '../sync/pull.ts';
import { push, type Speaker, type SyncDeps } from '../sync/push.ts';
import { records } from '../sync/records.ts';
import { reachOf, reachWithin } from '../sync/reach.ts';
import type { Metrics } from './metrics.ts';

/** What a request brings besides its body. */
export interface RequestContext {
  /** The console that is believed (who-speaks.ts); null: nobody is. */
  readonly speaker: Speaker | null;
  /** Whether its texts came as they are (unpacked.ts). */
  readonly isPlain: boolean;
}

export interface ProcedureDeps extends SyncDeps {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly version: string;
}

/** What the server does for consoles. Who is not believed gets no further, but for `health` and `enrol`. */
export function centralProcedures(deps: ProcedureDeps) {
  const { database, now, log, metrics } = deps;
  const open = implement(central)
    .$context<RequestContext>()
    .use(async ({ next, path }) => {
      try {
        return await next();
      } catch (error) {
        if (error instanceof ServerRefusal) {
          throw new ORPCError('REFUSED', { status: 422, data: { code: error.code, params: error.params } });
        }
        if (error instanceof ORPCError) throw error;
        const id = log.failure(error, { procedure: path.join('.') });
        throw new ORPCError('INTERNAL_SERVER_ERROR', { message: `See ${id} in the log` });
      }
    });
  const believing = open.use(({ context: { speaker }, next }) => {
    if (!speaker) throw new ORPCError('UNAUTHORIZED', { data: { code: 'sync-unauthorized', params: {} } });
    return next({ context: { speaker } });
  });
  return open.router({
    health: open.health.handler(async () => {
      await database.query('SELECT 1');
      return { ok: true, version: deps.version, schema: SCHEMA };
    }),
    enrol: open.enrol.handler(async ({ input }) => {
      if (input.schema !== SCHEMA) throw new ServerRefusal('enrol-upgrade');
      const enrolled = await enrol(database, input, now());
      log.info('A console has enrolled', { device: enrolled.deviceId, operator: enrolled.operator.id });
      return enrolled;
    }),
    push: believing.push.handler(async ({ input, context: { speaker, isPlain } }) => {
      const reply = await metrics.timed(() => push(deps, speaker, input, { isPlain }));
      metrics.pushed(reply);
      if (reply.fault !== null) log.warn('A push has to begin anew', { device: speaker.deviceId, fault: reply.fault });
      return reply;
    }),
    pull: believing.pull.handler(async ({ input, context: { speaker } }) => {
      const reply = await pull(deps, speaker, input);
      if (reply.fault !== null) log.warn('A pull has to begin anew', { device: speaker.deviceId, fault: reply.fault });
      return reply;
    }),
    records: believing.records.handler(({ input, context: { speaker } }) => records(deps, speaker, input)),

    holdRouters: believing.holdRouters.handler(({ input, context: { speaker } }) =>
      holdRouters(database, speaker, input, now()),
    ),
    online: believing.online.handler(async ({ input, context: { speaker } }) =>
      onlineNow(database, await reachOf(database, speaker.operatorId), input, now()),
    ),
    sessions: believing.sessions.handler(async ({ input, context: { speaker } }) =>
      sessionsOf(database, await reachOf(database, speaker.operatorId), input),
    ),
    usage: believing.usage.handler(async ({ input, context: { speaker } }) =>
      usageOf(database, await reachWithin(database, speaker.operatorId, input.operator), input),
    ),
    rotateToken: believing.rotateToken.handler(async ({ context: { speaker } }) => ({
      token: await nextToken(database, speaker),
    })),
  });
}
