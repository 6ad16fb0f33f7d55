import { useQuery } from '@tanstack/react-query';
import { priceWithVat } from '#shared/domain/billing/tariff.ts';
import { type Minor, minorOf } from '#shared/domain/money/money.ts';
import { isUnusuallyMuch, yearsPrice } from '#shared/domain/money/unusual.ts';
import { ValidityUnit } from '#shared/domain/package/package.ts';
import { core } from '../../host/core.ts';
import type { Due } from './use-due.ts';

/**
 * Whether a payment looks like a slip of the finger, and what is due. Null: it does not, or nobody knows yet what the
 * customer usually pays.
 */
export function useUnusual(customer: string, due: Due | undefined, amount: Minor | null): { due: Minor } | null {
  const { data } = useQuery({
    ...core.customers.get.queryOptions({ input: { id: customer } }),
    enabled: due !== undefined,
  });
  const { data: ledger } = useQuery({
    ...core.ledger.ofCustomer.queryOptions({ input: { customer, limit: 1 } }),
    enabled: due !== undefined,
  });
  if (due === undefined || data === undefined || ledger === undefined || amount === null) return null;
  const minor = (decimal: string | null): Minor | null => minorOf(decimal ?? '', due.currency);
  const { price, validity, validityUnit, ...vat } = data.packageDetail;
  const unit = ValidityUnit.safeParse(validityUnit);
  const paid = priceWithVat({ ...vat, price: minor(price) }, minor(ledger.specialPrice));
  const year =
    validity === null || !unit.success ? paid : yearsPrice({ price: paid, validity, validityUnit: unit.data });
  const isDue = Math.max(minor(due.open) ?? 0, minor(due.renewal) ?? 0);
  return isUnusuallyMuch(amount, isDue, year) ? { due: isDue } : null;
}
