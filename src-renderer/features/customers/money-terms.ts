import type { ActionTerms } from '#shared/contract/actions.ts';
import type { PaymentMethod } from '#shared/domain/billing/entry.ts';
import type { CustomerAction } from '#shared/domain/customer/actions.ts';
import type { MessageKind } from '#shared/domain/message/template.ts';
import { type Minor, minorOf } from '#shared/domain/money/money.ts';
import { mpesaCode } from '#shared/domain/money/mpesa-code.ts';

/** For whom the terms are, and in which money. */
export interface TermsFor {
  readonly isOne: boolean;
  readonly currency: string;
}

/** What a person fills in about money, time and messages. Amounts as they are typed. */
export interface MoneyDraft {
  readonly note: string;
  /** Null: nobody has touched it, and what is due stands there. */
  readonly amount: string | null;
  readonly method: PaymentMethod;
  readonly reference: string;
  readonly extendBy: 'days' | 'day';
  readonly days: string;
  readonly day: string;
  readonly price: 'package' | 'own';
  readonly kind: Exclude<MessageKind, 'test'> | null;
  readonly text: string;
}

export const blankMoney: MoneyDraft = {
  note: '',
  amount: null,
  method: 'cash',
  reference: '',
  extendBy: 'days',
  days: '',
  day: '',
  price: 'own',
  kind: null,
  text: '',
};

/** By which money is taken. */
const PAYMENTS = ['recharge', 'renew', 'add-payment'] as const satisfies readonly CustomerAction[];
const MONEY = [...PAYMENTS, 'add-charge', 'add-credit', 'extend', 'special-price'] as const;
type Payment = (typeof PAYMENTS)[number];
type MoneyAction = (typeof MONEY)[number];

export const isPayment = (action: CustomerAction): action is Payment => PAYMENTS.some((one) => one === action);
export const isMoneyAction = (action: CustomerAction): action is MoneyAction => MONEY.some((one) => one === action);

const MOST_DAYS = 3650;

/** What was typed as an amount; null: it is none. `zero`: whether nothing is one too. */
export function amountOf(typed: string | null, currency: string, zero = false): Minor | null {
  const amount = minorOf(typed ?? '', currency);
  return amount === null || amount < 0 || (amount === 0 && !zero) ? null : amount;
}

/** A number of days as it was typed; null: it is none that can be. */
export function daysOf(typed: string): number | null {
  const days = minorOf(typed, 'JPY');
  return days === null || days < 1 || days > MOST_DAYS ? null : days;
}

/** The reference as it is sent; null: it cannot stay so. */
function referenceOf({ method, reference }: MoneyDraft): { readonly reference?: string } | null {
  const typed = reference.trim();
  if (method === 'mpesa') return mpesaCode(typed) === null ? null : { reference: typed };
  return method === 'cash' || typed === '' ? {} : { reference: typed };
}

/** What a person still has to fill in, where the fields of an action about money can say so. */
export type Missing = 'amount' | 'reference' | 'note';

/** The first field that keeps the terms from being complete; null: none, or one that tells so itself as it is typed. */
export function missingIn(action: CustomerAction, draft: MoneyDraft, currency: string): Missing | null {
  if (!isMoneyAction(action) || action === 'extend') return null;
  const isBlank = (draft.amount ?? '').trim() === '';
  if (isBlank && action !== 'renew') return 'amount';
  if (!isBlank && amountOf(draft.amount, currency, true) === null) return null;
  if (isPayment(action)) return referenceOf(draft) === null ? 'reference' : null;
  return action !== 'special-price' && draft.note.trim() === '' ? 'note' : null;
}

/** The terms of an action about money as the core takes them; null as long as something is missing. */
export function moneyTerms(action: MoneyAction, draft: MoneyDraft, { isOne, currency }: TermsFor): ActionTerms | null {
  const typed = draft.amount?.trim() ?? '';
  const note = draft.note.trim();
  const noted = note === '' ? {} : { note };
  const isAmount = amountOf(typed, currency) !== null;
  switch (action) {
    case 'recharge':
    case 'add-payment': {
      const reference = referenceOf(draft);
      if (reference === null || !isAmount) return null;
      return { action, amount: typed, method: draft.method, ...reference, ...noted };
    }
    case 'renew': {
      const reference = referenceOf(draft);
      if (reference === null) return null;
      const paid = { action, method: draft.method, ...reference, ...noted };
      // Of many each pays what is due; of one that owes nothing there is nothing to take.
      if (!isOne || typed === '') return paid;
      if (amountOf(typed, currency, true) === 0) return paid;
      return isAmount ? { ...paid, amount: typed } : null;
    }
    case 'add-charge':
    case 'add-credit':
      return isAmount && note !== '' ? { action, amount: typed, note } : null;
    case 'extend': {
      if (draft.extendBy === 'day') return draft.day === '' ? null : { action, until: draft.day, ...noted };
      const days = daysOf(draft.days);
      return days === null ? null : { action, days, ...noted };
    }
    case 'special-price':
      if (draft.price === 'package') return { action, price: null };
      return amountOf(typed, currency, true) === null ? null : { action, price: typed };
  }
}
