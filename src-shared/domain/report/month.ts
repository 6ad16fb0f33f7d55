import { dayAt, startOfDay } from '../time/day.ts';

/** The instants between which a month ("2026-11") lies in a time zone: the first of it, and the first of the next. */
export interface Bounds {
  readonly start: number;
  readonly end: number;
}

export function boundsOf(month: string, timeZone: string): Bounds {
  return {
    start: startOfDay(`${month}-01`, timeZone),
    end: startOfDay(`${monthsAfter(month, 1)}-01`, timeZone),
  };
}

/** The month that comes so many months later; earlier for a negative number. */
export function monthsAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const count = year * 12 + number - 1 + months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** The month that an instant falls in. */
export const monthAt = (instant: number, timeZone: string): string => dayAt(instant, timeZone).slice(0, 7);
