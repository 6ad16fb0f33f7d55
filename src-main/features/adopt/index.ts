import type { Found } from '#shared/contract/adopt.ts';
import { isTurnedOff, passwordOf } from '#shared/domain/provisioning/found.ts';
import { addressOf } from '#shared/domain/provisioning/match.ts';
import type { Feature } from '../../feature.ts';
import { type Actor, procedures } from '../../procedure.ts';
import { routerWithin } from '../routers/index.ts';
import { type FoundMatch, matchedOn } from './matching.ts';
import { propose, type ProposeDeps } from './propose.ts';
import { foundId } from './read-found.ts';
import { takeOver, type TakeOverDeps } from './take-over.ts';

/** Customers who were on a router before Lastmile came to it. */
export function adoptFeature(deps: ProposeDeps & TakeOverDeps) {
  const { store, now, lines } = deps;

  const found = async (actor: Actor, id: string): Promise<Found> => {
    const row = routerWithin(store, actor, id);
    const { others, ours } = await lines.with(id, (session, current) => matchedOn(store, actor, session, current));
    return {
      router: row.name,
      readAt: now().toISOString(),
      writes: row.writes,
      authentication: row.authentication,
      records: others.map(told),
      ours,
      hasPasswords: others.some((one) => passwordOf(one.found) !== null),
    };
  };

  return {
    procedures: {
      found: procedures.adopt.found.handler(({ input, context }) => found(context.actor, input.router)),
      propose: procedures.adopt.propose.handler(({ input, context }) => {
        const { id } = routerWithin(store, context.actor, input.router);
        const { privileged = null, export: file = null } = input;
        return propose(deps, context.actor, id, input.records, { login: privileged, file });
      }),
      takeOver: procedures.adopt.takeOver.handler(({ input, context }) => {
        const { id } = routerWithin(store, context.actor, input.router);
        return takeOver(deps, context.actor, id, input.records);
      }),
    },
  } satisfies Feature<object>;
}

/** A record as it is shown: without its password. */
function told({ found, match }: FoundMatch): Found['records'][number] {
  const { record } = found;
  const text = (field: string): string | null => (record[field] ?? '') || null;
  return {
    id: foundId(found),
    menu: found.menu,
    name: record['name'] ?? record['address'] ?? '',
    address: addressOf(found),
    mac: text('caller-id') ?? text('mac-address'),
    profile: text('profile'),
    comment: text('comment'),
    disabled: isTurnedOff(found),
    match: match && {
      by: match.by,
      customer: match.customer.id,
      username: match.customer.username,
      fullName: match.customer.fullName,
      router: match.customer.routerName,
    },
  };
}
