import type { Tariff } from '#shared/domain/billing/tariff.ts';

// Days and what they cost, as one counts them by hand. Days are numbers: whole days since 1970.

export const HOUR = 3_600_000;
export const dateOf = (day: number): Date => new Date(day * 24 * HOUR);
export const nameOf = (day: number): string => dateOf(day).toISOString().slice(0, 10);

const calendars = new Map<string, Calendar>();

/** A calendar on the wall: which day an instant falls on, and when a day begins, found by trying. */
export class Calendar {
  readonly #format: Intl.DateTimeFormat;
  readonly #clock: Intl.DateTimeFormat;
  readonly #begins = new Map<number, number>();
  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
    this.#clock = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' });
  }
  static of(timeZone: string): Calendar {
    const known = calendars.get(timeZone) ?? new Calendar(timeZone);
    calendars.set(timeZone, known);
    return known;
  }

  dayOf(instant: number): number {
    return Date.parse(`${this.#format.format(instant)}T00:00:00Z`) / (24 * HOUR);
  }
  begins(day: number): number {
    const known = this.#begins.get(day);
    if (known !== undefined) return known;
    // All clocks of the tests change by whole hours and stand at whole hours.
    let instant = (day - 1) * 24 * HOUR;
    while (this.dayOf(instant) < day) instant += HOUR;
    this.#begins.set(day, instant);
    return instant;
  }
  /** The same time of another day; where clocks leave it out, an hour later. */
  sameTime(instant: number, day: number): number {
    const time = this.#clock.format(instant);
    const isIt = (one: number): boolean => this.#clock.format(one) === time && this.dayOf(one) === day;
    const midnight = this.begins(day) + (instant % HOUR);
    for (let hours = 0; hours < 25; hours++) if (isIt(midnight + hours * HOUR)) return midnight + hours * HOUR;
    return midnight + Number(time.slice(0, 2)) * HOUR;
  }
}

export const isBillingDay = (day: number, { billingDay }: Tariff): boolean => dateOf(day).getUTCDate() === billingDay;

export function billingDayBehind(day: number, tariff: Tariff): number {
  let next = day + 1;
  while (!isBillingDay(next, tariff)) next++;
  return next;
}

/** What one day costs: its share of a month or of a validity, so rounded that the shares add up. */
export function costOf(day: number, tariff: Tariff): number {
  const { price, validity, validityUnit, type, billingDay } = tariff;
  const isMonthly = type.endsWith('-monthly');
  const days = { minutes: validity / 1440, hours: validity / 24, days: validity, months: 0 }[validityUnit];
  if (validityUnit === 'months' || (isMonthly && days >= 28 && days <= 31)) {
    const months = validityUnit === 'months' ? validity : 1;
    const turns = isMonthly ? billingDay : 1;
    let first = day;
    while (dateOf(first).getUTCDate() !== turns) first--;
    let next = day + 1;
    while (dateOf(next).getUTCDate() !== turns) next++;
    const number = (dateOf(first).getUTCFullYear() * 12 + dateOf(first).getUTCMonth() + 1) % months;
    const length = next - first;
    const share = (count: number): number => Math.round((price * (number * length + count)) / (months * length));
    return share(day - first + 1) - share(day - first);
  }
  const share = (count: number): number => Math.round((price * count) / days);
  // After a validity's worth of days (of whole days) it begins again.
  let round = 1;
  while (!Number.isInteger(Math.round((round / days) * 1e6) / 1e6)) round++;
  return share((day % round) + 1) - share(day % round);
}
