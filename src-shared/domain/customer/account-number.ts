import { asciiDigits } from '../text.ts';

/**
 * An account number as it is kept: digits as a telephone types them, no white space; null when nothing is left. Two numbers
 * that differ in case only are the same one.
 */
export function accountNumberOf(typed: string): string | null {
  const number = asciiDigits(typed.normalize('NFC')).replace(/[\p{White_Space}\uFEFF]/gu, '');
  return number === '' ? null : number;
}
