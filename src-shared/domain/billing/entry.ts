import { z } from 'zod';
import type { Minor } from '../money/money.ts';

/**
 * What a line of the ledger is. `day`, `period`, `installation`, `renewal`, `charge` are owed; `payment`, `credit` are in the
 * customer's favour; `opening` is what was brought along; `adjustment` evens out a change within a period; `reversal` takes
 * another line back.
 */
export const ENTRY_KINDS = [
  'opening',
  'day',
  'period',
  'installation',
  'renewal',
  'charge',
  'payment',
  'credit',
  'adjustment',
  'reversal',
] as const;
export const EntryKind = z.enum(ENTRY_KINDS);
export type EntryKind = z.infer<typeof EntryKind>;

export const PAYMENT_METHODS = ['cash', 'mpesa', 'bank', 'cheque'] as const;
export const PaymentMethod = z.enum(PAYMENT_METHODS);
export type PaymentMethod = z.infer<typeof PaymentMethod>;

/** A line of the ledger, as far as billing looks at it. */
export interface Entry {
  readonly id: string;
  readonly kind: EntryKind;
  /** Positive in the customer's favour. */
  readonly amount: Minor;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** A bill is overdue from this instant on; null: it is no bill. */
  readonly dueAt: number | null;
  readonly reverses: string | null;
}

/** A line that is to be posted. */
export interface Posting extends Entry {
  readonly periodFrom?: string;
  readonly periodTo?: string;
  readonly method?: PaymentMethod;
  readonly reference?: string;
  readonly note?: string;
}
