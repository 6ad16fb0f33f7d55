import { eq } from 'drizzle-orm';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../../store/index.ts';
import { router } from '../../store/schema.ts';
import { reachOfActor } from '../operators/index.ts';
import type { RouterRow } from './router-kind.ts';

/** A router of the actor's own offices. Throws Refusal `record-unknown` for another, as for one that does not exist. */
export function routerWithin(store: Pick<Store, 'query' | 'reader'>, actor: Actor, id: string): RouterRow {
  const row = store.query.select().from(router).where(eq(router.id, id)).get();
  if (!row || !reachOfActor(store, actor).has(row.operatorId)) throw new Refusal('record-unknown');
  return row;
}
