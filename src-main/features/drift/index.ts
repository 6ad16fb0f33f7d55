import type { Drift } from '#shared/contract/drift.ts';
import type { Feature } from '../../feature.ts';
import { type Actor, procedures } from '../../procedure.ts';
import { reachOfActor } from '../operators/index.ts';
import { checksOf, routerWithin } from '../routers/index.ts';
import { compared } from './compare.ts';
import { keepFound } from './keep.ts';
import { nightlyCheck } from './nightly.ts';
import { removeUnknown } from './remove.ts';
import { repair, type RepairDeps } from './repair.ts';

/** Where routers are not as they should be, and putting that right. */
export function driftFeature(deps: RepairDeps) {
  const { store, now, lines } = deps;
  const nightly = nightlyCheck(deps);

  const compare = async (actor: Actor, id: string): Promise<Drift> => {
    const row = routerWithin(store, actor, id);
    const before = checksOf(store.query)(id);
    const drift = await lines.with(id, (session, current) => compared(store, session, current));
    await keepFound(deps, id, drift);
    const reach = reachOfActor(store, actor);
    // Whoever is of somebody else's office is shown as what stands on the router, and no more.
    const names = new Map(
      drift.customers
        .filter(({ operatorId }) => reach.has(operatorId))
        .map((customer) => [customer.id, customer.username] as const),
    );
    return {
      router: row.name,
      checkedAt: now().toISOString(),
      writes: row.writes,
      matching: drift.matching,
      foreign: drift.foreign,
      before,
      lines: drift.lines.map(({ id: line, kind, menu, name, reason, isShared, customer, fields }) => {
        const username = isShared || customer === null ? null : (names.get(customer) ?? null);
        const whose = { customer: username === null ? null : customer, username };
        return {
          ...whose,
          id: line,
          kind,
          menu,
          name,
          fields: [...fields],
          reason: reason && { code: reason.code, params: { ...reason.params } },
        };
      }),
    };
  };

  return {
    start: nightly.start,
    stop: nightly.stop,
    procedures: {
      compare: procedures.drift.compare.handler(({ input, context }) => compare(context.actor, input.router)),
      repair: procedures.drift.repair.handler(({ input, context }) => {
        const { id } = routerWithin(store, context.actor, input.router);
        return repair(deps, id, input.lines);
      }),
      remove: procedures.drift.remove.handler(async ({ input, context }) => {
        const { id } = routerWithin(store, context.actor, input.router);
        await removeUnknown(deps, id, input.line);
        return { removed: true } as const;
      }),
    },
  } satisfies Feature<object>;
}
