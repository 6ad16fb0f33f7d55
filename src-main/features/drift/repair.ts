import { isRepaired } from '#shared/domain/provisioning/drift.ts';
import type { FeatureDeps } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import { queueAgain } from '../provisioning/index.ts';
import type { RouterLines } from '../routers/index.ts';
import { compared } from './compare.ts';
import { keepFound } from './keep.ts';
import { removeMarked } from './remove-marked.ts';

export interface RepairDeps extends Pick<FeatureDeps, 'store' | 'now' | 'log'> {
  readonly lines: RouterLines;
  /** Works what is queued for a router. */
  readonly run: (routerId: string) => Promise<void>;
}

export interface Repaired {
  readonly repaired: number;
  readonly failed: number;
}

/** Commands that are on their way at once. */
const AT_ONCE = 50;

/**
 * Brings lines of a comparison to what they should be, by what the router says now and not by what it said when somebody
 * looked. Throws a Refusal for what keeps the router from being read or written.
 */
export async function repair(deps: RepairDeps, routerId: string, asked: 'all' | readonly string[]): Promise<Repaired> {
  const { store, now, lines, run } = deps;
  const ids = asked === 'all' ? null : new Set(asked);
  const chosen = await lines.with(routerId, async (session, row) => {
    if (!row.writes) throw new Refusal('router-may-not-write', { router: row.name });
    const { lines: drifted } = await compared(store, session, row);
    const some = drifted.filter(({ id, kind }) => isRepaired(kind) && (ids === null || ids.has(id)));
    const extra = some.filter(({ kind }) => kind === 'extra');
    for (let from = 0; from < extra.length; from += AT_ONCE) {
      await Promise.all(extra.slice(from, from + AT_ONCE).map((line) => removeMarked(session, line)));
    }
    return some;
  });
  const customers = chosen.flatMap(({ kind, customer }) => (kind !== 'extra' && customer !== null ? [customer] : []));
  if (customers.length > 0) {
    await store.write(({ db }) => {
      queueAgain(db, routerId, customers, now());
    });
    await run(routerId);
  }
  const left = await lines.with(routerId, (session, row) => compared(store, session, row));
  await keepFound(deps, routerId, left);
  const still = new Set(left.lines.map(({ id }) => id));
  const failed = chosen.filter(({ id }) => still.has(id)).length;
  return { repaired: chosen.length - failed, failed };
}
