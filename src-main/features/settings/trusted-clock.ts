import { type ClockSeen, lookAtClock } from '#shared/domain/customer/purge.ts';
import type { FeatureDeps } from '../../feature.ts';
import { readSetting, writeSetting } from './setting.ts';

const SEEN = 'purgeClock';
const WORTH_KEEPING = 3_600_000;

/**
 * Looks at the clock before anything is removed for good because of its age. After a jump (back by more than an hour, or
 * more than a month ahead since the last look) it is not trusted until it has gone on steadily for a week.
 */
export async function isClockTrusted({ store, now }: Pick<FeatureDeps, 'store' | 'now'>): Promise<boolean> {
  const at = now().getTime();
  // Cast: only what is written below stands there.
  const known = (readSetting(store.reader, SEEN) as ClockSeen | undefined) ?? null;
  const { seen, isTrusted } = lookAtClock(at, known);
  // The command line starts and ends many times a day: not every look is worth a write.
  if (known === null || Math.abs(at - known.at) > WORTH_KEEPING) {
    await store.write((tx) => writeSetting(tx.db, SEEN, seen));
  }
  return isTrusted;
}
