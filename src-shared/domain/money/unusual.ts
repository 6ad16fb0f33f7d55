import type { ValidityUnit } from '../package/package.ts';
import type { Minor } from './money.ts';

/** How much more than what is due nobody pays by intention without being asked. */
const TIMES = 10;
const A_YEAR: Readonly<Record<ValidityUnit, number>> = { minutes: 525_600, hours: 8760, days: 365, months: 12 };

interface Price {
  readonly price: Minor;
  readonly validity: number;
  readonly validityUnit: ValidityUnit;
}

/** What a year costs. */
export const yearsPrice = ({ price, validity, validityUnit }: Price): Minor =>
  Math.ceil((price * A_YEAR[validityUnit]) / Math.max(1, validity));

/** Whether an amount looks like a slip of the finger: more than ten times what is due, and than a year costs. */
export function isUnusuallyMuch(amount: Minor, due: Minor, year: Minor): boolean {
  // Of those who owe nothing and pay nothing there is nothing to compare it with.
  if (due === 0 && year === 0) return false;
  return amount > due * TIMES && amount > year;
}
