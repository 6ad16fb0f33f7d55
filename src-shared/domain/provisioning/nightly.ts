import { dayAt, daysAfter, wallClock } from '../time/day.ts';

// Every router is compared once for each night: after two o'clock by the office's clock, or as soon after that as the
// computer is on and the router answers.

const MINUTE = 60_000;
/** A router that could not be read is left alone for a while, longer each time. */
const FIRST_REST = 5 * MINUTE;
const LONGEST_REST = 120 * MINUTE;

/** What is known of a router's comparisons; instants in milliseconds since 1970. */
export interface Checked {
  /** When it was last compared; null: never. */
  readonly comparedAt: number | null;
  /** When that was last tried and failed, and how often since it last went well. */
  readonly triedAt: number | null;
  readonly attempts: number;
}

/** The night that an instant belongs to, by the day on which it ends: a night goes from two o'clock to the next two o'clock. */
export function nightOf(instant: number, timeZone: string): string {
  const day = dayAt(instant, timeZone);
  return wallClock(instant, timeZone).slice(11) < '02:00' ? daysAfter(day, -1) : day;
}

/** Whether a router has to be compared now. */
export function isCheckDue({ comparedAt, triedAt, attempts }: Checked, now: number, timeZone: string): boolean {
  if (comparedAt !== null && nightOf(comparedAt, timeZone) === nightOf(now, timeZone)) return false;
  if (triedAt === null || attempts === 0) return true;
  const since = now - triedAt;
  // A clock that was set back must not keep a router from being compared.
  return since < 0 || since >= Math.min(FIRST_REST * 2 ** (attempts - 1), LONGEST_REST);
}
