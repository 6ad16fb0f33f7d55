import { daysAfter } from '../time/day.ts';
import { monthsAfter } from './month.ts';

/** The day of the following month on which the regulator wants it. */
const DUE_DAY = '07';

/** "2026-12-07" for the report of November 2026. */
export const dueOf = (month: string): string => `${monthsAfter(month, 1)}-${DUE_DAY}`;

/** The report that is to be handed in next. `isDue`: within a week, or late. */
export interface NextReport {
  readonly month: string;
  readonly due: string;
  readonly isDue: boolean;
}

/**
 * Which report waits on a day: that of the month before as long as it was not handed in and anybody was a subscriber
 * then, else that of the month under way, which nobody is reminded of before it is over.
 */
export function nextReport(
  today: string,
  { handedIn, hadSubscribers }: { handedIn: (month: string) => boolean; hadSubscribers: (month: string) => boolean },
): NextReport {
  const current = today.slice(0, 7);
  const before = monthsAfter(current, -1);
  const month = handedIn(before) || !hadSubscribers(before) ? current : before;
  const due = dueOf(month);
  return { month, due, isDue: month !== current && today >= daysAfter(due, -7) };
}
