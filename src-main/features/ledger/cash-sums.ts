import type { Cash } from '#shared/contract/ledger.ts';
import { PAYMENT_METHODS, type PaymentMethod } from '#shared/domain/billing/entry.ts';
import { decimalOf, type Minor } from '#shared/domain/money/money.ts';

/** What somebody took in by a method. What was taken back is no payment of its own, and a line all the same. */
export interface CashSum {
  readonly cashier: string;
  readonly method: PaymentMethod;
  readonly count: number;
  readonly lines: number;
  readonly amount: Minor;
}

/** Sums of several stretches as those of all of them. */
export function together(sums: Iterable<CashSum>): readonly CashSum[] {
  const all = new Map<string, CashSum>();
  for (const sum of sums) {
    const key = `${sum.method} ${sum.cashier}`;
    const known = all.get(key);
    all.set(key, known ? { ...sum, ...added([known, sum]) } : sum);
  }
  return [...all.values()];
}

type Added = Pick<CashSum, 'count' | 'lines' | 'amount'>;

export const added = (sums: readonly Added[]): Added => ({
  count: sums.reduce((total, { count }) => total + count, 0),
  lines: sums.reduce((total, { lines }) => total + lines, 0),
  amount: sums.reduce((total, { amount }) => total + amount, 0),
});

/** The sums as the report tells them. */
export function cashTold(
  sums: readonly CashSum[],
  currency: string,
): Pick<Cash, 'total' | 'count' | 'byMethod' | 'byCashier'> {
  const told = (some: readonly CashSum[]) => {
    const { count, amount } = added(some);
    return { count, amount: decimalOf(amount, currency) };
  };
  const byMethod = (some: readonly CashSum[]) =>
    PAYMENT_METHODS.flatMap((method) => {
      const of = some.filter((sum) => sum.method === method);
      return of.length === 0 ? [] : [{ method, ...told(of) }];
    });
  const cashiers = [...Map.groupBy(sums, ({ cashier }) => cashier)].sort(([a], [b]) => a.localeCompare(b));
  const { amount: total, count } = told(sums);
  return {
    ...{ total, count, byMethod: byMethod(sums) },
    byCashier: cashiers.map(([cashier, some]) => ({
      ...{ cashier, ...told(some) },
      methods: byMethod(some).map(({ method, amount }) => ({ method, amount })),
    })),
  };
}
