import type { Dashboard } from '#shared/contract/dashboard.ts';
import { rules } from '#shared/contract/rules.ts';
import { can } from '#shared/domain/operator/can.ts';
import { differingIn } from '#shared/domain/provisioning/drift.ts';
import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { router } from '../../store/schema.ts';
import { reachOfActor } from '../operators/index.ts';
import { checksOf } from '../routers/index.ts';
import { readSetting } from '../settings/index.ts';

/**
 * Routers that somebody has to look at, for whoever may compare them. On one that is only read, whatever differs waits for
 * somebody to let Lastmile write.
 */
export function routersToMend(store: Pick<Store, 'query' | 'reader'>, actor: Actor): Dashboard['routers'] {
  if (!can(actor, rules.drift.compare, 'own')) return [];
  const checks = checksOf(store.query);
  // Where nobody wants them compared, nobody waits for it either.
  const isWanted = readSetting(store.reader, 'checksRouters') !== false;
  const reach = reachOfActor(store, actor);
  return store.query
    .select()
    .from(router)
    .orderBy(router.nameKey)
    .all()
    .filter(({ operatorId, retiredAt }) => retiredAt === null && reach.has(operatorId))
    .map(({ id, name, writes }) => {
      const { compared, unread } = checks(id);
      return {
        id,
        name,
        differing: compared && writes ? differingIn(compared) : 0,
        isUnread: isWanted && unread !== null,
      };
    })
    .filter(({ differing, isUnread }) => differing > 0 || isUnread);
}
