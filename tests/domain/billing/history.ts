import fc from 'fast-check';
import type { Account, BillingWorld, Happening, Step } from '#shared/domain/billing/account.ts';
import type { Posting } from '#shared/domain/billing/entry.ts';
import {
  activate,
  changeTariff,
  end,
  extend,
  lastSecondOf,
  planPackage,
  postLine,
  reactivate,
  renew,
  suspend,
} from '#shared/domain/billing/events.ts';
import { settle } from '#shared/domain/billing/settle.ts';
import { modeOf, type Tariff } from '#shared/domain/billing/tariff.ts';
import { dayAt, daysAfter } from '#shared/domain/time/day.ts';

// What may happen to a customer, and the office that does it by way of the billing under test.

/** Something that somebody does. Whoever cannot have it done to them as they stand is left alone. */
export type Event = { readonly at: number } & (
  | { readonly what: 'activate' | 'suspend' | 'reactivate' | 'renew' | 'delete' | 'restore' }
  | { readonly what: 'pay' | 'charge' | 'credit'; readonly amount: number }
  /** Takes back the last line of a kind that was not. */
  | { readonly what: 'reverse'; readonly kind: 'payment' | 'charge' | 'period' }
  | { readonly what: 'extend'; readonly days: number }
  | { readonly what: 'change'; readonly tariff: Tariff }
  /** Another package from tomorrow, of those who pay by the day. */
  | { readonly what: 'plan'; readonly price: number }
);

/** A customer of the office with all that was written of them. */
export interface Kept {
  readonly account: Account;
  readonly ledger: readonly Posting[];
  readonly log: readonly Happening[];
}

export const kept = (account: Account): Kept => ({ account, ledger: [], log: [] });

export const written = ({ ledger, log }: Kept, { account, postings, happenings }: Step): Kept => ({
  account,
  ledger: [...ledger, ...postings],
  log: [...log, ...happenings],
});

/** A run of the clock. */
export const run = (of: Kept, until: number, world: BillingWorld): Kept =>
  written(of, settle(of.account, until, world));

/** An event, the clock before it as every event has it. */
export function perform(of: Kept, event: Event, number: number, world: BillingWorld): Kept {
  const settled = of.account.status === 'deleted' ? of : run(of, event.at, world);
  const step = stepOf(settled, event, `event ${number}`, world);
  return step === null ? settled : written(settled, step);
}

function stepOf({ account, ledger }: Kept, event: Event, id: string, world: BillingWorld): Step | null {
  const { at } = event;
  const { status, suspendedReason, tariff } = account;
  if ((status === 'deleted') !== (event.what === 'restore')) return null;
  const line = { id, at, dueAt: null, reverses: null };
  switch (event.what) {
    case 'activate':
      return status === 'pending' || (status === 'expired' && tariff.type !== 'hotspot')
        ? activate(account, at, world)
        : null;
    case 'suspend':
      return status === 'pending' || suspendedReason === 'manual' ? null : suspend(account, at, world);
    case 'reactivate':
      return suspendedReason === 'manual' ? reactivate(account, at, world) : null;
    case 'renew':
      return status === 'pending' ? null : renew(account, id, at, world);
    case 'delete':
      return end(account, at, world);
    case 'restore':
      return { account: { ...account, status: 'expired' }, postings: [], happenings: [] };
    case 'pay':
      return postLine(account, { ...line, kind: 'payment', amount: event.amount }, world);
    case 'credit':
      return postLine(account, { ...line, kind: 'credit', amount: event.amount }, world);
    case 'charge':
      return postLine(account, { ...line, kind: 'charge', amount: -event.amount }, world);
    case 'reverse': {
      const taken = new Set(ledger.map(({ reverses }) => reverses));
      const last = ledger.findLast((one) => one.kind === event.kind && !taken.has(one.id));
      if (!last) return null;
      return postLine(account, { ...line, kind: 'reversal', amount: -last.amount, reverses: last.id }, world);
    }
    case 'extend': {
      if (status === 'pending') return null;
      const until = lastSecondOf(daysAfter(dayAt(at, world.timeZone), event.days), world);
      return extend(account, until, at, world);
    }
    case 'change':
      return changeTariff({ ...account, next: nextUnder(event.tariff, account) }, event.tariff, id, at, world);
    case 'plan': {
      if (tariff.type !== 'pppoe-daily' || status === 'pending' || status === 'expired') return null;
      const from = daysAfter(dayAt(at, world.timeZone), 1);
      const next = { tariff: { ...tariff, price: event.price }, packageId: id, from };
      return planPackage(account, next, at, world);
    }
  }
}

