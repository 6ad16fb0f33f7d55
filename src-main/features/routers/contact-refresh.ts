import type { FeatureDeps } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import { router, routerContact } from '../../store/schema.ts';
import { keepAnswer } from './contact.ts';
import { readFacts } from './facts.ts';
import type { RouterLines } from './router-lines.ts';

/** What a router told less than this long ago is still told. */
const FRESH = 10_000;

export interface ContactRefresh {
  readonly start: () => void;
  /** Somebody looks at the routers: those that have not told for a while are asked, behind what is shown now. */
  readonly lookedAt: () => void;
  /** Waits for what is under way; its lines have been ended before. */
  readonly stop: () => Promise<void>;
}

/** Asks routers how they are while somebody looks at them, and only then. */
export function contactRefresh(
  deps: Pick<FeatureDeps, 'store' | 'now' | 'log'> & { readonly lines: RouterLines },
): ContactRefresh {
  const { store, now, log, lines } = deps;
  const asking = new Map<string, Promise<void>>();
  let isOn = false;

  const ask = async (id: string): Promise<void> => {
    const facts = await lines.with(id, (session) => readFacts(session), { isPatient: true });
    if (isOn) await store.write(({ orm }) => keepAnswer(orm, id, now(), facts));
  };

  const passOver = (error: unknown): void => {
    // What is wrong with a router stands with it.
    if (isOn && !(error instanceof Refusal)) log.failure(error, { during: 'routers' });
  };

  return {
    start: () => {
      isOn = true;
    },
    lookedAt: () => {
      if (!isOn || store.locked) return;
      const told = new Map(
        store.query
          .select()
          .from(routerContact)
          .all()
          .map(({ routerId, answeredAt }) => [routerId, answeredAt?.getTime() ?? 0]),
      );
      for (const { id, retiredAt, passwordSealed } of store.query.select().from(router).all()) {
        const isFresh = now().getTime() - (told.get(id) ?? 0) < FRESH;
        if (isFresh || retiredAt !== null || passwordSealed === null || asking.has(id)) continue;
        asking.set(
          id,
          ask(id)
            .catch(passOver)
            .finally(() => asking.delete(id)),
        );
      }
    },
    stop: async () => {
      isOn = false;
      await Promise.allSettled(asking.values());
    },
  };
}
