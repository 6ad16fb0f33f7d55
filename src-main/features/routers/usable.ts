import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { usableByActor } from '../operators/index.ts';

/** The ids of the routers that somebody may use: those of their own operator, of those beneath and of those above. */
export function usableRouters(store: Pick<Store, 'reader'>, actor: Actor): ReadonlySet<string> {
  const usable = usableByActor(store, actor);
  return new Set(
    store.reader
      .prepare<[], { id: string; operatorId: string }>('SELECT id, operator_id AS operatorId FROM router')
      .all()
      .filter(({ operatorId }) => usable.has(operatorId))
      .map(({ id }) => id),
  );
}
