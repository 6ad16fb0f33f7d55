import { dayAt, daysAfter, startOfDay } from '../time/day.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

interface Span {
  readonly day: string;
  /** The first instant that is no longer in it. */
  readonly end: number;
}

/**
 * `dayAt` for many instants: what a time zone says of a stretch of time is asked once. Formatting each of a million
 * instants takes longer than reading the million customers.
 */
export function dayTeller(timeZone: string): (instant: number) => string {
  const known = new Map<number, readonly Span[]>();
  return (instant) => {
    const stretch = Math.floor(instant / DAY);
    let spans = known.get(stretch);
    if (!spans) {
      spans = spansFrom(stretch * DAY, timeZone);
      known.set(stretch, spans);
    }
    return spans.find(({ end }) => instant < end)?.day ?? dayAt(instant, timeZone);
  };
}

/** The local days that 24 hours from an instant touch, in their order. */
function spansFrom(start: number, timeZone: string): readonly Span[] {
  const spans: Span[] = [];
  for (let at = start; at < start + DAY;) {
    const day = dayAt(at, timeZone);
    const next = startOfDay(daysAfter(day, 1), timeZone);
    // Where a day is left out (Apia crossed the date line) its start says nothing: then hour by hour.
    const end = next > at && dayAt(next - 1, timeZone) === day ? next : at + HOUR;
    spans.push({ day, end });
    at = end;
  }
  return spans;
}
