import type { PaymentMethod } from '../billing/entry.ts';
import { asciiDigits, trimmed } from '../text.ts';

/** "QGH7XK2LM9": what M-Pesa calls a transaction by. Null for what is none; spaces and small letters are put right. */
export function mpesaCode(typed: string): string | null {
  const code = asciiDigits(trimmed(typed)).replace(/\s/g, '').toUpperCase();
  return /^[A-Z0-9]{10}$/.test(code) ? code : null;
}

/**
 * What of a payment's reference is used for one payment only: an M-Pesa code, also where the payment is entered as one by bank.
 * Null: nothing of it, a cheque may be for several customers.
 */
export function codeUsedOnce(method: PaymentMethod, reference: string | null | undefined): string | null {
  const code = mpesaCode(reference ?? '');
  if (code === null || method === 'mpesa') return code;
  // Ten digits are a bank's or a cheque's: M-Pesa's codes have letters and digits.
  return /[A-Z]/.test(code) && /\d/.test(code) ? code : null;
}
