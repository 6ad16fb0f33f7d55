import type { RouterHolder } from '#shared/contract/routers.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { heldParams, holdersOf } from './holds.ts';
import { routerWithin } from './router-within.ts';

/**
 * Holds a router here from now on, as somebody has decided. Throws Refusal `sync-none`, `router-held-elsewhere` when the server
 * did not give it, and what keeps the server from being asked.
 */
export async function takeOver(
  { store, takeOver: take }: Pick<FeatureDeps, 'store'> & { readonly takeOver: (routerId: string) => Promise<void> },
  actor: Actor,
  id: string,
): Promise<RouterHolder> {
  const { name } = routerWithin(store, actor, id);
  const before = holdersOf(store.reader)(id);
  await take(id);
  const after = holdersOf(store.reader)(id);
  if (!after) throw new Refusal('sync-none');
  if (after.who !== 'here') throw new Refusal('router-held-elsewhere', heldParams(name, after));
  await store.write((tx) => {
    tx.audit({
      ...{ actor, action: 'router.take-over', entity: 'router', entityId: id },
      before: { holder: before?.console ?? null },
      after: { holder: after.console },
    });
  });
  return after;
}
