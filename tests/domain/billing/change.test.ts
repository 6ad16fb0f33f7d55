import { describe, expect, test } from 'vitest';
import type { Account, Step } from '#shared/domain/billing/account.ts';
import { openCharges } from '#shared/domain/billing/charges.ts';
import { activate, changeTariff, planPackage, postLine } from '#shared/domain/billing/events.ts';
import { settle } from '#shared/domain/billing/settle.ts';
import type { Tariff } from '#shared/domain/billing/tariff.ts';
import { wallClock } from '#shared/domain/time/day.ts';
import { all, customer, daily, line, log, paper, tariff, worldOf } from './office.ts';

const world = worldOf('Asia/Dhaka');
const at = (text: string): number => Date.parse(`${text}+06:00`);
const until = (when: string) => (account: Account) => settle(account, at(when), world);
const to = (terms: Tariff, when: string) => (account: Account) =>
  changeTariff(account, terms, `change ${when}`, at(when), world);
const pay = (amount: number, when: string) => (account: Account) =>
  postLine(account, line('payment', amount, at(when)), world);

/** By the month, 31.00: a taka a day in months of 31. Nobody is suspended, unless said. */
const month = (given: Partial<Tariff> = {}): Tariff => tariff({ price: 3100, autoSuspend: false, ...given });
const ahead = (given: Partial<Tariff> = {}): Tariff => month({ timing: 'advance', ...given });
/** By the day, 10.00. */
const day = (given: Partial<Tariff> = {}): Tariff => daily({ autoSuspend: false, ...given });
const hotspot = tariff({ type: 'hotspot', validity: 7, price: 50000 });

const begun = (terms: Tariff, when = '2026-12-01T00:00'): Account =>
  activate(customer({ createdAt: at(when), tariff: terms }), at(when), world).account;

describe('another tariff on 16 December at noon', () => {
  const NOON = '2026-12-16T12:00';
  test.each<[string, Tariff, Tariff, readonly string[]]>([
    [
      'twice the price, in arrears: half the month at the old one, half at the new one',
      month(),
      month({ price: 6200 }),
      ['2026-12-16 period -1500 2026-12-01/2026-12-16', '2027-01-01 period -3200 2026-12-16/2027-01-01'],
    ],
    [
      'twice the price, in advance: the difference for what is left of the month',
      ahead(),
      ahead({ price: 6200 }),
      ['2026-12-16 adjustment -1600 2026-12-16/2027-01-01', '2027-01-01 period -6200 2027-01-01/2027-02-01'],
    ],
    [
      'half the price, in advance: the difference is given back',
      ahead(),
      ahead({ price: 1550 }),
      ['2026-12-16 adjustment 800 2026-12-16/2027-01-01', '2027-01-01 period -1550 2027-01-01/2027-02-01'],
    ],
    [
      'another billing day, in arrears: a bill up to today, and one up to that day',
      month(),
      month({ billingDay: 20 }),
      [
        '2026-12-16 period -1500 2026-12-01/2026-12-16',
        // Four of the thirty days from 20 November on.
        '2026-12-20 period -413 2026-12-16/2026-12-20',
        '2027-01-20 period -3100 2026-12-20/2027-01-20',
      ],
    ],
    [
      'another billing day, in advance: what is paid for stays so, the next bill is for what is left up to that day',
      ahead(),
      ahead({ billingDay: 20 }),
      ['2026-12-20 period -1900 2027-01-01/2027-01-20', '2027-01-20 period -3100 2027-01-20/2027-02-20'],
    ],
    [
      'from arrears to advance: what was served is billed, and what is left of the month at once',
      month(),
      ahead(),
      [
        '2026-12-16 period -1500 2026-12-01/2026-12-16',
        '2026-12-16 period -1600 2026-12-16/2027-01-01',
        '2027-01-01 period -3100 2027-01-01/2027-02-01',
      ],
    ],
    [
      'from advance to arrears: a month without a bill',
      ahead(),
      month(),
      ['2027-02-01 period -3100 2027-01-01/2027-02-01'],
    ],
    [
      'from the month to the day, in arrears: a bill with today, from tomorrow on each day',
      month(),
      day(),
      ['2026-12-16 period -1600 2026-12-01/2026-12-17', '2026-12-17 day -1000 2026-12-17/2026-12-18'],
    ],
    [
      'from the month to the day, in advance: from tomorrow on the month is given back',
      ahead(),
      day(),
      ['2026-12-16 adjustment 1500 2026-12-17/2027-01-01', '2026-12-17 day -1000 2026-12-17/2026-12-18'],
    ],
    [
      'from the day to the month: today is charged by the day already',
      day(),
      month(),
      [
        ...Array.from(
          { length: 15 },
          (_, i) =>
            `2026-12-${String(i + 2).padStart(2, '0')} day -1000 2026-12-${String(i + 2).padStart(2, '0')}/2026-12-${String(i + 3).padStart(2, '0')}`,
        ),
        '2027-01-01 period -1500 2026-12-17/2027-01-01',
      ],
    ],
    [
      'the same once more: nothing',
      month(),
      month(),
      ['2026-12-16 period -1500 2026-12-01/2026-12-16', '2027-01-01 period -1600 2026-12-16/2027-01-01'],
    ],
  ])('%s', (_, before, after, lines) => {
    const step = all(begun(before), to(after, NOON), until('2027-02-01T00:00'));
    expect(paper(step, world).slice(0, lines.length)).toEqual(lines);
  });

  test('of somebody who has paid for months ahead, is reckoned for all of them', () => {
    const paid = customer({
      createdAt: at('2026-12-01T10:00'),
      status: 'active',
      tariff: month(),
      expiresAt: at('2027-03-31T23:59:59'),
    });
    // 16 days of December, January, February, March.
    expect(paper(all(paid, to(month({ price: 6200 }), NOON)), world)).toEqual([
      `2026-12-16 adjustment ${-(1600 + 3100 + 3100 + 3100)} 2026-12-16/2027-04-01`,
    ]);
  });

  test('charged for with a due day of the next bill, it suspends when that is over', () => {
    const strict = { autoSuspend: true } as const;
    const step = all(begun(ahead(strict)), pay(3100, '2026-12-01T00:00'), to(ahead({ ...strict, price: 6200 }), NOON));
    expect(openCharges(step.account).map(({ open }) => open)).toEqual([1600]);
    expect(wallClock(step.account.expiresAt ?? 0, world.timeZone)).toBe('2027-01-06 23:59');
    expect(log(all(step.account, until('2027-02-01T00:00')), world)).toEqual(['2027-01-07 00:00 suspended']);
  });

  test('on the day of the activation, not prorated: the first month costs the new price, whole', () => {
    const whole = { prorateFirst: false } as const;
    const arrears = all(
      begun(month(whole), '2026-12-16T10:00'),
      to(month({ ...whole, price: 6200 }), NOON),
      until('2027-01-01T00:00'),
    );
    expect(arrears.account.balance).toBe(-6200);
    const advance = all(begun(ahead(whole), '2026-12-16T10:00'), to(ahead({ ...whole, price: 6200 }), NOON));
    expect(advance.account.balance).toBe(-6200);
  });

  test('there and back again on one day leaves nothing behind, and no id twice', () => {
    const hours = ['10', '11', '12', '13', '14', '15'];
    const ways = hours.map((hour, i) => to(i % 2 === 0 ? day() : ahead(), `2026-12-16T${hour}:00`));
    const step = all(begun(ahead()), ...ways);
    expect(step.account).toMatchObject({ balance: -3100, billedThrough: '2027-01-01' });
    expect(new Set(step.postings.map(({ id }) => id)).size).toBe(step.postings.length);
  });

  test('brings back who was suspended and is not any more under it', () => {
    const strict = { autoSuspend: true } as const;
    const unpaid = all(begun(day(strict)), pay(1500, '2026-12-01T08:00'), until('2026-12-10T00:00')).account;
    expect(unpaid).toMatchObject({ status: 'suspended', balance: 500 });
    const cheaper = all(unpaid, to(day({ ...strict, price: 15000 }), NOON));
    expect(log(cheaper, world)).toEqual(['2026-12-16 12:00 reactivated']);
    expect(cheaper.account.balance).toBe(0);
    expect(all(unpaid, to(month(strict), NOON)).account.status).toBe('active');
    const overdue = all(begun(month(strict)), until('2027-01-10T00:00')).account;
    expect(all(overdue, to(month(), '2027-01-16T12:00')).account.status).toBe('active');
  });

  test('of somebody who is not served changes the price alone', () => {
    const pending = customer({ createdAt: at('2026-12-01T00:00'), tariff: month() });
    expect(all(pending, to(day(), NOON))).toMatchObject({
      postings: [],
      account: { status: 'pending', tariff: day() },
    });
  });
});

