import type { Drift } from '#shared/contract/drift.ts';
import type { Feature } from '../../feature.ts';
import { type Actor, procedures } from '../../procedure.ts';
import { reachOfActor } from '../operators/index.ts';
import { routerWithin } from '../routers/index.ts';
import { compared } from './compare.ts';
import { repair, type RepairDeps } from './repair.ts';

/** Where routers are not as they should be, and putting that right. */
export function driftFeature(deps: RepairDeps) {
  const { store, now, lines } = deps;

  const compare = async (actor: Actor, id: string): Promise<Drift> => {
    const row = routerWithin(store, actor, id);
    const drift = await lines.with(id, (session, current) => compared(store, session, current));
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
    procedures: {
      compare: procedures.drift.compare.handler(({ input, context }) => compare(context.actor, input.router)),
      repair: procedures.drift.repair.handler(({ input, context }) => {
        const { id } = routerWithin(store, context.actor, input.router);
        return repair(deps, id, input.lines);
      }),
    },
  } satisfies Feature<object>;
}
