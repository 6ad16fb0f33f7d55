import type { Account } from '#shared/domain/billing/account.ts';
import type { Tariff } from '#shared/domain/billing/tariff.ts';
import type { Event } from './history.ts';
import { Calendar, costOf, dateOf, HOUR } from './naive-calendar.ts';
import { Month } from './naive-month.ts';
import { Paper } from './naive-paper.ts';

// Billing a second time, as one would do it by hand: a wall calendar, a ledger on paper, and each day gone through with the
// whole ledger added up again. Slow and obvious. Days are numbers: whole days since 1970.

/** One customer's billing by hand. */
export class Naive {
  readonly paper = new Paper();
  readonly log: string[] = [];
  readonly #calendar: Calendar;
  readonly #month: Month;
  #status: Account['status'] = 'pending';
  #isUnpaid = false;
  /** Whether the office suspended somebody whose time was over. */
  #wasOver = false;
  #until: number | null = null;
  /** When something was last done: nothing comes about before. */
  #last = 0;
  #trustedUntil = 0;
  #planned: { readonly price: number; readonly from: number } | null = null;

  constructor(tariff: Tariff, timeZone: string) {
    this.#calendar = Calendar.of(timeZone);
    this.#month = new Month(tariff, this.paper, this.#calendar);
  }

