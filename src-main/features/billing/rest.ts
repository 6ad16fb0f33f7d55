import { restsSince as restsSinceRun } from '#shared/domain/billing/rest.ts';
import type { Reason } from '#shared/domain/customer/action-facts.ts';
import { dayAt } from '#shared/domain/time/day.ts';
import type { Store } from '../../store/index.ts';
import { readSetting, writeSetting } from '../settings/index.ts';
import { billingWorld } from './world.ts';

const LAST_RUN = 'billingLastRun';

/**
 * When the billing clock last went through to the end, in milliseconds since 1970; null: never. That of a central server has
 * gone through whenever it was reached.
 */
export function lastRunOf(reader: Store['reader']): number | null {
  const kept = readSetting(reader, LAST_RUN);
  const reached = reader.prepare<[], number | null>('SELECT contact_at FROM sync_server').pluck().get() ?? null;
  const known = [kept, reached].filter((one) => typeof one === 'number');
  return known.length === 0 ? null : Math.max(...known);
}

/** Keeps when the clock went through, in the transaction of whoever asks; `at` in milliseconds since 1970. */
export function keepLastRunIn(db: Store['reader'], at: number): void {
  writeSetting(db, LAST_RUN, at);
}

/**
 * Since when billing rests because the clock on the wall has leapt so far, ahead or back, that nobody may be charged for it
 * before a person has said that the date is right (`billing.run`); null: it goes on.
 */
export function restsSince(reader: Store['reader'], now: number): number | null {
  return restsSinceRun(lastRunOf(reader), now);
}

/** The same as what somebody is told who would take or charge money meanwhile; null: nothing is in the way. */
export function restProblem(reader: Store['reader'], now: number): Reason | null {
  const since = restsSince(reader, now);
  if (since === null) return null;
  const { timeZone } = billingWorld(reader);
  return { code: 'billing-rests', params: { today: dayAt(now, timeZone), since: dayAt(since, timeZone) } };
}
