import type { Account } from '#shared/domain/billing/account.ts';
import type { Tariff } from '#shared/domain/billing/tariff.ts';
import type { Event } from './history.ts';
import { billingDayBehind, Calendar, costOf, dateOf, HOUR, isBillingDay } from './naive-calendar.ts';

// Billing a second time, as one would do it by hand: a wall calendar, a ledger, and each day gone through with the whole
// ledger read again. Slow and obvious. Days are numbers: whole days since 1970.

interface Line {
  readonly kind: string;
  readonly amount: number;
  readonly at: number;
  readonly due: number | null;
  readonly from?: number;
  readonly to?: number;
  readonly reverses?: Line;
}

/** One customer's billing by hand. */
export class Naive {
  readonly ledger: Line[] = [];
  readonly log: string[] = [];
  readonly #calendar: Calendar;
  #tariff: Tariff;
  #status: Account['status'] = 'pending';
  #isUnpaid = false;
  /** Whether the office suspended somebody whose time was over. */
  #wasOver = false;
  #activatedOn: number | null = null;
  /** The first day that is not charged. */
  #open = -1;
  #suspendedAt = 0;
  /** Days without service by the office that no bill has known of. */
  #pausedDays = 0;
  #countedTo = 0;
  #until: number | null = null;
  /** When something was last done: nothing comes about before. */
  #last = 0;
  #trustedUntil = 0;
  #planned: { readonly price: number; readonly from: number } | null = null;

  constructor(tariff: Tariff, timeZone: string) {
    this.#tariff = tariff;
    this.#calendar = new Calendar(timeZone);
  }

  get status(): string {
    return this.#status === 'suspended' && this.#isUnpaid ? 'unpaid' : this.#status;
  }
  get balance(): number {
    return this.ledger.reduce((sum, { amount }) => sum + amount, 0);
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
    let done = 0;
    const untilInstant = (instant: number, isThere: boolean): void => {
      for (
        let event = events[done];
        event && (isThere ? event.at <= instant : event.at < instant);
        event = events[done]
      ) {
        this.#runOut(event.at);
        this.#do(event);
        this.#last = event.at;
        this.#look(event.at);
        done++;
      }
      this.#runOut(instant);
    };
    for (let day = this.#calendar.dayOf(from) + 1; this.#calendar.begins(day) <= until; day++) {
      untilInstant(this.#calendar.begins(day), false);
      this.#midnight(day);
      this.#look(this.#calendar.begins(day));
    }
    untilInstant(until, true);
  }

  #midnight(day: number): void {
    const at = this.#calendar.begins(day);
    if (this.#planned && this.#planned.from <= day && this.#status !== 'deleted') {
      this.#tariff = { ...this.#tariff, price: this.#planned.price };
      this.#planned = null;
      this.log.push(`${at} package-changed`);
      this.#lift(at);
    }
    if (this.#isDaily && this.#status === 'active' && this.#open <= day) {
      if (this.#isTrusted(at) || this.#covers(day)) this.#chargeDay(day, at);
      else this.#suspendUnpaid(at);
    }
    if (this.#isMonthly && this.#isBilled && isBillingDay(day, this.#tariff)) {
      this.#countPause(day);
      this.#billUpTo(day, at);
      this.#billAhead(day, at);
    }
  }

  /** A hotspot's time may end at any instant. */
  #runOut(now: number): void {
    if (this.#tariff.type !== 'hotspot' || this.#status !== 'active' || this.#until === null || this.#until > now)
      return;
    this.#status = 'expired';
    this.log.push(`${Math.max(this.#until, this.#last)} expired`);
  }

  /** Is there a bill that should have been paid? */
  #look(now: number): void {
    if (this.#isMonthly && this.#status === 'active' && !this.#isTrusted(now) && this.#isBehind(now)) {
      this.#suspendUnpaid(now);
    }
  }

  #isTrusted = (at: number): boolean => !this.#tariff.autoSuspend || at < this.#trustedUntil;
  #covers = (day: number): boolean => costOf(day, this.#tariff) === 0 || this.balance >= costOf(day, this.#tariff);

