import type { Store } from '../../store/index.ts';
import { readSetting, writeSetting } from '../settings/index.ts';

const LAST_RUN = 'billingLastRun';
/** A month's pause is made up for at once; a clock that leaps further is rather one that somebody has set wrong. */
const LONGEST_PAUSE = 60 * 86_400_000;

/** When the billing clock last went through to the end, in milliseconds since 1970; null: never. */
export function lastRunOf(reader: Store['reader']): number | null {
  const kept = readSetting(reader, LAST_RUN);
  return typeof kept === 'number' ? kept : null;
}

export function keepLastRunIn(db: Store['reader'], at: number): void {
  writeSetting(db, LAST_RUN, at);
}

/**
 * Since when billing rests because the clock on the wall has leapt so far ahead that nobody may be charged for it before a
 * person has said that the date is right (`billing.run`); null: it goes on.
 */
export function restsSince(reader: Store['reader'], now: number): number | null {
  const last = lastRunOf(reader);
  return last !== null && now - last > LONGEST_PAUSE ? last : null;
}
