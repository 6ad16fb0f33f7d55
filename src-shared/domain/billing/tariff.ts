import type { CustomerType } from '../customer/customer.ts';
import type { Minor } from '../money/money.ts';
import type { Package, ValidityUnit } from '../package/package.ts';
import type { BillingProfile, BillingTiming } from './billing-profile.ts';
import { billingDayAfter, billingDayUpTo, daysBetween, daysInMonth } from './calendar.ts';

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
export type Priced = Pick<Package, 'price' | 'vatPercent' | 'priceIncludesVat' | 'validity' | 'validityUnit'>;

export function tariffOf(
  type: CustomerType,
  plan: Priced,
  profile: Pick<BillingProfile, 'billingDay' | 'graceDays' | 'autoSuspend' | 'timing' | 'prorateFirst'>,
  specialPrice: Minor | null,
): Tariff {
  const { validity, validityUnit } = plan;
  const { billingDay, graceDays, autoSuspend, timing, prorateFirst } = profile;
  return {
    ...{ type, price: priceWithVat(plan, specialPrice), validity: validity ?? 1, validityUnit },
    ...{ billingDay, graceDays, autoSuspend, timing, prorateFirst },
  };
}

/** What a customer is asked for a whole period. A package without a price costs nothing until it has one. */
export function priceWithVat({ price, vatPercent, priceIncludesVat }: Priced, specialPrice: Minor | null): Minor {
  const net = specialPrice ?? price ?? 0;
  return priceIncludesVat ? net : Math.round((net * (100 + vatPercent)) / 100);
}

/** How many days the price is for; fractions for hours and minutes, and null for months, whose days differ. */
function daysOf({ validity, validityUnit }: Tariff): number | null {
  if (validityUnit === 'months') return null;
  return validityUnit === 'days' ? validity : validityUnit === 'hours' ? validity / 24 : validity / 1440;
}

/**
 * What one day costs. Parts of the minor unit are spread so that any days in a row that make up a whole validity (or the
 * days of a calendar month) cost the price exactly.
 */
export function dayPrice(tariff: Tariff, day: string): Minor {
  const days = daysOf(tariff);
  const price = days === null ? tariff.price / tariff.validity : tariff.price;
  const count = days ?? daysInMonth(day);
  const at = days === null ? Number(day.slice(8)) - 1 : daysBetween('1970-01-01', day) % Math.max(1, Math.round(count));
  return Math.round((price * (at + 1)) / count) - Math.round((price * at) / count);
}

/** What a month from one billing day to the next costs, its days as `days`. */
function monthPrice(tariff: Tariff, days: number): number {
  const validity = daysOf(tariff);
  if (validity === null) return tariff.price / tariff.validity;
  // "30 days" is how people write a month.
  return validity >= 28 && validity <= 31 ? tariff.price : (tariff.price * days) / validity;
}

/** What so many days of the month around `day` cost; all of them, the month's price. */
export function partOfMonth(tariff: Tariff, day: string, served: number): Minor {
  const from = billingDayUpTo(day, tariff.billingDay);
  const all = daysBetween(from, billingDayAfter(day, tariff.billingDay));
  return Math.round((monthPrice(tariff, all) * Math.min(served, all)) / all);
}
