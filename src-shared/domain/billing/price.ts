import type { Minor } from '../money/money.ts';
import { daysAfter } from '../time/day.ts';
import { billingDayAfter, billingDayUpTo, daysBetween } from './calendar.ts';
import { modeOf, type Tariff } from './tariff.ts';

// A price of some days is the difference of two sums that are rounded, that up to the last day and that up to the first:
// so parts of the minor unit are spread, and parts of a period cost together what the whole costs, to the last of it.

/** What the days from one to another, without the latter, cost. */
export function priceBetween(tariff: Tariff, from: string, to: string): Minor {
  return from < to ? costUpTo(tariff, to) - costUpTo(tariff, from) : 0;
}

export const dayPrice = (tariff: Tariff, day: string): Minor => priceBetween(tariff, day, daysAfter(day, 1));

/** What the month around a day costs, from one billing day to the next. */
export function monthPrice(tariff: Tariff, day: string): Minor {
  const { billingDay } = tariff;
  return priceBetween(tariff, billingDayUpTo(day, billingDay), billingDayAfter(day, billingDay));
}

/** What all days before one cost, since days are counted. */
function costUpTo(tariff: Tariff, day: string): Minor {
  const months = monthsOf(tariff);
  return months === null ? costByTheDay(tariff, day) : costByTheMonth(tariff, months, day);
}

/** For how many months a price is; null: for days, hours or minutes, however long a month is. */
function monthsOf(tariff: Tariff): number | null {
  if (tariff.validityUnit === 'months') return tariff.validity;
  const days = minutesOf(tariff) / 1440;
  // "30 days" is how people write a month.
  return modeOf(tariff) === 'month' && days >= 28 && days <= 31 ? 1 : null;
}

const MINUTES = { minutes: 1, hours: 60, days: 1440 } as const;

function minutesOf({ validity, validityUnit }: Tariff): number {
  return validityUnit === 'months' ? 0 : validity * MINUTES[validityUnit];
}

/** Months from one billing day to the next, or, of those who pay by the day, of the calendar; each day the same part of it. */
function costByTheMonth(tariff: Tariff, months: number, day: string): Minor {
  const billingDay = modeOf(tariff) === 'month' ? tariff.billingDay : 1;
  const first = billingDayUpTo(day, billingDay);
  const days = daysBetween(first, billingDayAfter(day, billingDay));
  const [year = 1970, month = 1] = first.split('-').map(Number);
  const passed = year * 12 + month;
  const part = (passed % months) * days + daysBetween(first, day);
  return Math.floor(passed / months) * tariff.price + Math.round((tariff.price * part) / (months * days));
}

/** Days in a row, in rounds that hold the validity a whole number of times. */
function costByTheDay(tariff: Tariff, day: string): Minor {
  const minutes = minutesOf(tariff);
  const round = minutes / commonDivisor(minutes, 1440);
  const passed = daysBetween('1970-01-01', day);
  const ofRound = (tariff.price * round * 1440) / minutes;
  return Math.floor(passed / round) * ofRound + Math.round((tariff.price * (passed % round) * 1440) / minutes);
}

const commonDivisor = (one: number, other: number): number => (other === 0 ? one : commonDivisor(other, one % other));
