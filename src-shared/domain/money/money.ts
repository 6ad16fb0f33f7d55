import { asciiDigits, trimmed } from '../text.ts';
import { withoutCurrency } from './as-written.ts';

/** An amount in the currency's minor unit (paisa, cents): always an integer, never a fraction of it. */
export type Minor = number;

/** Fraction digits by currency (ISO 4217); what is not listed has two. */
const FRACTION_DIGITS: Readonly<Record<string, number>> = { JPY: 0, UGX: 0, RWF: 0, XOF: 0, XAF: 0, VND: 0, KWD: 3 };

export function fractionDigits(currency: string): number {
  return FRACTION_DIGITS[currency] ?? 2;
}

/** "-1500.00" for -150000 in a currency with two fraction digits: for programs, so no grouping and a full stop. */
export function decimalOf(amount: Minor, currency: string): string {
  const digits = fractionDigits(currency);
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const sign = amount < 0 ? '-' : '';
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${text.slice(-digits)}`;
}

/**
 * Reads an amount as people write it: "800", "1,500.00", "1.500,00", "1 500,5", "৳500", "1500/-", Bengali digits, a leading
 * sign.
 * Null when it is not an amount, has more fraction digits than the currency, or could be read in two ways.
 */
export function minorOf(text: string, currency: string): Minor | null {
  const digits = fractionDigits(currency);
  const plain = asciiDigits(withoutCurrency(trimmed(text), currency)).replace(/[\u00A0\u202F\u2009 ']/g, '');
  const match = /^([+-]?)(\d[\d.,]*)$/.exec(plain);
  if (!match?.[2]) return null;
  const mark = decimalMark(match[2], digits);
  if (mark === undefined) return null;
  const at = mark === null ? -1 : match[2].lastIndexOf(mark);
  const whole = (at < 0 ? match[2] : match[2].slice(0, at)).replace(/[.,]/g, '');
  const fraction = at < 0 ? '' : match[2].slice(at + 1);
  if (fraction.length > digits || (at >= 0 && fraction === '')) return null;
  const amount = Number(whole + fraction.padEnd(digits, '0'));
  if (!Number.isSafeInteger(amount)) return null;
  return match[1] === '-' && amount !== 0 ? -amount : amount;
}

/**
 * The same for a number, which needs no guessing about marks. Binary dust of a computed cell (0.30000000000000004) is
 * wiped off; null when what is left has more fraction digits than the currency.
 */
export function minorOfNumber(amount: number, currency: string): Minor | null {
  const scale = 10 ** fractionDigits(currency);
  const minor = Math.round(amount * scale);
  const isWhole = Number((minor / scale).toPrecision(15)) === Number(amount.toPrecision(15));
  if (!isWhole || !Number.isSafeInteger(minor)) return null;
  return minor === 0 ? 0 : minor;
}

/** The mark that separates the fraction, null when there is none, undefined when the groups do not hold together. */
function decimalMark(number: string, digits: number): '.' | ',' | null | undefined {
  const lastDot = number.lastIndexOf('.');
  const lastComma = number.lastIndexOf(',');
  if (lastDot < 0 && lastComma < 0) return null;
  const mark = lastDot > lastComma ? '.' : ',';
  const last = Math.max(lastDot, lastComma);
  const before = number.slice(0, last);
  const after = number.length - last - 1;
  const other = mark === '.' ? ',' : '.';
  if (before.includes(mark)) return before.includes(other) ? undefined : groupsHold(number) ? null : undefined;
  if (before.includes(other)) return groupsHold(before) ? mark : undefined;
  if (after <= digits) return mark;
  // One mark and three digits behind it: grouping ("1,500"), as no currency here writes thousandths but the three-digit ones.
  // With a full stop it may as well be a fraction that was computed (33.333): nobody can say, so nobody guesses.
  return mark === ',' && after === 3 && before !== '' && before !== '0' && before.length <= 3 ? null : undefined;
}

/** Groups of three ("1,500,000") or of the subcontinent ("15,00,000"). */
function groupsHold(number: string): boolean {
  const groups = number.split(/[.,]/);
  const first = groups[0] ?? '';
  const middle = groups.slice(1, -1);
  const last = groups.at(-1) ?? '';
  if (first.length === 0 || first.length > 3 || last.length !== 3) return false;
  return middle.every((group) => group.length === 3) || middle.every((group) => group.length === 2);
}
