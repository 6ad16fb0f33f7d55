const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * The instant that a router's clock shows, in milliseconds since 1970; null: it cannot be read. The date is "nov/30/2026",
 * from 7.10 on "2026-11-30"; the offset "+06:00", or seconds in some versions.
 */
export function clockInstant(
  date: string | undefined,
  time: string | undefined,
  offset: string | undefined,
): number | null {
  const day = dayOf(date ?? '');
  const [, hours, minutes, seconds] = /^(\d{1,2}):(\d{2}):(\d{2})/.exec(time ?? '') ?? [];
  if (day === null || hours === undefined || minutes === undefined || seconds === undefined) return null;
  const [year, month, dayOfMonth] = day;
  const local = Date.UTC(year, month - 1, dayOfMonth, Number(hours), Number(minutes), Number(seconds));
  return local - offsetSeconds(offset ?? '') * 1000;
}

function dayOf(date: string): readonly [number, number, number] | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  if (year !== undefined && month !== undefined && day !== undefined) return [Number(year), Number(month), Number(day)];
  const [, name = '', dayOfMonth, ofYear] = /^([a-z]{3})\/(\d{2})\/(\d{4})$/i.exec(date) ?? [];
  const number = MONTHS.indexOf(name.toLowerCase()) + 1;
  return number === 0 ? null : [Number(ofYear), number, Number(dayOfMonth)];
}

function offsetSeconds(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{1,2}):(\d{2})/.exec(offset) ?? [];
  if (hours !== undefined) return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
  // Seconds of a day at most: no number holds what a router may say.
  return /^-?\d{1,5}$/.test(offset) ? Number(offset) : 0;
}
