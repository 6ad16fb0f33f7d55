import { isEmail } from '../customer/email.ts';
import { parseIpv4 } from '../ip/ipv4.ts';
import { asciiDigits, folded } from '../text.ts';
import { minorOfCell } from './amount.ts';
import { isScientific, textOf } from './cell-text.ts';
import type { Cell } from './cell.ts';
import { typeWordOf } from './check/customer-type.ts';
import { readDate } from './date.ts';
import type { ImportField, StandardField } from './fields.ts';

/** Fewer values than this prove nothing against a heading. */
const FEWEST = 3;

/**
 * Whether the values of a column can be what its heading says. It tells a column of another kind from one with mistakes:
 * values that are nearly right count as right, and half of them are enough.
 */
export function fits(field: ImportField, values: readonly Cell[]): boolean {
  const looks = LOOKS[field as StandardField]; // undefined for fields that can hold anything
  if (!looks || values.length < FEWEST) return true;
  return values.filter((cell) => looks(cell, asciiDigits(textOf(cell)))).length * 2 >= values.length;
}

type Looks = (cell: Cell, text: string) => boolean;

const isDateCell = (cell: Cell): boolean => typeof cell === 'object' && cell?.kind === 'date';
const digitsIn = (text: string): number => text.replace(/\D/g, '').length;

const looksLikePhone: Looks = (cell, text) => {
  if (isDateCell(cell) || parseIpv4(text) !== null) return false;
  return isScientific(text) || (digitsIn(text) >= 5 && digitsIn(text) * 2 > text.length);
};

/** Names of things: no phone, no address of any kind, no date. Codes of a few digits are names too. */
const looksLikeName: Looks = (cell, text) => {
  if (isDateCell(cell) || parseIpv4(text) !== null || isEmail(text)) return false;
  return !(looksLikePhone(cell, text) && digitsIn(text) >= 9);
};

const LOOKS: Readonly<Partial<Record<ImportField, Looks>>> = {
  username: (cell, text) => !isDateCell(cell) && !/\s/.test(text) && text.length <= 64,
  fullName: (cell, text) => /\p{L}{2}/u.test(text) && !isEmail(text) && typeof cell === 'string',
  phone: looksLikePhone,
  email: (_, text) => text.includes('@'),
  operator: looksLikeName,
  package: looksLikeName,
  billingProfile: looksLikeName,
  zone: looksLikeName,
  address: looksLikeName,
  type: (_, text) => typeWordOf(text) !== null,
  ip: (_, text) => /^[\d.\s/]+$/.test(text) && text.split('.').length >= 3,
  mac: (_, text) => /^[\da-f.:\-\s]{11,17}$/i.test(text),
  expires: (cell, text) => isDateCell(cell) || (typeof cell === 'string' && readDate(text).kind !== 'invalid'),
  balance: (cell, text) => minorOfCell(cell, 'BDT') !== null || /^[^\d]{0,4}-?[\d., ]+[^\d]{0,4}$/.test(text),
};

/** The regulator's fields are told apart by their words: "Connection Type" is one thing here and another there. */
const WORDS: readonly (readonly [StandardField, ReadonlySet<string>])[] = [
  ['clientType', new Set(['home', 'corporate', 'residential', 'business'])],
  ['medium', new Set(['wired', 'wireless', 'fiber', 'fibre', 'cable', 'radio'])],
  ['sharing', new Set(['shared', 'dedicated'])],
];

/** Of the fields that are known by their words the one that the values speak of; else the field as it was taken. */
export function byWords(field: StandardField, values: readonly Cell[]): StandardField {
  if (field !== 'type' && !WORDS.some(([candidate]) => candidate === field)) return field;
  if (values.length === 0) return field;
  const speaksOf = WORDS.find(([, words]) => values.every((cell) => words.has(folded(textOf(cell)))));
  return speaksOf?.[0] ?? field;
}
