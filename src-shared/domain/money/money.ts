import { asciiDigits, trimmed } from '../text.ts';
import { withoutCurrency } from './as-written.ts';

/** An amount in the currency's minor unit (paisa, cents): always an integer, never a fraction of it. */
export type Minor = number;

/**
 * Currencies by their fraction digits, as ISO 4217 (list one, "minor unit") has them; what is not listed has two. Not from
 * Intl: CLDR counts coins in use (IQD, PKR and IRR without fraction), and another version of it would read amounts otherwise.
 */
const FRACTION_DIGITS = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
] as const;
const digitsByCurrency: ReadonlyMap<string, number> = new Map(
  FRACTION_DIGITS.flatMap(([digits, currencies]) => currencies.split(' ').map((currency) => [currency, digits])),
);

export function fractionDigits(currency: string): number {
  return digitsByCurrency.get(currency) ?? 2;
}

/**
 * The most that one amount can be: a thousand million taka. Ninety thousand such lines of one customer still add up without
 * loss, here and in SQLite.
 */
export const MOST_AMOUNT: Minor = 100_000_000_000;

/** "-1500.00" for -150000 in a currency with two fraction digits: for programs, so no grouping and a full stop. */
export function decimalOf(amount: Minor, currency: string): string {
  const digits = fractionDigits(currency);
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const sign = amount < 0 ? '-' : '';
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${text.slice(-digits)}`;
}

/** What `decimalOf` has written. */
export function minorOfDecimal(decimal: string): Minor {
  // "-0" is nothing, and has no sign.
  return Number(decimal.replace('.', '')) + 0;
}

/**
 * Reads an amount as people write it: "800", "1,500.00", "1.500,00", "1 500,5", "৳500", "1500/-", Bengali digits, a leading
 * sign. Null when it is not an amount, has more fraction digits than the currency, could be read in two ways, or is more than `MOST_AMOUNT`.
 */
export function minorOf(text: string, currency: string): Minor | null {
  const amount = amountIn(text, currency);
  return amount !== null && Math.abs(amount) <= MOST_AMOUNT ? amount : null;
}

/** What is wrong with an amount that cannot be taken; `most` is a decimal. */
export function amountFault(text: string, currency: string): AmountFault {
  const amount = amountIn(text, currency);
  return amount !== null && Math.abs(amount) > MOST_AMOUNT
    ? tooLarge(text, currency)
    : { code: 'amount-invalid', params: { value: text } };
}

type TooLarge = {
  readonly code: 'amount-too-large';
  readonly params: { readonly value: string; readonly most: string };
};
export type AmountFault = { readonly code: 'amount-invalid'; readonly params: { readonly value: string } } | TooLarge;

/** What is told of more than `MOST_AMOUNT`. */
export const tooLarge = (value: string, currency: string): TooLarge => ({
  code: 'amount-too-large',
  params: { value, most: decimalOf(MOST_AMOUNT, currency) },
});

/**
 * The same for a number, which needs no guessing about marks. Binary dust of a computed cell (0.30000000000000004) is
 * wiped off; null when what is left has more fraction digits than the currency, or is more than `MOST_AMOUNT`.
 */
export function minorOfNumber(amount: number, currency: string): Minor | null {
  const scale = 10 ** fractionDigits(currency);
  const minor = Math.round(amount * scale);
  const isWhole = Number((minor / scale).toPrecision(15)) === Number(amount.toPrecision(15));
  if (!isWhole || !(Math.abs(minor) <= MOST_AMOUNT)) return null;
  return minor === 0 ? 0 : minor;
}

/** However much it is. */
function amountIn(text: string, currency: string): Minor | null {
  const digits = fractionDigits(currency);
  const plain = asciiDigits(withoutCurrency(trimmed(text), currency)).replace(/[\u00A0\u202F\u2009']/g, ' ');
  const match = /^([+-]?) ?(\d[\d., ]*)$/.exec(plain);
  if (!match?.[2]) return null;
  const number = match[2];
  const mark = number.includes(' ') ? markBehindSpaces(number) : decimalMark(number, digits);
  if (mark === undefined) return null;
  const at = mark === null ? -1 : number.lastIndexOf(mark);
  const whole = (at < 0 ? number : number.slice(0, at)).replace(/[., ]/g, '');
  const fraction = at < 0 ? '' : number.slice(at + 1);
  if (fraction.length > digits || (at >= 0 && fraction === '')) return null;
  const amount = Number(whole + fraction.padEnd(digits, '0'));
  return match[1] === '-' && amount !== 0 ? -amount : amount;
}

/** Where spaces make the groups, a full stop or a comma can only separate the fraction. */
function markBehindSpaces(number: string): '.' | ',' | null | undefined {
  const match = /^([\d ]+)(?:([.,])\d+)?$/.exec(number);
  if (!match?.[1] || !groupsHold(match[1])) return undefined;
  return match[2] === '.' || match[2] === ',' ? match[2] : null;
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
  // One comma and three digits behind it: grouping ("1,500"), unless the currency has thousandths. There, and with a full stop,
  // which may be a fraction that was computed (33.333), it may mean a thousand times as much: nobody can say, so nobody guesses.
  if (mark === ',' && groupsHold(number)) return digits < 3 ? null : undefined;
  return after <= digits ? mark : undefined;
}

/** Groups of three ("1,500,000") or of the subcontinent ("15,00,000"). */
function groupsHold(number: string): boolean {
  const groups = number.split(/[., ]/);
  const first = groups[0] ?? '';
  const middle = groups.slice(1, -1);
  const last = groups.at(-1) ?? '';
  if (!/^[1-9]\d{0,2}$/.test(first) || last.length !== 3) return false;
  return middle.every((group) => group.length === 3) || middle.every((group) => group.length === 2);
}
