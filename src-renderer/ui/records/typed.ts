import { asciiDigits, trimmed } from '#shared/domain/text.ts';
import type { MessageKey } from '../../messages/catalogue.ts';
import type { Say } from '../../messages/use-message.ts';

/** What one field of a form holds: the text as it is typed, a choice's value ('' for none), a tick, several ticks. */
export type Value = string | boolean | readonly string[];
/** A form as it stands, by the name of the field in the contract. */
export type Typed = Readonly<Record<string, Value>>;

/** Sentences about what is wrong, by field. */
export type Problems = ReadonlyMap<string, string>;

interface Bounds {
  readonly least: number;
  readonly most?: number;
}

/** Reads a form. What cannot be read is noted with its field; the value that comes back then is never used. */
export interface Reading {
  readonly text: (name: string) => string;
  readonly optional: (name: string) => string | null;
  readonly flag: (name: string) => boolean;
  readonly list: (name: string) => string[];
  /** A whole number in any digits; an empty field is wrong. */
  readonly whole: (name: string, bounds: Bounds) => number;
  readonly wholeOrNull: (name: string, bounds: Bounds) => number | null;
  /** Notes that a field is wrong. */
  readonly wrong: (name: string, key: MessageKey, params?: Readonly<Record<string, string | number>>) => void;
}

/** What a form comes to: the fields as the contract takes them, or what is wrong with which of them. */
export function readForm<Fields>(
  typed: Typed,
  fieldsOf: (read: Reading) => Fields,
  say: Say,
): { readonly fields: Fields } | { readonly problems: Problems } {
  const problems = new Map<string, string>();
  const wrong: Reading['wrong'] = (name, key, params) => {
    // The first thing that is wrong with a field is the one to mend.
    if (!problems.has(name)) problems.set(name, say(key, params));
  };
  const optional = (name: string): string | null => {
    const value = typed[name];
    const text = typeof value === 'string' ? trimmed(value) : '';
    return text === '' ? null : text;
  };
  const wholeOrNull: Reading['wholeOrNull'] = (name, { least, most }) => {
    const text = optional(name);
    if (text === null) return null;
    const plain = asciiDigits(text).replaceAll(',', '');
    const number = /^\d+$/.test(plain) ? Number(plain) : NaN;
    const isWithin = number >= least && number <= (most ?? Number.MAX_SAFE_INTEGER);
    if (!isWithin && most === undefined) wrong(name, 'records.whole-from', { least });
    else if (!isWithin) wrong(name, 'records.whole-between', { least, most: most ?? 0 });
    return isWithin ? number : least;
  };
  const fields = fieldsOf({
    text: (name) => {
      const text = optional(name);
      if (text === null) wrong(name, 'records.required');
      return text ?? '';
    },
    optional,
    flag: (name) => typed[name] === true,
    list: (name) => {
      const value = typed[name];
      return typeof value === 'object' ? [...value] : [];
    },
    whole: (name, bounds) => {
      const number = wholeOrNull(name, bounds);
      if (number === null) wrong(name, 'records.required');
      return number ?? bounds.least;
    },
    wholeOrNull,
    wrong,
  });
  return problems.size > 0 ? { problems } : { fields };
}
