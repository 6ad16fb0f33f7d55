/**
 * The last second of a calendar day in a time zone, as milliseconds since 1970: until then somebody who is paid "until
 * the 12th" is served. `day` is "2026-12-12"; `timeZone` an IANA name.
 */
export function endOfDay(day: string, timeZone: string): number {
  const wanted = Date.parse(`${day}T23:59:59Z`);
  // Two rounds settle it: the first guess may fall on the other side of a change to or from daylight saving time.
  let instant = wanted;
  for (let round = 0; round < 2; round += 1) instant = wanted - offset(instant, timeZone);
  return instant;
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
  return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
}
