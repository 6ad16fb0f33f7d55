import type { CustomerType } from '../customer/customer.ts';
import type { Minor } from '../money/money.ts';
import type { Package, ValidityUnit } from '../package/package.ts';
import type { BillingProfile, BillingTiming } from './billing-profile.ts';

/** What a customer pays, and when: of the package, the billing profile and a price of the customer's own. */
export interface Tariff {
  readonly type: CustomerType;
  /** For the package's whole validity, VAT and all. */
  readonly price: Minor;
  readonly validity: number;
  readonly validityUnit: ValidityUnit;
  /** Day of the month, 1 to 28. */
  readonly billingDay: number;
  readonly graceDays: number;
  readonly autoSuspend: boolean;
  readonly timing: BillingTiming;
  readonly prorateFirst: boolean;
}

/** What of a package makes a price. */
export type Priced = Pick<Package, (typeof PRICED)[number]>;

/** What of a package, and of a billing profile, makes what is paid and when: with another one everybody is looked at anew. */
export const PRICED = ['price', 'vatPercent', 'priceIncludesVat', 'validity', 'validityUnit'] as const;
export const TERMS = ['billingDay', 'graceDays', 'autoSuspend', 'timing', 'prorateFirst'] as const;

export function tariffOf(
  type: CustomerType,
  plan: Priced,
  profile: Pick<BillingProfile, (typeof TERMS)[number]>,
  specialPrice: Minor | null,
): Tariff {
  const { validity, validityUnit } = plan;
  const { billingDay, graceDays, autoSuspend, timing, prorateFirst } = profile;
  return {
    ...{ type, price: priceWithVat(plan, specialPrice), validity: Math.max(1, validity ?? 1), validityUnit },
    ...{ billingDay, graceDays, autoSuspend, timing, prorateFirst },
  };
}

/** What a customer is asked for a whole period. A package without a price costs nothing until it has one. */
export function priceWithVat(
  { price, vatPercent, priceIncludesVat }: Pick<Priced, 'price' | 'vatPercent' | 'priceIncludesVat'>,
  specialPrice: Minor | null,
): Minor {
  const net = specialPrice ?? price ?? 0;
  // Thousandths of a percent as whole numbers: 8.1 % of 500.00 must not end a hair below the half.
  return priceIncludesVat ? net : Math.round((net * (100_000 + Math.round(vatPercent * 1000))) / 100_000);
}

/** How somebody pays: for each day, for each month, or for a time that runs out by itself or by hand. */
export type PayingMode = 'day' | 'month' | 'time';

export function modeOf({ type }: Tariff): PayingMode {
  if (type === 'pppoe-daily') return 'day';
  return type === 'hotspot' || type === 'other' ? 'time' : 'month';
}
