import { dayAt, daysAfter, startOfDay } from '../time/day.ts';
import type { ValidityUnit } from '../package/package.ts';

// Days are text ("2026-11-30"), which compare as they follow each other.

const DAY = 86_400_000;
const MINUTE = 60_000;

/** How many days lie between two days: 1 from one day to the next. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}

export function daysInMonth(day: string): number {
  const [year = 1970, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The same day so many months later; the last one of a month that has no such day (31 January, 28 February). */
export function monthsAfter(day: string, months: number): string {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
  return `${first.slice(0, 8)}${String(Math.min(date, daysInMonth(first))).padStart(2, '0')}`;
}

/** The first billing day behind a day. `billingDay` is 1 to 28, so that every month has it. */
export function billingDayAfter(day: string, billingDay: number): string {
  const ofMonth = `${day.slice(0, 8)}${String(billingDay).padStart(2, '0')}`;
  return ofMonth > day ? ofMonth : monthsAfter(ofMonth, 1);
}

/** The last billing day that is not behind a day. */
export function billingDayUpTo(day: string, billingDay: number): string {
  return monthsAfter(billingDayAfter(day, billingDay), -1);
}

/** When a time that begins at an instant is over: minutes and hours by the clock, days and months by the calendar. */
export function validityEnd(from: number, validity: number, unit: ValidityUnit, timeZone: string): number {
  if (unit === 'minutes') return from + validity * MINUTE;
  if (unit === 'hours') return from + validity * 60 * MINUTE;
  const day = dayAt(from, timeZone);
  const end = unit === 'days' ? daysAfter(day, validity) : monthsAfter(day, validity);
  // At the same time of the day, but never on another day where clocks change.
  const start = startOfDay(end, timeZone);
  return Math.min(start + (from - startOfDay(day, timeZone)), startOfDay(daysAfter(end, 1), timeZone) - 1000);
}
