import { dayAt, daysAfter, startOfDay, wallClock } from '../time/day.ts';
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
  return daysIn(year, month);
}

/** Counted rather than asked of a Date: an import asks for it by the hundred thousand. */
function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return isLeap ? 29 : 28;
}

/** The same day so many months later; the last one of a month that has no such day (31 January, 28 February). */
export function monthsAfter(day: string, months: number): string {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  const count = year * 12 + month - 1 + months;
  const thatYear = Math.floor(count / 12);
  const thatMonth = count - thatYear * 12 + 1;
  return `${padded(thatYear, 4)}-${padded(thatMonth, 2)}-${padded(Math.min(date, daysIn(thatYear, thatMonth)), 2)}`;
}

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');

/** The first billing day behind a day. `billingDay` is 1 to 28, so that every month has it. */
export function billingDayAfter(day: string, billingDay: number): string {
  const ofMonth = `${day.slice(0, 8)}${String(billingDay).padStart(2, '0')}`;
  return ofMonth > day ? ofMonth : monthsAfter(ofMonth, 1);
}

/** The last billing day that is not behind a day. */
export function billingDayUpTo(day: string, billingDay: number): string {
  const ofMonth = `${day.slice(0, 8)}${String(billingDay).padStart(2, '0')}`;
  return ofMonth > day ? monthsAfter(ofMonth, -1) : ofMonth;
}

export const earlier = (one: string, other: string): string => (one < other ? one : other);
export const later = (one: string, other: string): string => (one > other ? one : other);

/** When a bill of a day is overdue: behind the days of grace, and never before its own day is over. */
export function overdueFrom(
  day: string,
  { graceDays }: { readonly graceDays: number },
  { timeZone }: { readonly timeZone: string },
): number {
  return startOfDay(daysAfter(day, graceDays + 1), timeZone);
}

/** When a time that begins at an instant is over: minutes and hours by the clock, days and months by the calendar. */
export function validityEnd(from: number, validity: number, unit: ValidityUnit, timeZone: string): number {
  if (unit === 'minutes') return from + validity * MINUTE;
  if (unit === 'hours') return from + validity * 60 * MINUTE;
  const day = dayAt(from, timeZone);
  return sameTimeOn(unit === 'days' ? daysAfter(day, validity) : monthsAfter(day, validity), from, timeZone);
}

/** The same time of another day. Where clocks leave it out, an hour later, but never on another day. */
function sameTimeOn(day: string, instant: number, timeZone: string): number {
  const clock = wallClock(instant, timeZone).slice(11);
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  const start = startOfDay(day, timeZone);
  const straight = start + (hours * 60 + minutes) * MINUTE + (instant % MINUTE);
  // Where clocks change in between, the straight way ends an hour beside it.
  const wanted = `${day} ${clock}`;
  const found = [-60, -30, 0, 30, 60].map((shift) => straight + shift * MINUTE);
  const exact = found.find((near) => wallClock(near, timeZone) === wanted);
  return Math.min(exact ?? straight, startOfDay(daysAfter(day, 1), timeZone) - 1000);
}
