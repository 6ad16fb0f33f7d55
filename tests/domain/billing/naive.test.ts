import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CustomerType } from '#shared/domain/customer/customer.ts';
import { DAY, type Event, events, instants, kept, type Kept, perform, run, START, tariffs, ZONES } from './history.ts';
import { nameOf } from './naive-calendar.ts';
import { Naive } from './naive.ts';
import { customer, worldOf } from './office.ts';

const TWO_YEARS = 730;

/** Which tariffs somebody may change to. By hand, time that runs out is only ever bought, and never becomes a month. */
const CHANGES: Readonly<Record<CustomerType, readonly CustomerType[]>> = {
  'pppoe-daily': ['pppoe-daily', 'pppoe-daily', 'pppoe-monthly'],
  'pppoe-monthly': ['pppoe-monthly', 'pppoe-monthly', 'pppoe-daily', 'static-monthly'],
  'static-monthly': ['static-monthly', 'pppoe-monthly'],
  hotspot: ['hotspot'],
  other: ['other'],
};

/** A customer of the type, what is done to them in two years, and when the clock runs: late, twice, set back, not at all. */
const lives = (type: CustomerType) =>
  fc.record({
    tariff: tariffs([type]),
    begins: fc.integer({ min: 0, max: 45 * DAY }).map((after) => START + after),
    events: events(TWO_YEARS, 50, tariffs(CHANGES[type])),
    runs: fc.array(instants(TWO_YEARS), { maxLength: 40, size: 'max' }),
    timeZone: fc.constantFrom(...ZONES),
  });

const END = START + TWO_YEARS * DAY;

function billed({ tariff, begins, events: done, runs, timeZone }: Life, isRun: boolean): Kept {
  const world = worldOf(timeZone);
  const all: readonly (number | Event)[] = [...first(begins), ...done.filter(({ at }) => at >= begins)];
  const times = isRun ? runs.toSorted((one, other) => one - other) : [];
  let office = kept(customer({ createdAt: START, tariff }));
  let number = 0;
  let clock = START;
  for (const event of all) {
    if (typeof event === 'number') continue;
    for (const time of times.filter((one) => one > clock && one <= event.at)) {
      office = run(office, time, world);
      // Once more, and with the clock set back.
      office = run(run(office, time, world), time - 3 * DAY, world);
    }
    clock = event.at;
    office = perform(office, event, number++, world);
  }
  for (const time of times.filter((one) => one > clock)) office = run(office, time, world);
  return run(office, END, world);
}

const first = (at: number): readonly Event[] => [{ what: 'activate', at }];

function byHand({ tariff, begins, events: done, timeZone }: Life): Naive {
  const naive = new Naive(tariff, timeZone);
  naive.live([...first(begins), ...done.filter(({ at }) => at >= begins)], START, END);
  return naive;
}

type Life = ReturnType<typeof lives> extends fc.Arbitrary<infer T> ? T : never;

const iso = (at: number | null | undefined): string => (at == null ? '-' : new Date(at).toISOString().slice(0, 19));

function accounts(life: Life): { readonly ours: object; readonly naive: object } {
  const { account, ledger, log } = billed(life, true);
  const naive = byHand(life);
  return {
    ours: {
      ledger: ledger.map(({ kind, amount, at, dueAt, periodFrom, periodTo }) =>
        [iso(at), kind, amount, periodFrom ?? '-', periodTo ?? '-', iso(dueAt)].join(' '),
      ),
      log: log.map(({ kind, at }) => `${iso(at)} ${kind}`),
      status: account.suspendedReason === 'unpaid' ? 'unpaid' : account.status,
      balance: account.balance,
    },
    naive: {
      ledger: naive.paper.lines.map(({ kind, amount, at, due, from, to }) =>
        [
          iso(at),
          kind,
          amount,
          from === undefined ? '-' : nameOf(from),
          to === undefined ? '-' : nameOf(to),
          iso(due),
        ].join(' '),
      ),
      log: naive.log.map((entry) => {
        const [at, ...what] = entry.split(' ');
        return `${iso(Number(at))} ${what.join(' ')}`;
      }),
      status: naive.status,
      balance: naive.paper.balance,
    },
  };
}

describe('two years of a hundred customers, whatever happens to them and whenever the clock runs', () => {
  const TYPES: readonly CustomerType[] = ['pppoe-daily', 'pppoe-monthly', 'hotspot', 'static-monthly', 'other'];
  const numRuns = Number(process.env['BILLING_CUSTOMERS'] ?? 100) / TYPES.length;

  test.each(TYPES)('%s: the ledger and the log are those that somebody comes to by hand, day by day', (type) => {
    fc.assert(
      fc.property(lives(type), (life) => {
        const { ours, naive } = accounts(life);
        expect(ours).toEqual(naive);
      }),
      { numRuns },
    );
  });
});
