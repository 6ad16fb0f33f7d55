import { z } from 'zod';
import { type Options, textOption } from './command.ts';
import { Usage } from './usage.ts';

/** A day, "2026-11-30"; undefined: none was given. Throws Usage for what is none. */
export function dayOption(options: Options, name: string): string | undefined {
  const value = textOption(options, name);
  if (value !== undefined && !z.iso.date().safeParse(value).success) throw new Usage('day-option', { name, value });
  return value;
}

/** A number from 1 up to another; undefined: none was given. Throws Usage for anything else. */
export function numberOption(options: Options, name: string, most: number): number | undefined {
  const typed = textOption(options, name);
  if (typed === undefined) return undefined;
  const value = Number(typed);
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new Usage('number-option', { name, value: typed, most: String(most) });
  return value;
}