  /** All money that came in pays the charges one after the other, from the first. */
  #isBehind(now: number): boolean {
    const taken = new Set(this.ledger.map(({ reverses }) => reverses));
    const real = this.ledger.filter((line) => line.reverses === undefined && !taken.has(line));
    let money = real.reduce((sum, { amount }) => sum + Math.max(0, amount), 0);
    return real.some(({ amount, due }) => {
      if (amount > 0) return false;
      money += amount;
      return money < 0 && due !== null && due <= now;
    });
  }

  #suspendUnpaid(at: number): void {
    this.#status = 'suspended';
    this.#isUnpaid = true;
    this.log.push(`${at} suspended`);
  }

  #lift(at: number): void {
    if (this.#status !== 'suspended' || !this.#isUnpaid) return;
    const today = this.#calendar.dayOf(at);
    const isServed = this.#isDaily ? this.#open > today || this.#covers(today) : !this.#isBehind(at);
    if (!isServed && !this.#isTrusted(at)) return;
    this.#status = 'active';
    this.#isUnpaid = false;
    this.log.push(`${at} reactivated`);
    if (this.#isDaily && this.#open <= today) this.#chargeDay(today, at);
  }

  #post(kind: string, amount: number, at: number, more: Partial<Line> = {}): void {
    if (amount !== 0) this.ledger.push({ kind, amount, at, due: null, ...more });
  }

  #chargeDay(day: number, at: number): void {
    this.#post('day', -costOf(day, this.#tariff), at, { from: day, to: day + 1 });
    this.#open = day + 1;
  }

  #sum(from: number, to: number, tariff = this.#tariff, billingDay = tariff.billingDay): number {
    let sum = 0;
    for (let day = from; day < to; day++) sum += costOf(day, tariff, billingDay);
    return sum;
  }

  /** What a bill comes to; a first period that is not prorated, as a whole month. */
  #price(from: number, to: number, off = 0, tariff = this.#tariff, billingDay = tariff.billingDay): number {
    const isFirst = from === this.#activatedOn && to === billingDayBehind(from, { ...tariff, billingDay });
    if (!isFirst || tariff.prorateFirst || off > 0) return this.#sum(from, to - off, tariff, billingDay);
    let first = from;
    while (dateOf(first).getUTCDate() !== billingDay) first--;
    return this.#sum(first, to, tariff, billingDay);
  }

  /** Whole days without service by the office, up to a day. */
  #countPause(day: number): void {
    if (this.#status !== 'suspended' || this.#isUnpaid) return;
    for (let one = this.#countedTo; one < day; one++) {
      if (this.#calendar.begins(one) >= this.#suspendedAt) this.#pausedDays++;
    }
    this.#countedTo = Math.max(this.#countedTo, day);
  }

  #bill(from: number, to: number, amount: number, at: number, dueOn: number): void {
    const due = this.#calendar.begins(dueOn + this.#tariff.graceDays + 1);
    this.#post('period', -amount, at, { from, to, due });
  }

  #billUpTo(day: number, at: number): void {
    let { paused, paidTo } = { paused: this.#pausedDays, paidTo: day };
    if (this.#open < day) {
      const off = Math.min(paused, day - this.#open);
      const dueOn = isBillingDay(day, this.#tariff) ? day : billingDayBehind(day, this.#tariff);
      this.#bill(this.#open, day, this.#price(this.#open, day, off), at, dueOn);
      paused -= off;
      paidTo = this.#open;
      this.#open = day;
    }
    this.#post('adjustment', this.#sum(paidTo - paused, paidTo), at);
    this.#pausedDays = 0;
  }

  #billAhead(day: number, at: number): void {
    const isPaused = this.#status === 'suspended' && !this.#isUnpaid;
    const to = billingDayBehind(day, this.#tariff);
    if (this.#tariff.timing !== 'advance' || isPaused || this.#open >= to) return;
    this.#bill(this.#open, to, this.#price(this.#open, to), at, day);
    this.#open = to;
  }

  #do(event: Event): void {
    const { at } = event;
    if ((this.#status === 'deleted') !== (event.what === 'restore')) return;
    const today = this.#calendar.dayOf(at);
    switch (event.what) {
      case 'activate':
        if (this.#status === 'pending') this.#activatedOn = today;
        else if (this.#status !== 'expired' || this.#tariff.type === 'hotspot') return;
        {
          this.#begin(today, at);
          return;
        }
      case 'pay':
        this.#post('payment', event.amount, at);
        {
          this.#lift(at);
          return;
        }
      case 'credit':
        this.#post('credit', event.amount, at);
        {
          this.#lift(at);
          return;
        }
      case 'charge': {
        this.#post('charge', -event.amount, at);
        return;
      }
      case 'reverse': {
        const taken = new Set(this.ledger.map(({ reverses }) => reverses));
        const last = this.ledger.findLast((one) => one.kind === event.kind && !taken.has(one));
        if (!last) return;
        this.#post('reversal', -last.amount, at, { reverses: last });
        if (last.amount < 0) this.#lift(at);
        return;
      }
      case 'suspend':
        if (this.#status === 'pending' || (this.#status === 'suspended' && !this.#isUnpaid)) return;
        this.#wasOver = this.#status === 'expired';
        [this.#status, this.#isUnpaid, this.#suspendedAt, this.#countedTo] = ['suspended', false, at, today];
        return;
      case 'reactivate': {
        this.#reactivate(today, at);
        return;
      }
      case 'extend':
        if (this.#status === 'pending') return;
        if (this.#isDaily || this.#isMonthly) this.#trustedUntil = this.#calendar.begins(today + event.days + 1);
        else this.#timeUntil(this.#calendar.begins(today + event.days + 1) - 1000, at);
        {
          this.#lift(at);
          return;
        }
      case 'renew': {
        this.#renew(today, at);
        return;
      }
      case 'change':
        this.#change(event.tariff, today, at);
        {
          this.#lift(at);
          return;
        }
      case 'plan':
        if (this.#isDaily && (this.#status === 'active' || this.#status === 'suspended')) {
          this.#planned = { price: event.price, from: today + 1 };
        }
        return;
      case 'delete':
        if (this.#isMonthly && this.#isBilled) {
          this.#countPause(today);
          this.#billUpTo(today, at);
        }
        [this.#planned, this.#trustedUntil, this.#pausedDays, this.#wasOver] = [null, 0, 0, false];
        [this.#status, this.#isUnpaid] = ['deleted', false];
        return;
      case 'restore':
        this.#status = 'expired';
    }
  }

  #begin(today: number, at: number): void {
    const wasExpired = this.#status === 'expired';
    this.#status = 'active';
    if (this.#tariff.type === 'hotspot') {
      this.#until = this.#behind(at, today);
      this.#post('renewal', -this.#tariff.price, at, { from: today, to: this.#calendar.dayOf(this.#until - 1) + 1 });
    }
    if (this.#tariff.type === 'other' && wasExpired && this.#until !== null && this.#until <= at) this.#until = null;
    if (this.#isDaily) this.#open = Math.max(this.#open, today + 1);
    if (this.#isMonthly) {
      this.#open = Math.max(this.#open, today);
      this.#billAhead(today, at);
    }
  }

  #reactivate(today: number, at: number): void {
    if (this.#status !== 'suspended' || this.#isUnpaid) return;
    const isTimed = !this.#isDaily && !this.#isMonthly;
    if (this.#wasOver && !(isTimed && this.#until !== null && this.#until > at)) {
      [this.#status, this.#wasOver] = ['expired', false];
      return;
    }
    this.#wasOver = false;
    if (this.#isMonthly) {
      this.#countPause(today);
      this.#isUnpaid = true;
      if (this.#tariff.timing === 'advance' && this.#open <= today) {
        this.#billUpTo(today, at);
        this.#billAhead(today, at);
      }
    }
    this.#isUnpaid = true;
    this.#lift(at);
  }

  /** The same time of the day some days or months later. */
  #behind(from: number, day: number): number {
    const { validity, validityUnit } = this.#tariff;
    if (validityUnit === 'minutes') return from + (validity * HOUR) / 60;
    if (validityUnit === 'hours') return from + validity * HOUR;
    let last = day + validity;
    if (validityUnit === 'months') {
      const date = dateOf(day);
      const month = date.getUTCMonth() + validity;
      const length = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
      last = Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), length)) / (24 * HOUR);
    }
    return this.#calendar.sameTime(from, last);
  }

  #timeUntil(until: number, at: number): void {
    this.#until = until;
    if (this.#status !== 'expired' || until <= at) return;
    this.#status = 'active';
    this.log.push(`${at} reactivated`);
  }

  #renew(today: number, at: number): void {
    if (this.#status === 'pending') return;
    if (this.#isDaily || this.#isMonthly) {
      if (this.#status === 'expired') this.#begin(today, at);
      return;
    }
    const from = this.#until !== null && this.#until > at ? this.#until : at;
    const until = this.#behind(from, this.#calendar.dayOf(from));
    this.#post('renewal', -this.#tariff.price, at, {
      from: this.#calendar.dayOf(from),
      to: this.#calendar.dayOf(until - 1) + 1,
    });
    this.#timeUntil(until, at);
  }

  #change(tariff: Tariff, today: number, at: number): void {
    const old = this.#tariff;
    const becomesMonthly = tariff.type.endsWith('-monthly');
    if (this.#isBilled && this.#isMonthly) {
      const day = becomesMonthly ? today : today + 1;
      this.#countPause(day);
      if (this.#open <= day) this.#billUpTo(day, at);
      else {
        this.#post('adjustment', this.#sum(day - this.#pausedDays, day), at);
        this.#pausedDays = 0;
        const back = this.#price(day, this.#open);
        const again = becomesMonthly ? this.#price(day, this.#open, 0, tariff, old.billingDay) : 0;
        const due = this.#calendar.begins(billingDayBehind(day, old) + old.graceDays + 1);
        const line = { from: day, to: this.#open, due: back < again ? due : null };
        this.#post('adjustment', back - again, at, line);
        if (!becomesMonthly) this.#open = day;
      }
    } else if (this.#isBilled && this.#isDaily && becomesMonthly) {
      this.#open = Math.max(this.#open, today);
      [this.#pausedDays, this.#countedTo] = [0, today];
    }
    this.#tariff = tariff;
    if (becomesMonthly) this.#planned = null;
    if (this.#isBilled && becomesMonthly) this.#billAhead(today, at);
  }
}