describe('from or to time that runs out', () => {
  test.each<[string, Tariff, string]>([
    ['the month in arrears', month(), '2026-12-16 23:59'],
    ['the month in advance', ahead(), '2026-12-16 23:59'],
    ['the day', day(), '2026-12-16 23:59'],
  ])('from %s: today is paid for, and then it is over', (_, terms, end) => {
    const step = all(begun(terms), to(hotspot, '2026-12-16T12:00'));
    expect(wallClock(step.account.expiresAt ?? 0, world.timeZone)).toBe(end);
    expect(log(all(step.account, until('2026-12-20T00:00')), world)).toEqual(['2026-12-16 23:59 expired']);
  });

  test('to the day or the month: charged from behind the time that is left', () => {
    const left = begun(hotspot, '2026-12-10T12:00');
    expect(all(left, to(day(), '2026-12-12T12:00')).account.billedThrough).toBe('2026-12-18');
    const other = begun(tariff({ type: 'other' }), '2026-12-10T12:00');
    expect(all(other, to(day(), '2026-12-12T12:00')).account.billedThrough).toBe('2026-12-13');
    expect(paper(all(other, to(ahead(), '2026-12-12T12:00')), world)).toEqual([
      '2026-12-12 period -2000 2026-12-12/2027-01-01',
    ]);
  });

  test('planned for tomorrow, as for any package: until then it stays as it was', () => {
    const next = { tariff: hotspot, packageId: 'hotspot', from: '2026-12-17' };
    const planned = all(begun(day({ autoSuspend: true })), pay(100000, '2026-12-01T08:00'), (account) =>
      planPackage(account, next, at('2026-12-16T12:00'), world),
    );
    expect(wallClock(planned.account.expiresAt ?? 0, world.timeZone)).toBe('2026-12-16 23:59');
    expect(log(all(planned.account, until('2026-12-20T00:00')), world)).toEqual([
      '2026-12-17 00:00 package-changed',
      '2026-12-17 00:00 expired',
    ]);
  });
});

test('a step is what was posted, in its order', () => {
  const step: Step = all(begun(month()), to(ahead(), '2026-12-16T12:00'));
  expect(step.postings.map(({ amount }) => amount)).toEqual([-1500, -1600]);
});
