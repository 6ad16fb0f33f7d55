import { dayAt, daysAfter, startOfDay } from '../time/day.ts';
import type { MessageKind } from './template.ts';

const HOUR = 3_600_000;
const FROM = 9 * HOUR;
const UNTIL = 21 * HOUR;

const UNHURRIED: readonly MessageKind[] = ['expiring', 'suspended'];

/** Whether a text that nobody asked for can wait until people are awake: it speaks of what is due, and nobody is at the counter. */
export const isUnhurried = (kind: MessageKind): boolean => UNHURRIED.includes(kind);

/** The first instant from one on (milliseconds since 1970) at which nobody is woken: from nine in the morning to nine in the evening. */
export function daytimeFrom(at: number, timeZone: string): number {
  const day = dayAt(at, timeZone);
  const opens = startOfDay(day, timeZone) + FROM;
  if (at < opens) return opens;
  return at < startOfDay(day, timeZone) + UNTIL ? at : startOfDay(daysAfter(day, 1), timeZone) + FROM;
}
