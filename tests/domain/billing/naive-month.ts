import type { Tariff } from '#shared/domain/billing/tariff.ts';
import { billingDayBehind, type Calendar, costOf, dateOf, isBillingDay } from './naive-calendar.ts';
import type { Paper } from './naive-paper.ts';

/** Bills by the month, written by hand. */
export class Month {
  tariff: Tariff;
  activatedOn: number | null = null;
  /** The first day that is not charged. */
  open = -1;
  /** Since when the office has the customer suspended. */
  offSince: number | null = null;
  /** Days without service that no bill has known of, and up to which day they are counted. */
  offDays = 0;
  countedTo = 0;
  readonly #paper: Paper;
  readonly #calendar: Calendar;

  constructor(tariff: Tariff, paper: Paper, calendar: Calendar) {
    [this.tariff, this.#paper, this.#calendar] = [tariff, paper, calendar];
  }

  billingDay(day: number, at: number): void {
    if (!isBillingDay(day, this.tariff)) return;
    this.count(day);
    this.billUpTo(day, at);
    this.billAhead(day, at);
  }

  /** Whole days without service by the office, up to a day. */
  count(day: number): void {
    if (this.offSince === null) return;
    for (let one = this.countedTo; one < day; one++) if (this.#calendar.begins(one) >= this.offSince) this.offDays++;
    this.countedTo = Math.max(this.countedTo, day);
  }

  billUpTo(day: number, at: number): void {
    const days = Math.max(0, day - this.open);
    const off = Math.min(this.offDays, days);
    const paidTo = Math.min(this.open, day);
    if (days > 0) {
      const dueOn = isBillingDay(day, this.tariff) ? day : billingDayBehind(day, this.tariff);
      this.#bill(this.open, day, this.#price(this.open, day, off), at, dueOn);
      this.open = day;
    }
    this.#giveBack(this.offDays - off, paidTo, at);
  }

  billAhead(day: number, at: number): void {
    const to = billingDayBehind(day, this.tariff);
    if (this.tariff.timing !== 'advance' || this.offSince !== null || this.open >= to) return;
    this.#bill(this.open, to, this.#price(this.open, to), at, Math.max(this.open, day));
    this.open = to;
  }

  /** Another tariff from a day on; null: not by the month any more. */
  leave(next: Tariff | null, day: number, at: number): void {
    this.count(day);
    if (this.open <= day) {
      this.billUpTo(day, at);
      return;
    }
    this.#giveBack(this.offDays, day, at);
    const back = this.#price(day, this.open);
    const again = next === null ? 0 : this.#price(day, this.open, 0, { ...next, billingDay: this.tariff.billingDay });
    const due = this.#calendar.begins(billingDayBehind(day, this.tariff) + this.tariff.graceDays + 1);
    const line = { from: day, to: this.open, due: back < again ? due : null };
    this.#paper.write('adjustment', back - again, at, line);
    if (next === null) this.open = day;
  }

  #giveBack(days: number, upTo: number, at: number): void {
    this.#paper.write('adjustment', this.#sum(upTo - days, upTo), at);
    this.offDays = 0;
  }

  #bill(from: number, to: number, amount: number, at: number, dueOn: number): void {
    const due = this.#calendar.begins(dueOn + this.tariff.graceDays + 1);
    this.#paper.write('period', -amount, at, { from, to, due });
  }

  #sum(from: number, to: number, tariff = this.tariff): number {
    let sum = 0;
    for (let day = from; day < to; day++) sum += costOf(day, tariff);
    return sum;
  }

  /** What a bill comes to; a first period that is not prorated, as a whole month. */
  #price(from: number, to: number, off = 0, tariff = this.tariff): number {
    const isFirst = from === this.activatedOn && to === billingDayBehind(from, tariff);
    if (!isFirst || tariff.prorateFirst || off > 0) return this.#sum(from, to - off, tariff);
    let first = from;
    while (dateOf(first).getUTCDate() !== tariff.billingDay) first--;
    return this.#sum(first, to, tariff);
  }
}
