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
  // An integer can be a phone or an account number, of which each digit counts; of a fraction, the double is all there is.
  const isInteger = /^0*$/.test(fraction.slice(Math.max(0, exponent)));
  if (isInteger ? !isExactInteger(digits, fraction.length - exponent, value) : digits.length > DOUBLE_DIGITS) {
    return { kind: 'number', written: trim };
  }
  return value === 0 ? 0 : value;
}

/** Whether a double is the integer of these digits, of which the last `zeros` stand behind the point. */
function isExactInteger(digits: string, zeros: number, value: number): boolean {
  if (!Number.isInteger(value)) return false;
  const written = zeros > 0 ? digits.slice(0, -zeros) : digits;
  return BigInt(written === '' ? '0' : written) === BigInt(Math.abs(value));
}
