import { dayAt, daysAfter, startOfDay } from '../time/day.ts';

/** So many days ahead an office is told that a customer's time runs out. */
export const EXPIRING_DAYS = 3;

/**
 * The instant before which an active customer's paid time must end to be among those that are paid for at most `days` days
 * more: whole days in the ISP's time zone, so that 0 means until the end of today. Whoever is overdue is among them.
 */
export function expiringBefore(now: number, days: number, timeZone: string): number {
  return startOfDay(daysAfter(dayAt(now, timeZone), days + 1), timeZone);
}
