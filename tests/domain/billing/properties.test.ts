import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Account } from '#shared/domain/billing/account.ts';
import { openCharges } from '#shared/domain/billing/charges.ts';
import { daysBetween, monthsAfter } from '#shared/domain/billing/calendar.ts';
import { firstPeriod } from '#shared/domain/billing/events.ts';
import { priceBetween } from '#shared/domain/billing/price.ts';
import { nextDue, settle } from '#shared/domain/billing/settle.ts';
import { modeOf, type Tariff } from '#shared/domain/billing/tariff.ts';
import { dayAt, daysAfter } from '#shared/domain/time/day.ts';
import { DAY, type Event, events, instants, kept, type Kept, perform, run, START, tariffs, ZONES } from './history.ts';
import { customer, line, tariff as monthly, worldOf } from './office.ts';

const DAYS = 400;
const END = START + DAYS * DAY;
const ALL: readonly Tariff['type'][] = ['pppoe-daily', 'pppoe-monthly', 'hotspot', 'static-monthly', 'other'];

/** Somebody who was imported (with or without a day until which they had paid), registered, or waits to be activated. */
const people = fc
  .record({
    tariff: tariffs(ALL),
    timeZone: fc.constantFrom(...ZONES),
    origin: fc.constantFrom('imported', 'registered', 'waiting', 'suspended'),
    paidFor: fc.option(fc.integer({ min: -60, max: 120 })),
    opening: fc.constantFrom(0, 0, 100000, -50000),
    hours: fc.integer({ min: 0, max: 1000 }),
  })
  .map(({ tariff, timeZone, origin, paidFor, opening, hours }) => {
    const world = worldOf(timeZone);
    const createdAt = START - hours * 3_600_000;
    const expiresAt = paidFor === null || origin === 'registered' ? null : createdAt + paidFor * DAY;
    const state: Partial<Account> =
      origin === 'imported'
        ? { status: 'active', expiresAt }
        : origin === 'suspended'
          ? { status: 'suspended', suspendedReason: 'manual', expiresAt }
          : { status: 'pending', expiresAt, firstPeriodPosted: origin === 'registered' };
    const begun = kept({ ...customer({ createdAt, tariff }), ...state });
    const posted = opening === 0 ? [] : [line('opening', opening, createdAt)];
    if (origin === 'registered' && modeOf(tariff) !== 'day') {
      const { amount, from, to } = firstPeriod(tariff, createdAt, world);
      const kind = modeOf(tariff) === 'month' ? 'period' : 'renewal';
      posted.push(line(kind, -amount, createdAt, { periodFrom: from, periodTo: to, dueAt: createdAt + 10 * DAY }));
    }
    const lines = posted.filter(({ amount }) => amount !== 0);
    const account: Account = {
      ...begun.account,
      balance: lines.reduce((sum, { amount }) => sum + amount, 0),
      charges: lines.flatMap(({ id, amount, dueAt }) => (amount < 0 ? [{ id, amount: -amount, dueAt }] : [])),
    };
    return { person: { ...begun, account, ledger: lines }, world };
  });

const histories = fc.record({
  who: people,
  done: events(DAYS, 40, tariffs(ALL)),
  runs: fc.array(instants(DAYS), { maxLength: 40, size: 'max' }),
});
type History = typeof histories extends fc.Arbitrary<infer T> ? T : never;

function lived({ who: { person, world }, done }: History, runs: readonly number[], until = END): Kept {
  let office: Kept = person;
  let clock = START;
  const runTo = (to: number): void => {
    for (const time of runs.filter((one) => one > clock && one <= to)) {
      office = run(office, time, world);
      // Twice, and with the clock set back.
      office = run(run(office, time, world), time - 40 * DAY, world);
    }
    clock = to;
  };
  for (const [number, event] of done.entries()) {
    if (event.at > until) break;
    runTo(event.at);
    office = perform(office, event, number, world);
  }
  runTo(until);
  return run(office, until, world);
}

const sorted = (times: readonly number[]): number[] => times.toSorted((one, other) => one - other);
/** Ten times as many, and more, on request. */
const TIMES = Number(process.env['BILLING_TIMES'] ?? 1);
const check = (holds: (history: History) => void, numRuns = 120): void => {
  fc.assert(fc.property(histories, holds), { numRuns: numRuns * TIMES });
};

