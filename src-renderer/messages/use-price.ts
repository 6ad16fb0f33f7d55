import { priceWithVat } from '#shared/domain/billing/tariff.ts';
import { decimalOf, minorOf } from '#shared/domain/money/money.ts';
import { useCurrency } from './use-currency.ts';
import { useFormats } from './use-formats.ts';
import { useMessage } from './use-message.ts';

/** What of a package makes its price; money as a decimal. */
export interface PricedPackage {
  readonly price: string | null;
  readonly vatPercent: number;
  readonly priceIncludesVat: boolean;
}

interface PriceWords {
  /** "5,250.00": what is paid for a whole period, VAT and all; null: there is no price yet. */
  readonly paid: (plan: PricedPackage, specialPrice?: string | null) => string | null;
  /** "with 5 % VAT"; null where there is none. */
  readonly vat: (plan: PricedPackage) => string | null;
  /** "5,250.00 with 5 % VAT" */
  readonly told: (plan: PricedPackage, specialPrice?: string | null) => string | null;
}

/** A price is the same figure wherever it stands: what the customer pays, with the VAT told. */
export function usePrice(): PriceWords {
  const say = useMessage();
  const { money } = useFormats();
  const currency = useCurrency();
  const minor = (decimal: string | null): number | null => (decimal === null ? null : minorOf(decimal, currency));
  const paid: PriceWords['paid'] = (plan, specialPrice = null) =>
    plan.price === null && specialPrice === null
      ? null
      : money(decimalOf(priceWithVat({ ...plan, price: minor(plan.price) }, minor(specialPrice)), currency));
  const vat: PriceWords['vat'] = ({ vatPercent }) =>
    vatPercent === 0 ? null : say('packages.with-vat', { percent: String(vatPercent) });
  const told: PriceWords['told'] = (plan, specialPrice) => {
    const amount = paid(plan, specialPrice);
    return amount === null ? null : [amount, vat(plan)].filter((part) => part !== null).join(' ');
  };
  return { paid, vat, told };
}
