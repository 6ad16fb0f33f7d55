import type { FieldProblem } from '../../contract/customers.ts';
import type { RegistrationForm } from '../../contract/registration.ts';
import type { BillingWorld } from '../billing/account.ts';
import type { PaymentMethod } from '../billing/entry.ts';
import { firstPeriod } from '../billing/events.ts';
import { modeOf, type Tariff } from '../billing/tariff.ts';
import { amountFault, decimalOf, type Minor, minorOf, MOST_AMOUNT, tooLarge } from '../money/money.ts';
import { trimmed } from '../text.ts';
import { daysAfter } from '../time/day.ts';

/** What of a registration is about money, as somebody types it. */
export type MoneyTyped = Pick<
  RegistrationForm,
  | 'method'
  | 'reference'
  | 'chargesInstallation'
  | 'installationFee'
  | 'chargesCustom'
  | 'customAmount'
  | 'received'
  | 'activate'
>;

export interface CostLine {
  readonly kind: 'installation' | 'first-period' | 'custom' | 'credit';
  /** Null: what was typed cannot be read. */
  readonly amount: Minor | null;
  /** The first day that it is for, and the last; null: not known before the activation. */
  readonly from: string | null;
  readonly to: string | null;
}

/** What somebody who is registered is asked for, and what is posted for it. */
export interface Cost {
  readonly lines: readonly CostLine[];
  /** Null, as long as an amount cannot be read. */
  readonly total: Minor | null;
  /** What was received; null as well. */
  readonly received: Minor | null;
  readonly installation: Minor | null;
  /** Null: whoever pays by the day is charged nothing ahead, what they pay is credit. */
  readonly first: { readonly amount: Minor } | null;
  readonly payment: { readonly amount: Minor; readonly method: PaymentMethod; readonly reference: string | null };
  readonly problems: readonly FieldProblem[];
}

/**
 * The installation fee, the first period or the custom amount in its place, and one payment: all of it, unless less or more
 * was received.
 */
export function registrationCost(
  typed: MoneyTyped,
  tariff: Tariff,
  now: number,
  { world, currency }: { readonly world: BillingWorld; readonly currency: string },
): Cost {
  const problems: FieldProblem[] = [];
  const read = (field: 'installationFee' | 'customAmount' | 'received', least: Minor): Minor | null => {
    const amount = amountOf(typed[field], currency);
    if (typeof amount === 'number' && amount >= least) return amount;
    const zero = least === 0 ? { context: 'zero' } : {};
    const fault =
      amount === null
        ? { code: 'amount-missing', params: { value: typed[field] } }
        : amountFault(typed[field], currency);
    problems.push({
      field,
      code: fault.code,
      params: { ...fault.params, ...(fault.code === 'amount-too-large' ? {} : zero) },
    });
    return null;
  };
  const period = firstPeriod(tariff, now, world);
  const isInstalled = typed.chargesInstallation;
  const installation = isInstalled ? read('installationFee', 1) : null;
  const amount = typed.chargesCustom ? read('customAmount', 0) : period.amount;
  const isCredit = modeOf(tariff) === 'day';
  // Whoever is activated later is served from then on; how long a credit of any amount lasts, paid-until says.
  const isDated = typed.activate && !(isCredit && typed.chargesCustom);
  const days = isDated ? { from: period.from, to: daysAfter(period.to, -1) } : { from: null, to: null };
  const lines: CostLine[] = [
    ...(isInstalled ? [{ kind: 'installation' as const, amount: installation, from: null, to: null }] : []),
    { kind: typed.chargesCustom ? 'custom' : isCredit ? 'credit' : 'first-period', amount, ...days },
  ];
  const total = lines.reduce<Minor | null>(
    (sum, line) => (sum === null || line.amount === null ? null : sum + line.amount),
    0,
  );
  if (total !== null && total > MOST_AMOUNT) {
    problems.push({ field: 'received', ...tooLarge(decimalOf(total, currency), currency) });
  }
  const received = trimmed(typed.received) === '' ? total : read('received', 0);
  const reference = trimmed(typed.reference);
  return {
    ...{ lines, total, received, installation, problems },
    // Whatever cannot be read stands among the problems, and nothing is posted then.
    first: isCredit ? null : { amount: amount ?? 0 },
    payment: { amount: received ?? 0, method: typed.method, reference: reference === '' ? null : reference },
  };
}

/** Null: nothing was typed; undefined: it is no amount. */
function amountOf(text: string, currency: string): Minor | null | undefined {
  return trimmed(text) === '' ? null : (minorOf(text, currency) ?? undefined);
}
