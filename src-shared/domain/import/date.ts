import { asciiDigits, folded } from '../text.ts';
import type { DateOrder } from './choices.ts';

/** A date as written in a file. `day first` and `month first` are the two readings of an ambiguous one. */
export type WrittenDate =
  | { readonly kind: 'date'; readonly iso: string; readonly shortYear: boolean }
  | { readonly kind: 'ambiguous'; readonly dayFirst: string; readonly monthFirst: string }
  | { readonly kind: 'invalid' };

const INVALID = { kind: 'invalid' } as const;

const MONTHS: readonly (readonly string[])[] = [
  ['january', 'jan', 'januari', 'জানুয়ারি', 'জানুয়ারী'],
  ['february', 'feb', 'februari', 'ফেব্রুয়ারি', 'ফেব্রুয়ারী'],
  ['march', 'mar', 'machi', 'মার্চ'],
  ['april', 'apr', 'aprili', 'এপ্রিল'],
  ['may', 'mei', 'মে'],
  ['june', 'jun', 'juni', 'জুন'],
  ['july', 'jul', 'julai', 'জুলাই'],
  ['august', 'aug', 'agosti', 'ago', 'আগস্ট', 'অগাস্ট'],
  ['september', 'sep', 'sept', 'septemba', 'সেপ্টেম্বর'],
  ['october', 'oct', 'oktoba', 'okt', 'অক্টোবর'],
  ['november', 'nov', 'novemba', 'নভেম্বর'],
  ['december', 'dec', 'desemba', 'des', 'ডিসেম্বর'],
];
const MONTH_BY_NAME: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, index) => names.map((name) => [folded(name), index + 1] as const)),
);

const TIME = '(?:[ T,]+\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?: ?[ap]m)?(?: ?(?:z|[+-]\\d{2}:?\\d{2}))?)?$';
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${TIME}`, 'i');
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})${TIME}`, 'i');
const DAY_NAME_YEAR = new RegExp(
  `^(\\d{1,2})(?:st|nd|rd|th)?[ \\-/.]*([\\p{L}\\p{M}]+)\\.?,?[ \\-/.]*(\\d{4}|\\d{2})${TIME}`,
  'iu',
);
const NAME_DAY_YEAR = new RegExp(
  `^([\\p{L}\\p{M}]+)\\.?[ \\-/]*(\\d{1,2})(?:st|nd|rd|th)?(?:, ?|[ \\-/]+)(\\d{4}|\\d{2})${TIME}`,
  'iu',
);

/**
 * Reads a calendar date as people write it: ISO, day/month/year with / - or ., with the month's name in English, Bengali
 * or Swahili, in Bengali digits, with a time of day that is dropped. A year of two digits is taken in this century.
 * Where day and month could be exchanged, `order` decides; without it the date is ambiguous.
 */
export function readDate(text: string, order?: DateOrder): WrittenDate {
  const plain = asciiDigits(text).normalize('NFC');
  const iso = YEAR_FIRST.exec(plain);
  if (iso) return date(iso[1], iso[3], iso[4]);
  const numbers = YEAR_LAST.exec(plain);
  if (numbers) return inOrder(numbers[1], numbers[3], numbers[4], order);
  const dayName = DAY_NAME_YEAR.exec(plain);
  if (dayName) return date(dayName[3], monthOf(dayName[2]), dayName[1]);
  const nameDay = NAME_DAY_YEAR.exec(plain);
  return nameDay ? date(nameDay[3], monthOf(nameDay[1]), nameDay[2]) : INVALID;
}

function inOrder(first: string | undefined, second: string | undefined, year: string | undefined, order?: DateOrder) {
  const dayFirst = date(year, second, first);
  const monthFirst = date(year, first, second);
  if (dayFirst.kind !== 'date') return monthFirst;
  if (monthFirst.kind !== 'date' || monthFirst.iso === dayFirst.iso) return dayFirst;
  if (order !== undefined) return order === 'DMY' ? dayFirst : monthFirst;
  return { kind: 'ambiguous', dayFirst: dayFirst.iso, monthFirst: monthFirst.iso } as const;
}

const monthOf = (name: string | undefined): number => MONTH_BY_NAME.get(folded(name ?? '')) ?? 0;

function date(year: string | undefined, month: string | number | undefined, day: string | undefined): WrittenDate {
  const shortYear = year?.length === 2;
  const y = Number(year) + (shortYear ? 2000 : 0);
  const m = Number(month);
  const d = Number(day);
  const leap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1];
  if (days === undefined || y < 1900 || d < 1 || d > days) return INVALID;
  const two = (part: number): string => String(part).padStart(2, '0');
  return { kind: 'date', iso: `${y}-${two(m)}-${two(d)}`, shortYear };
}

/** The date that a spreadsheet means by a bare number of days (its 1900 system), for numbers of this century; else null. */
export function dateOfSerial(serial: number): string | null {
  if (serial < 36526 || serial >= 73051) return null;
  return new Date((Math.floor(serial) - 25569) * 86_400_000).toISOString().slice(0, 10);
}