  get status(): string {
    return this.#status === 'suspended' && this.#isUnpaid ? 'unpaid' : this.#status;
  }
  get #tariff(): Tariff {
    return this.#month.tariff;
  }
  get #isMonthly(): boolean {
    return this.#tariff.type.endsWith('-monthly');
  }
  get #isDaily(): boolean {
    return this.#tariff.type === 'pppoe-daily';
  }
  get #isBilled(): boolean {
    return (this.#status === 'active' || this.#status === 'suspended') && !this.#wasOver;
  }

  /** Lives through the days up to an instant, with what is done on them. */
  live(events: readonly Event[], from: number, until: number): void {
    const waiting = [...events];
    const doAll = (isTime: (event: Event) => boolean): void => {
      for (let event = waiting[0]; event && isTime(event); event = waiting[0]) {
        this.#runOut(event.at);
        this.#do(event);
        this.#last = event.at;
        this.#look(event.at);
        waiting.shift();
      }
    };
    for (let day = this.#calendar.dayOf(from) + 1; this.#calendar.begins(day) <= until; day++) {
      const midnight = this.#calendar.begins(day);
      doAll(({ at }) => at < midnight);
      this.#runOut(midnight);
      this.#midnight(day, midnight);
      this.#look(midnight);
    }
    doAll(({ at }) => at <= until);
    this.#runOut(until);
  }

  #midnight(day: number, at: number): void {
    if (this.#planned && this.#planned.from <= day && this.#status !== 'deleted') {
      this.#month.tariff = { ...this.#tariff, price: this.#planned.price };
      this.#planned = null;
      this.log.push(`${at} package-changed`);
      this.#lift(at);
    }
    if (this.#isDaily && this.#status === 'active' && this.#month.open <= day) {
      if (this.#isTrusted(at) || this.#covers(day)) this.#chargeDay(day, at);
      else this.#suspendUnpaid(at);
    }
    if (this.#isMonthly && this.#isBilled) this.#month.billingDay(day, at);
  }

  /** A hotspot's time may end at any instant. */
  #runOut(now: number): void {
    const until = this.#until ?? Infinity;
    if (this.#tariff.type !== 'hotspot' || this.#status !== 'active' || until > now) return;
    this.#status = 'expired';
    this.log.push(`${Math.max(until, this.#last)} expired`);
  }

  /** Is there a bill that should have been paid? */
  #look(now: number): void {
    const isServed = this.#isMonthly && this.#status === 'active';
    if (isServed && !this.#isTrusted(now) && this.paper.isBehind(now)) this.#suspendUnpaid(now);
  }

  #isTrusted = (at: number): boolean => !this.#tariff.autoSuspend || at < this.#trustedUntil;

  #covers(day: number): boolean {
    const cost = costOf(day, this.#tariff);
    return cost === 0 || this.paper.balance >= cost;
  }

  #chargeDay(day: number, at: number): void {
    this.paper.write('day', -costOf(day, this.#tariff), at, { from: day, to: day + 1 });
    this.#month.open = day + 1;
  }

  #suspendUnpaid(at: number): void {
    [this.#status, this.#isUnpaid] = ['suspended', true];
    this.log.push(`${at} suspended`);
  }

  #lift(at: number): void {
    if (this.status !== 'unpaid') return;
    const today = this.#calendar.dayOf(at);
    const isCharged = this.#month.open > today;
    const isServed = this.#isDaily ? isCharged || this.#covers(today) : !this.paper.isBehind(at);
    if (!isServed && !this.#isTrusted(at)) return;
    [this.#status, this.#isUnpaid] = ['active', false];
    this.log.push(`${at} reactivated`);
    if (this.#isDaily && !isCharged) this.#chargeDay(today, at);
  }

  #do(event: Event): void {
    const { at } = event;
    if ((this.#status === 'deleted') !== (event.what === 'restore')) return;
    const today = this.#calendar.dayOf(at);
    switch (event.what) {
      case 'activate':
        if (this.#status === 'pending') this.#month.activatedOn = today;
        else if (this.#status !== 'expired' || this.#tariff.type === 'hotspot') break;
        this.#begin(today, at);
        break;
      case 'pay':
      case 'credit':
        this.paper.write(event.what === 'pay' ? 'payment' : 'credit', event.amount, at);
        this.#lift(at);
        break;
      case 'charge':
        this.paper.write('charge', -event.amount, at);
        break;
      case 'reverse':
        if (this.paper.takeBack(event.kind, at) > 0) this.#lift(at);
        break;
      case 'suspend':
        this.#suspend(today, at);
        break;
      case 'reactivate':
        this.#reactivate(today, at);
        break;
      case 'extend':
        this.#extend(this.#calendar.begins(today + event.days + 1), at);
        break;
      case 'renew':
        this.#renew(today, at);
        break;
      case 'change':
        this.#change(event.tariff, today, at);
        this.#lift(at);
        break;
      case 'plan':
        if (this.#isDaily && (this.#status === 'active' || this.#status === 'suspended')) {
          this.#planned = { price: event.price, from: today + 1 };
        }
        break;
      case 'delete':
        this.#delete(today, at);
        break;
      case 'restore':
        this.#status = 'expired';
    }
  }

  #begin(today: number, at: number): void {
    if (this.#until !== null && this.#until <= at) this.#until = null;
    this.#status = 'active';
    if (this.#tariff.type === 'hotspot') this.#buy(at);
    this.#month.open = Math.max(this.#month.open, this.#isDaily ? today + 1 : today);
    if (this.#isMonthly) this.#month.billAhead(today, at);
  }

  #suspend(today: number, at: number): void {
    if (this.#status === 'pending' || this.status === 'suspended') return;
    this.#wasOver = this.#status === 'expired';
    [this.#status, this.#isUnpaid] = ['suspended', false];
    [this.#month.offSince, this.#month.countedTo] = [this.#wasOver ? null : at, today];
  }

  #reactivate(today: number, at: number): void {
    if (this.status !== 'suspended') return;
    const isTimeLeft = !this.#isDaily && !this.#isMonthly && this.#until !== null && this.#until > at;
    if (this.#wasOver && !isTimeLeft) {
      [this.#status, this.#wasOver] = ['expired', false];
      return;
    }
    if (this.#isMonthly) this.#month.count(today);
    [this.#wasOver, this.#month.offSince] = [false, null];
    if (this.#isMonthly && this.#tariff.timing === 'advance' && this.#month.open <= today) {
      this.#month.billUpTo(today, at);
      this.#month.billAhead(today, at);
    }
    this.#isUnpaid = true;
    this.#lift(at);
  }

  #extend(midnight: number, at: number): void {
    if (this.#status === 'pending') return;
    if (this.#isDaily || this.#isMonthly) this.#trustedUntil = midnight;
    else this.#timeUntil(midnight - 1000, at);
    this.#lift(at);
  }

  #renew(today: number, at: number): void {
    if (this.#status === 'pending') return;
    if (!this.#isDaily && !this.#isMonthly) this.#timeUntil(this.#buy(at), at);
    else if (this.#status === 'expired') this.#begin(today, at);
  }

  #timeUntil(until: number, at: number): void {
    this.#until = until;
    if (this.#status !== 'expired' || until <= at) return;
    this.#status = 'active';
    this.log.push(`${at} reactivated`);
  }

  /** Another validity, behind what is left. */
  #buy(at: number): number {
    const from = Math.max(at, this.#until ?? at);
    const until = this.#behind(from, this.#calendar.dayOf(from));
    const days = { from: this.#calendar.dayOf(from), to: this.#calendar.dayOf(until - 1) + 1 };
    this.paper.write('renewal', -this.#tariff.price, at, days);
    this.#until = until;
    return until;
  }

  /** The same time of the day some days or months later. */
  #behind(from: number, day: number): number {
    const { validity, validityUnit } = this.#tariff;
    if (validityUnit === 'minutes') return from + (validity * HOUR) / 60;
    if (validityUnit === 'hours') return from + validity * HOUR;
    if (validityUnit === 'days') return this.#calendar.sameTime(from, day + validity);
    const date = dateOf(day);
    const month = date.getUTCMonth() + validity;
    const length = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
    const last = Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), length)) / (24 * HOUR);
    return this.#calendar.sameTime(from, last);
  }

  #change(tariff: Tariff, today: number, at: number): void {
    const month = this.#month;
    const isMonthly = tariff.type.endsWith('-monthly');
    if (this.#isBilled && this.#isMonthly) {
      if (isMonthly) month.leave(tariff, today, at);
      else month.leave(null, today + 1, at);
    } else if (this.#isBilled && isMonthly) {
      [month.open, month.offDays, month.countedTo] = [Math.max(month.open, today), 0, today];
    }
    month.tariff = tariff;
    if (isMonthly) this.#planned = null;
    if (isMonthly && this.#isBilled) month.billAhead(today, at);
  }

  #delete(today: number, at: number): void {
    if (this.#isMonthly && this.#isBilled) {
      this.#month.count(today);
      this.#month.billUpTo(today, at);
    }
    [this.#planned, this.#trustedUntil, this.#wasOver] = [null, 0, false];
    [this.#month.offDays, this.#month.offSince] = [0, null];
    [this.#status, this.#isUnpaid] = ['deleted', false];
  }
}
