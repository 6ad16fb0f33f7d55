import { countsOf } from '#shared/domain/provisioning/drift.ts';
import type { FeatureDeps } from '../../feature.ts';
import { keepComparison } from '../routers/index.ts';
import type { Compared } from './compare.ts';

/** Keeps what a comparison has found, for whoever looks at the routers. That it could not be kept is no reason not to tell it. */
export async function keepFound(
  { store, now, log }: Pick<FeatureDeps, 'store' | 'now' | 'log'>,
  routerId: string,
  { lines, matching }: Pick<Compared, 'lines' | 'matching'>,
): Promise<void> {
  try {
    await store.write(({ orm }) => keepComparison(orm, routerId, now(), { ...countsOf(lines), matching }));
  } catch (error) {
    log.failure(error, { during: 'drift' });
  }
}
