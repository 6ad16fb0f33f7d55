// Calendar days ("2026-11-30") in a time zone (an IANA name), and the instants (milliseconds since 1970) at which they
// begin.

const DAY = 86_400_000;

/** The day that an instant falls on. */
export function dayAt(instant: number, timeZone: string): string {
  return new Date(instant + offset(instant, timeZone)).toISOString().slice(0, 10);
}

/** "2026-11-30 14:05": an instant as the clock on the wall shows it. */
export function wallClock(instant: number, timeZone: string): string {
  return new Date(instant + offset(instant, timeZone)).toISOString().slice(0, 16).replace('T', ' ');
}

/** The first instant of a day. Where the clock jumps over midnight, the first one after the jump. */
export function startOfDay(day: string, timeZone: string): number {
  const wanted = Date.parse(`${day}T00:00:00Z`);
  // Two rounds settle it: the first guess may fall on the other side of a change to or from daylight saving time.
  let instant = wanted;
  for (let round = 0; round < 2; round += 1) instant = wanted - offset(instant, timeZone);
  return instant;
}

/** The day that comes so many days later; earlier for a negative number. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Local time minus UTC at an instant, in milliseconds. */
function offset(instant: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}
