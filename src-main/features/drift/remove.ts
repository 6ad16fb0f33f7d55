import type { FeatureDeps } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import type { RouterSession } from '../../routeros/index.ts';
import type { RouterLines, RouterRow } from '../routers/index.ts';
import { compared } from './compare.ts';
import { keepFound } from './keep.ts';
import { removeMarked } from './remove-marked.ts';

/**
 * Takes one record away that is marked for a customer whom this office does not know, and proves it by reading the router
 * again. Throws Refusal `drift-gone` when it is not there as it was, `drift-stays` when it was not removed.
 */
export async function removeUnknown(
  deps: Pick<FeatureDeps, 'store' | 'now' | 'log'> & { readonly lines: RouterLines },
  routerId: string,
  asked: string,
): Promise<void> {
  const { store, lines } = deps;
  const removed = async (session: RouterSession, row: RouterRow) => {
    const { lines: drifted } = await compared(store, session, row);
    const line = drifted.find(({ id, kind }) => kind === 'unknown' && id === asked);
    if (!line) throw new Refusal('drift-gone', { router: row.name });
    await removeMarked(session, line);
    return compared(store, session, row);
  };
  const left = await lines.with(routerId, removed, { to: 'write' });
  await keepFound(deps, routerId, left);
  const still = left.lines.find(({ id }) => id === asked);
  if (still) throw new Refusal('drift-stays', { name: still.name });
}
