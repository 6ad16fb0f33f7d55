import { leapOf, restsSince as restsSinceRun } from '#shared/domain/billing/rest.ts';
import type { Reason } from '#shared/domain/customer/action-facts.ts';
import { dayAt } from '#shared/domain/time/day.ts';
import type { Store } from '../../store/index.ts';
import { isEnrolled, readSetting, writeSetting } from '../settings/index.ts';
import { billingWorld } from './world.ts';

const LAST_RUN = 'billingLastRun';

/**
 * When the billing clock last went through to the end, in milliseconds since 1970; null: never. That of a central server has
 * gone through whenever it was heard of; while it cannot be reached, a console that is at work goes on by its own clock.
 */
export function lastRunOf(reader: Store['reader']): number | null {
  const kept = readSetting(reader, LAST_RUN);
  return typeof kept === 'number' ? kept : null;
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

/**
 * The same as what somebody is told who would take or charge money meanwhile; null: nothing is in the way. Where a central
 * server reckons, an office that nobody was in for months takes cash all the same (`clockDoubt`): it cannot be told from a
 * clock that has leapt ahead, and the server reckons again by its own. A clock that is behind what was seen here is wrong.
 */
export function restProblem(reader: Store['reader'], now: number): Reason | null {
  const leap = leapOf(lastRunOf(reader), now);
  return leap === null || (leap === 'ahead' && isEnrolled(reader)) ? null : reasonOf(reader, now, 'billing-rests');
}

/** What somebody is told who takes money by a clock that may have leapt ahead; null: there is no doubt. */
export function clockDoubt(reader: Store['reader'], now: number): Reason | null {
  const isAhead = leapOf(lastRunOf(reader), now) === 'ahead';
  return isAhead && isEnrolled(reader) ? reasonOf(reader, now, 'clock-unsure') : null;
}

function reasonOf(reader: Store['reader'], now: number, code: string): Reason {
  const { timeZone } = billingWorld(reader);
  return { code, params: { today: dayAt(now, timeZone), since: dayAt(lastRunOf(reader) ?? now, timeZone) } };
}
