import { isRepaired } from '#shared/domain/provisioning/drift.ts';
import type { FeatureDeps } from '../../feature.ts';
import { eachAtOnce, type RouterSession } from '../../routeros/index.ts';
import { queueAgain } from '../provisioning/index.ts';
import type { RouterLines, RouterRow } from '../routers/index.ts';
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

/**
 * Brings lines of a comparison to what they should be, by what the router says now and not by what it said when somebody
 * looked. Throws a Refusal for what keeps the router from being read or written.
 */
export async function repair(deps: RepairDeps, routerId: string, asked: 'all' | readonly string[]): Promise<Repaired> {
  const { store, now, lines, run } = deps;
  const ids = asked === 'all' ? null : new Set(asked);
  const wanted = async (session: RouterSession, row: RouterRow) => {
    const { lines: drifted } = await compared(store, session, row);
    const some = drifted.filter(({ id, kind }) => isRepaired(kind) && (ids === null || ids.has(id)));
    const extra = some.filter(({ kind }) => kind === 'extra');
    await eachAtOnce(extra, (line) => removeMarked(session, line));
    return some;
  };
  const chosen = await lines.with(routerId, wanted, { to: 'write' });
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