/** What is planned costs what it does under the new profile; by the month there is nothing to wait for. */
const nextUnder = (tariff: Tariff, { next }: Account): Account['next'] =>
  next !== null && modeOf(tariff) === 'day' ? { ...next, tariff: { ...tariff, price: next.tariff.price } } : null;

export const ZONES = ['Asia/Dhaka', 'Africa/Nairobi', 'Europe/Berlin', 'America/Havana'] as const;
export const START = Date.parse('2027-01-01T00:00:00Z');
export const DAY = 86_400_000;

/** Prices that divide badly, are next to nothing, or nothing. */
export const prices = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(80000, 50000, 100001, 99999) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 300000 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 7) },
);

export const tariffs = (types: readonly Tariff['type'][]): fc.Arbitrary<Tariff> =>
  fc
    .record({
      type: fc.constantFrom(...types),
      price: prices,
      period: fc.constantFrom([30, 'days'], [1, 'months'], [3, 'months'], [7, 'days'], [36, 'hours'], [100, 'minutes']),
      billingDay: fc.integer({ min: 1, max: 28 }),
      graceDays: fc.constantFrom(0, 1, 5, 10, 40),
      lenient: fc.integer({ min: 0, max: 9 }),
      timing: fc.constantFrom('arrears', 'advance'),
      prorateFirst: fc.boolean(),
    })
    // Casts: of a tuple whose parts were widened.
    .map(({ period, lenient, ...rest }) => ({
      ...rest,
      autoSuspend: lenient > 0,
      validity: period[0],
      validityUnit: period[1],
    }));

const simple = (what: 'activate' | 'suspend' | 'reactivate' | 'renew' | 'delete' | 'restore') =>
  fc.constant({ what } as const);

/** What may happen, each at some time of so many days. */
export function events(days: number, most: number, changed: fc.Arbitrary<Tariff>): fc.Arbitrary<readonly Event[]> {
  const amount = fc.oneof(fc.constantFrom(80000, 50000, 2667, 100000), fc.integer({ min: 1, max: 200000 }));
  const what = fc.oneof(
    { weight: 12, arbitrary: fc.record({ what: fc.constant('pay' as const), amount }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('charge' as const, 'credit' as const), amount }) },
    {
      weight: 3,
      arbitrary: fc.record({
        what: fc.constant('reverse' as const),
        kind: fc.constantFrom('payment' as const, 'charge' as const, 'period' as const),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ what: fc.constant('extend' as const), days: fc.integer({ min: 0, max: 45 }) }),
    },
    { weight: 4, arbitrary: fc.record({ what: fc.constant('change' as const), tariff: changed }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('plan' as const), price: prices }) },
    { weight: 6, arbitrary: fc.constantFrom('suspend' as const, 'reactivate' as const).map((one) => ({ what: one })) },
    { weight: 4, arbitrary: simple('renew') },
    { weight: 2, arbitrary: simple('activate') },
    { weight: 1, arbitrary: fc.constantFrom('delete' as const, 'restore' as const).map((one) => ({ what: one })) },
  );
  return fc
    .array(fc.tuple(instants(days), what), { maxLength: most, size: 'max' })
    .map((all) => all.map(([at, one]) => ({ ...one, at })).toSorted((one, other) => one.at - other.at));
}

/** Instants within so many days, some of them to the hour, where midnights and changes of clocks are. */
export const instants = (days: number): fc.Arbitrary<number> =>
  fc.oneof(
    fc.integer({ min: 0, max: days * DAY }).map((after) => START + after),
    fc.integer({ min: 0, max: days * 24 }).map((hours) => START + hours * 3_600_000),
  );