describe('property: for any history', () => {
  test('the ledger, the log and the account are the same whenever the clock runs', () => {
    check((history) => {
      expect(lived(history, sorted(history.runs))).toEqual(lived(history, []));
    });
  });

  test('a clock that runs at every instant at which something is due finds all there is', () => {
    check((history) => {
      const { person, world } = history.who;
      let office: Kept = person;
      for (const [number, event] of history.done.entries()) {
        for (let due = nextDue(office.account, world); due !== null && due <= event.at;) {
          office = run(office, due, world);
          due = nextDue(office.account, world);
        }
        office = perform(office, event, number, world);
      }
      expect(run(office, END, world)).toEqual(lived(history, []));
    }, 100);
  });

  test('the sum of all lines is the balance, and every line is a whole amount', () => {
    check((history) => {
      const { account, ledger } = lived(history, []);
      expect(ledger.reduce((sum, { amount }) => sum + amount, 0)).toBe(account.balance);
      expect(ledger.every(({ amount }) => Number.isSafeInteger(amount) && amount !== 0)).toBe(true);
    });
  });

  test('what is open is what is owed: to the last of it, and for the latest charges', () => {
    check((history) => {
      const { account } = lived(history, []);
      const open = openCharges(account);
      expect(open.reduce((sum, one) => sum + one.open, 0)).toBe(Math.max(0, -account.balance));
      expect(open.every((one) => one.open > 0 && one.open <= one.amount)).toBe(true);
      expect(open.slice(1).every((one) => one.open === one.amount)).toBe(true);
    });
  });

  test('no id is given twice', () => {
    check((history) => {
      const ids = lived(history, []).ledger.map(({ id }) => id);
      expect(ids.length - new Set(ids).size).toBe(0);
    });
  });

  test('days that were billed ahead and given back are billed again by the month, under an id of their own', () => {
    const ahead = monthly({ billingDay: 28, timing: 'advance', autoSuspend: false });
    const on = (day: string): number => Date.parse(`${day}T06:00:00Z`);
    const done: readonly Event[] = [
      // The bill of the 28th is for the days from 10 August on, as those before are paid.
      { what: 'change', tariff: { ...ahead, type: 'pppoe-daily' }, at: on('2027-07-28') },
      { what: 'change', tariff: { ...ahead, billingDay: 1, timing: 'arrears' }, at: on('2027-08-09') },
    ];
    const paid = { status: 'active', expiresAt: on('2027-08-09') } as const;
    const person = kept({ ...customer({ createdAt: on('2027-07-11'), tariff: ahead }), ...paid });
    const { ledger } = lived({ who: { person: { ...person, ledger: [] }, world: worldOf() }, done, runs: [] }, []);
    const twice = ledger.filter(({ kind, periodFrom }) => kind === 'period' && periodFrom === '2027-08-10');
    expect(twice.map(({ periodTo }) => periodTo)).toEqual(['2027-08-28', '2027-09-01']);
    expect(new Set(ledger.map(({ id }) => id)).size).toBe(ledger.length);
  });

  test('no day is charged twice, unless it was given back when the way to pay was changed', () => {
    check((history) => {
      // What costs next to nothing is given back as nothing.
      const given = [history.who.person.account, ...history.done].flatMap((one) => ('tariff' in one ? one.tariff : []));
      fc.pre(given.every(({ price }) => price >= 1000));
      const charged = new Map<string, number>();
      for (const { kind, periodFrom, periodTo } of lived(history, []).ledger) {
        if (periodFrom === undefined || periodTo === undefined || kind === 'renewal') continue;
        for (let day = periodFrom; day < periodTo; day = daysAfter(day, 1)) {
          const times = charged.get(day) ?? 0;
          expect([day, kind, times < 1 || kind === 'adjustment']).toEqual([day, kind, true]);
          charged.set(day, kind === 'adjustment' ? 0 : times + 1);
        }
      }
    });
  });

  test('what was done first stands first', () => {
    check((history) => {
      const { ledger, log } = lived(history, sorted(history.runs));
      const times = ledger.filter(({ at }) => at > START).map(({ at }) => at);
      expect(times).toEqual(sorted(times));
      expect(log.map(({ at }) => at)).toEqual(sorted(log.map(({ at }) => at)));
    });
  });
});

