import { dayAt, daysAfter, startOfDay } from '../time/day.ts';
import type { MessageKind } from './template.ts';

const HOUR = 3_600_000;
const FROM = 9 * HOUR;
const UNTIL = 21 * HOUR;

/** Nobody waits at the counter for these: they can wait until people are awake. */
const UNHURRIED: readonly MessageKind[] = ['expiring', 'suspended'];

/** The first instant at which a text that nobody asked for may go out: not at night where it speaks of what is due. */
export function sendableFrom(kind: MessageKind, at: number, timeZone: string): number {
  if (!UNHURRIED.includes(kind)) return at;
  const day = dayAt(at, timeZone);
  const opens = startOfDay(day, timeZone) + FROM;
  if (at < opens) return opens;
  return at < startOfDay(day, timeZone) + UNTIL ? at : startOfDay(daysAfter(day, 1), timeZone) + FROM;
}
