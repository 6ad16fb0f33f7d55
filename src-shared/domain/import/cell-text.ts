import { trimmed } from '../text.ts';
import type { Cell, WrittenNumber } from './cell.ts';

/** What spreadsheet programs leave where a formula failed: Excel's own, LibreOffice's "Err:502", Google's "#ERROR!". */
const FORMULA_ERROR =
  /^(?:#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|PYTHON!|EXTERNAL!|ERROR!|GETTING_DATA)|Err:\d{3})$/i;

/** The cell that a text is: trimmed, empty as null, a failed formula as such. */
export function cellOfText(text: string): Cell {
  const value = trimmed(text);
  if (value === '') return null;
  const first = value.charCodeAt(0);
  const mayFail = first === 35 || first === 69 || first === 101;
  return mayFail && FORMULA_ERROR.test(value) ? { kind: 'error', text: value } : value;
}

/** What a person reads in the cell: dates as "2026-12-31", numbers with all their digits, an empty cell as ''. */
export function textOf(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (cell === null) return '';
  if (typeof cell === 'number') return textOfNumber(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (cell.kind === 'date') return cell.iso;
  return cell.kind === 'error' ? cell.text : (digitsOf(cell) ?? cell.written);
}

/** Numbers as they are written by hand: never with an exponent. */
function textOfNumber(number: number): string {
  const text = String(number);
  return text.includes('e') ? (digitsOf({ kind: 'number', written: text }) ?? text) : text;
}

const SCIENTIFIC = /^([+-]?)(\d+)(?:[.,](\d*))?E([+-]?\d{1,4})$/i;

/** Whether the text is a number in scientific notation, as spreadsheets show long ones: "8.80171E+12". */
export function isScientific(text: string): boolean {
  return SCIENTIFIC.test(text);
}

/**
 * The number's plain digits: "8801711223344" for 8.801711223344E+12. Null where the writing shows fewer digits than the
 * number has ("8.80171E+12"): the rest is lost, zeros would be an invention.
 */
export function digitsOf({ written }: WrittenNumber): string | null {
  const match = SCIENTIFIC.exec(written);
  if (!match) return /E/i.test(written) ? null : written;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  if (point > digits.length || point < -30) return null;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits;
  const before = (point <= 0 ? '0' : padded.slice(0, point)).replace(/^0+(?=\d)/, '');
  const after = padded.slice(Math.max(point, 1)).replace(/0+$/, '');
  return `${sign === '-' ? '-' : ''}${before}${after === '' ? '' : `.${after}`}`;
}

/** Whether a numeric cell no longer tells its number: nothing that is read from it can be believed. */
export function hasLostDigits(cell: Cell): cell is WrittenNumber {
  return typeof cell === 'object' && cell?.kind === 'number' && digitsOf(cell) === null;
}