describe('property: whoever is served at some time of any history', () => {
  const moments = fc.record({ history: histories, moment: instants(DAYS) });
  const served = (holds: (account: Account, world: History['who']['world']) => void): void => {
    fc.assert(
      fc.property(moments, ({ history, moment }) => {
        const { account } = lived(history, [], moment);
        if (account.status === 'active' && account.tariff.type !== 'other') holds(account, history.who.world);
      }),
      { numRuns: 250 * TIMES },
    );
  };
  const FAR = 4.5 * 365 * DAY;

  test('is served as long as it is paid, and no second longer if nothing more is paid', () => {
    served((account, world) => {
      const { expiresAt, settledAt, next } = account;
      if (expiresAt === null) {
        expect(settle(account, (settledAt ?? 0) + FAR, world).account.status).toBe('active');
        return;
      }
      const isFar = expiresAt - (settledAt ?? 0) > FAR;
      const atLast = settle(account, expiresAt - 1, world);
      expect(atLast.account.status).toBe('active');
      expect(atLast.happenings.every(({ kind }) => kind === 'package-changed')).toBe(true);
      if (next === null && !isFar) expect(settle(account, expiresAt + 1000, world).account.status).not.toBe('active');
    });
  });

  test('stays paid until then as time goes by', () => {
    served((account, world) => {
      const { expiresAt, settledAt } = account;
      if (expiresAt === null || settledAt === null || expiresAt - settledAt > FAR) return;
      for (const part of [0.1, 0.5, 0.9]) {
        const later = settle(account, settledAt + (expiresAt - settledAt) * part, world);
        expect(later.account.expiresAt).toBe(expiresAt);
      }
      expect(settle(account, expiresAt + 5000, world).account.expiresAt).toBe(expiresAt);
    });
  });
});

describe('property: prices', () => {
  const days = fc.integer({ min: 0, max: 3000 }).map((count) => daysAfter('2024-01-01', count));

  test('parts of a time cost together what the whole costs', () => {
    fc.assert(
      fc.property(
        tariffs(ALL),
        days,
        fc.integer({ min: 0, max: 400 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (tariff, from, length, where) => {
          const [between, to] = [daysAfter(from, Math.floor(length * where)), daysAfter(from, length)];
          const parts = priceBetween(tariff, from, between) + priceBetween(tariff, between, to);
          expect(priceBetween(tariff, from, to)).toBe(parts);
          expect(parts).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  test('twelve months by the month cost twelve prices, from any day to the same day a year later', () => {
    fc.assert(
      fc.property(tariffs(['pppoe-monthly']), fc.integer({ min: 0, max: 60 }), (given, months) => {
        const tariff: Tariff = { ...given, validity: 1, validityUnit: 'months' };
        const from = monthsAfter(`2024-01-${String(tariff.billingDay).padStart(2, '0')}`, months);
        expect(priceBetween(tariff, from, monthsAfter(from, 12))).toBe(12 * tariff.price);
      }),
    );
  });

  test('a validity of days costs its price, from any day on', () => {
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        (from, validity, price) => {
          const tariff = monthly({ type: 'pppoe-daily', validity, price });
          expect(priceBetween(tariff, from, daysAfter(from, validity))).toBe(price);
        },
      ),
    );
  });

  test('a year of bills is twelve prices, with any billing day, whatever is paid and whenever the clock runs', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: 1, max: 28 }),
        fc.constantFrom('arrears' as const, 'advance' as const),
        fc.integer({ min: 1, max: 300000 }),
        events(DAYS, 20, fc.constant(monthly())),
        (timeZone, billingDay, timing, price, done) => {
          const world = worldOf(timeZone);
          const begun = START + 3 * DAY;
          const tariff = monthly({ billingDay, timing, price });
          const paid: readonly Event[] = done.filter(({ what }) =>
            ['pay', 'credit', 'charge', 'extend'].includes(what),
          );
          let office = perform(
            kept(customer({ createdAt: START, tariff })),
            { what: 'activate', at: begun },
            1000,
            world,
          );
          for (const [number, event] of paid.entries()) {
            if (event.at > begun) office = perform(office, event, number, world);
          }
          const bills = run(office, START + 800 * DAY, world).ledger.filter(({ kind }) => kind === 'period');
          const whole = bills.filter(({ periodFrom = '' }) => periodFrom > dayAt(begun, timeZone));
          expect(whole.slice(0, 12).reduce((sum, { amount }) => sum - amount, 0)).toBe(12 * price);
          // One month's bill ends where the next one's begins.
          for (const [index, { periodFrom }] of bills.entries()) {
            if (index > 0) expect(bills[index - 1]?.periodTo).toBe(periodFrom);
          }
          expect(daysBetween(whole[0]?.periodFrom ?? '', whole[12]?.periodFrom ?? '')).toBeGreaterThanOrEqual(365);
        },
      ),
      { numRuns: 50 * TIMES },
    );
  });
});
