import { asciiDigits, trimmed } from '../text.ts';

/** "QGH7XK2LM9": what M-Pesa calls a transaction by. Null for what is none; spaces and small letters are put right. */
export function mpesaCode(typed: string): string | null {
  const code = asciiDigits(trimmed(typed)).replace(/\s/g, '').toUpperCase();
  return /^[A-Z0-9]{10}$/.test(code) ? code : null;
}
