// Calendar days ("2026-11-30") in a time zone (an IANA name), and the instants (milliseconds since 1970) at which they
// begin.

const DAY = 86_400_000;

/** The day that an instant falls on. */
export function dayAt(instant: number, timeZone: string): string {
  return dayOf(instant + offset(instant, timeZone));
}

/** "2026-11-30 14:05": an instant as the clock on the wall shows it. */
export function wallClock(instant: number, timeZone: string): string {
  return new Date(instant + offset(instant, timeZone)).toISOString().slice(0, 16).replace('T', ' ');
}

/** The first instant of a day. Where the clock jumps over midnight, the first one after the jump. */
export function startOfDay(day: string, timeZone: string): number {
  const wanted = Date.parse(`${day}T00:00:00Z`);
  // Midnight by the clock as it was the day before, and by that of the day after: where clocks change at midnight itself
  // (Havana) one of the two is still the evening before.
  const midnights = [wanted - DAY, wanted + DAY].map((near) => wanted - offset(near, timeZone));
  const [first = wanted, second = first] = midnights.toSorted((one, other) => one - other);
  return dayAt(first, timeZone) >= day ? first : second;
}

/** The last second of a day: until then somebody who is paid "until the 12th" is served. */
export function endOfDay(day: string, timeZone: string): number {
  return startOfDay(daysAfter(day, 1), timeZone) - 1000;
}

/** The day that comes so many days later; earlier for a negative number. */
export function daysAfter(day: string, days: number): string {
  return dayOf(Date.parse(`${day}T00:00:00Z`) + days * DAY);
}

/** Days that were made text, by how many there are since 1970: to make one takes a third of a microsecond. */
const texts = new Map<number, string>();

/** The day of an instant by UTC. */
function dayOf(instant: number): string {
  const number = Math.floor(instant / DAY);
  let text = texts.get(number);
  if (text === undefined) {
    text = new Date(number * DAY).toISOString().slice(0, 10);
    if (texts.size >= MOST_KEPT) texts.clear();
    texts.set(number, text);
  }
  return text;
}

const formats = new Map<string, Intl.DateTimeFormat>();

const QUARTER = 15 * 60_000;
const SECOND = 1000;
/** As many quarters of an hour as a century has days. */
const MOST_KEPT = 36_525;

/**
 * Offsets by the quarter of an hour, of each time zone: to format an instant takes some ten microseconds, and an import asks
 * for the same few. Null: clocks change within it (St John's did so at a minute past midnight).
 */
const offsets = new Map<string, Map<number, number | null>>();

/** Local time minus UTC at an instant, in milliseconds. */
function offset(instant: number, timeZone: string): number {
  const known = offsets.get(timeZone) ?? new Map<number, number | null>();
  offsets.set(timeZone, known);
  const quarter = Math.floor(instant / QUARTER);
  let found = known.get(quarter);
  if (found === undefined) {
    const first = formattedOffset(quarter * QUARTER, timeZone);
    found = first === formattedOffset((quarter + 1) * QUARTER - SECOND, timeZone) ? first : null;
    if (known.size >= MOST_KEPT) known.clear();
    known.set(quarter, found);
  }
  return found ?? formattedOffset(instant, timeZone);
}

function formattedOffset(instant: number, timeZone: string): number {
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
