import type { Minor } from '../money/money.ts';
import { dayAt, daysAfter, endOfDay } from '../time/day.ts';
import type { BillingWorld } from './account.ts';
import { billingDayAfter, monthsAfter, validityEnd } from './calendar.ts';
import { dayPrice, monthPrice, priceBetween } from './price.ts';
import { modeOf, type Tariff } from './tariff.ts';
import { dayBehind } from './time-bought.ts';

/** What is paid for, from a day on, up to another that no longer is. */
export interface FirstPeriod {
  readonly amount: Minor;
  readonly from: string;
  readonly to: string;
}

/**
 * What the first period costs when somebody is registered now, and which days it is for. By the day nothing is charged
 * ahead: it is the credit for a whole validity, and the day of the activation is free.
 */
export function firstPeriod(tariff: Tariff, now: number, { timeZone }: BillingWorld): FirstPeriod {
  const today = dayAt(now, timeZone);
  switch (modeOf(tariff)) {
    case 'month': {
      const to = billingDayAfter(today, tariff.billingDay);
      const amount = tariff.prorateFirst ? priceBetween(tariff, today, to) : monthPrice(tariff, today);
      return { amount, from: today, to };
    }
    case 'day': {
      const from = daysAfter(today, 1);
      return { amount: tariff.price, from, to: daysFrom(from, tariff) };
    }
    case 'time': {
      const end = validityEnd(now, tariff.validity, tariff.validityUnit, timeZone);
      return { amount: tariff.price, from: today, to: dayBehind(end, timeZone) };
    }
  }
}

function daysFrom(from: string, { validity, validityUnit }: Tariff): string {
  if (validityUnit === 'months') return monthsAfter(from, validity);
  const days = { days: validity, hours: validity / 24, minutes: validity / 1440 }[validityUnit];
  return daysAfter(from, Math.max(1, Math.floor(days)));
}

/** What a day costs today: what a daily customer recharges for. */
export const dayPriceNow = (tariff: Tariff, now: number, { timeZone }: BillingWorld): Minor =>
  dayPrice(tariff, dayAt(now, timeZone));

/** The last second of a day, for a date that somebody names. */
export const lastSecondOf = (day: string, { timeZone }: BillingWorld): number => endOfDay(day, timeZone);
