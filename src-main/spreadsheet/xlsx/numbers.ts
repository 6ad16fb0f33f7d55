import type { Cell } from '#shared/domain/import/cell.ts';

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
/** So many digits tell every double from its neighbours (IEEE 754); Excel writes 1.1 as 1.1000000000000001. */
const DOUBLE_DIGITS = 17;

/**
 * The text of a numeric cell as a number, when a double holds exactly what is written. Otherwise the writing is kept:
 * 8.80171E+12 has lost digits (8.801711223344E12 has not), 01711 is not 1711, and a double has no room for 20 digits.
 * What is no number at all stays text.
 */
export function numberCell(text: string): Cell {
  const trim = text.trim();
  if (trim === '') return null;
  const parts = DECIMAL.exec(trim);
  if (!parts) return text;
  const [, , whole = '', fraction = '', power = '0'] = parts;
  if (whole === '' && fraction === '') return text;
  const value = Number(trim);
  const exponent = Number(power);
  const kept = /^0\d/.test(whole) || (exponent > 0 && fraction.length < exponent && /[1-9]/.test(whole + fraction));
  if (kept || !Number.isFinite(value)) return { kind: 'number', written: trim };
  const digits = (whole + fraction).replace(/^0+/, '');
  /** How many of the digits stand behind the point. */
  const places = fraction.length - exponent;
  // An integer can be a phone or an account number, of which each digit counts; of a fraction, the double is all there is.
  const isInteger = places <= 0 || /^0*$/.test((whole + fraction).slice(-places));
  if (
    isInteger ? !isExactInteger(places > 0 ? digits.slice(0, -places) : digits, value) : digits.length > DOUBLE_DIGITS
  ) {
    return { kind: 'number', written: trim };
  }
  return value === 0 ? 0 : value;
}

function isExactInteger(digits: string, value: number): boolean {
  return Number.isInteger(value) && BigInt(digits === '' ? '0' : digits) === BigInt(Math.abs(value));
}
