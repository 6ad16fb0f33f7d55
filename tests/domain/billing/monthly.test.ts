import { describe, expect, test } from 'vitest';
import type { Account, Step } from '#shared/domain/billing/account.ts';
import { openCharges } from '#shared/domain/billing/charges.ts';
import { activate, end, extend, postLine, renewalPrice } from '#shared/domain/billing/events.ts';
import { settle } from '#shared/domain/billing/settle.ts';
import type { Tariff } from '#shared/domain/billing/tariff.ts';
import { wallClock } from '#shared/domain/time/day.ts';
import { all, customer, line, log, paper, tariff, worldOf } from './office.ts';

const world = worldOf('Asia/Dhaka');
const at = (text: string): number => Date.parse(`${text}+06:00`);
const pay = (amount: number, when: string) => (account: Account) =>
  postLine(account, line('payment', amount, at(when)), world);
const until = (when: string) => (account: Account) => settle(account, at(when), world);
const paidUntil = ({ account: { expiresAt } }: Step): string | null =>
  expiresAt === null ? null : wallClock(expiresAt, world.timeZone);

/** 800.00 for 30 days, billed on the first, five days of grace. */
const begun = (given: Partial<Tariff> = {}, when = '2026-11-10T10:00'): Step =>
  activate(customer({ createdAt: at(when), tariff: tariff(given) }), at(when), world);

describe('a monthly bill', () => {
  test.each<[string, Partial<Tariff>, string, readonly string[]]>([
    [
      'in arrears: on the billing day, for the days up to it; the first one for its days',
      {},
      '2026-11-10T10:00',
      ['2026-12-01 period -56000 2026-11-10/2026-12-01', '2027-01-01 period -80000 2026-12-01/2027-01-01'],
    ],
    [
      'in advance: at once for what is left of the month, then for the month that begins',
      { timing: 'advance' },
      '2026-11-10T10:00',
      [
        '2026-11-10 period -56000 2026-11-10/2026-12-01',
        '2026-12-01 period -80000 2026-12-01/2027-01-01',
        '2027-01-01 period -80000 2027-01-01/2027-02-01',
      ],
    ],
    [
      'whole at first, where the profile does not prorate, in arrears',
      { prorateFirst: false },
      '2026-11-10T10:00',
      ['2026-12-01 period -80000 2026-11-10/2026-12-01', '2027-01-01 period -80000 2026-12-01/2027-01-01'],
    ],
    [
      'whole at first, where the profile does not prorate, in advance',
      { prorateFirst: false, timing: 'advance' },
      '2026-12-10T10:00',
      ['2026-12-10 period -80000 2026-12-10/2027-01-01', '2027-01-01 period -80000 2027-01-01/2027-02-01'],
    ],
    [
      'for a whole month when service begins on the billing day',
      { billingDay: 10 },
      '2026-11-10T10:00',
      ['2026-12-10 period -80000 2026-11-10/2026-12-10', '2027-01-10 period -80000 2026-12-10/2027-01-10'],
    ],
    [
      'for one day when service begins on the day before',
      { billingDay: 11, price: 90000 },
      '2026-12-10T10:00',
      ['2026-12-11 period -3000 2026-12-10/2026-12-11', '2027-01-11 period -90000 2026-12-11/2027-01-11'],
    ],
    [
      'of a package of a week: for its days',
      { validity: 7, price: 7000 },
      '2026-12-01T10:00',
      ['2027-01-01 period -31000 2026-12-01/2027-01-01'],
    ],
    [
      'of a package of three months: a third, three of which are the price',
      { validity: 3, validityUnit: 'months', price: 10000 },
      '2026-10-01T10:00',
      [
        '2026-11-01 period -3334 2026-10-01/2026-11-01',
        '2026-12-01 period -3333 2026-11-01/2026-12-01',
        '2027-01-01 period -3333 2026-12-01/2027-01-01',
      ],
    ],
    ['of nothing is none', { price: 0 }, '2026-11-10T10:00', []],
  ])('%s', (_, given, when, lines) => {
    const first = begun({ autoSuspend: false, ...given }, when);
    const step = all(first.account, until('2027-01-20T00:00'));
    expect([...paper(first, world), ...paper(step, world)]).toEqual(lines);
  });

  test.each([
    ['2027-02-01', '2027-03-01', 28],
    ['2028-02-01', '2028-03-01', 29],
    ['2027-04-01', '2027-05-01', 30],
    ['2027-05-01', '2027-06-01', 31],
  ])('costs the same in a month of %s to %s, %i days; each of its days a part', (from, to, days) => {
    const step = all(begun({ autoSuspend: false }, `${from}T00:00`).account, until(`${to}T00:00`));
    expect(paper(step, world)).toEqual([`${to} period -80000 ${from}/${to}`]);
    const half = all(begun({ autoSuspend: false }, `${from}T00:00`).account, (account) =>
      end(account, at(`${from.slice(0, 8)}15T12:00`), world),
    );
    expect(half.account.balance).toBe(-Math.round((80000 * 14) / days));
  });

  test('is overdue when the days of grace are over, and suspends then', () => {
    const step = all(begun().account, until('2026-12-06T23:59:59'));
    expect(step.account.status).toBe('active');
    expect(log(all(step.account, until('2026-12-10T00:00')), world)).toEqual(['2026-12-07 00:00 suspended']);
  });

  test.each([
    [0, '2026-12-02 00:00 suspended'],
    [1, '2026-12-03 00:00 suspended'],
    [40, '2027-01-11 00:00 suspended'],
  ])('with %i days of grace: %s', (graceDays, when) => {
    expect(log(all(begun({ graceDays }).account, until('2027-02-01T00:00')), world)).toEqual([when]);
  });

  test('paid in part suspends all the same, and the rest of it brings service back', () => {
    const partly = all(begun().account, pay(30000, '2026-12-03T10:00'), until('2026-12-20T00:00'));
    expect(openCharges(partly.account)).toMatchObject([{ amount: 56000, open: 26000 }]);
    expect(log(partly, world)).toEqual(['2026-12-07 00:00 suspended']);
    const less = all(partly.account, pay(25999, '2026-12-20T10:00'));
    expect(less.account.status).toBe('suspended');
    const paid = all(less.account, pay(1, '2026-12-20T11:00'));
    expect(log(paid, world)).toEqual(['2026-12-20 11:00 reactivated']);
    expect(paidUntil(paid)).toBe('2027-01-06 23:59');
  });

  test('goes on coming while somebody is suspended as unpaid; the oldest is paid first', () => {
    const owing = all(begun().account, until('2027-02-03T00:00')).account;
    expect(openCharges(owing).map(({ open }) => open)).toEqual([56000, 80000, 80000]);
    const paid = all(owing, pay(100000, '2027-02-03T10:00'));
    expect(openCharges(paid.account).map(({ open }) => open)).toEqual([36000, 80000]);
    expect(paid.account.status).toBe('suspended');
    // What was overdue is paid; the bill of February still has its days.
    expect(all(paid.account, pay(36000, '2027-02-03T11:00')).account.status).toBe('active');
  });

  test('paid ahead: paid until the first one that is not covered is overdue', () => {
    const step = all(begun().account, pay(56000 + 80000 + 79999, '2026-11-11T10:00'));
    expect(paidUntil(step)).toBe('2027-02-06 23:59');
    expect(log(all(step.account, until('2027-03-01T00:00')), world)).toEqual(['2027-02-07 00:00 suspended']);
  });

  test('suspends nobody whose profile says so, and has no end then', () => {
    const step = all(begun({ autoSuspend: false }).account, until('2027-11-01T00:00'));
    expect(step.account).toMatchObject({ status: 'active', expiresAt: null });
  });

  test('may wait: more time to pay suspends behind its last second', () => {
    const extended = all(begun().account, (account) =>
      extend(account, at('2026-12-15T23:59:59'), at('2026-12-05T10:00'), world),
    );
    expect(paidUntil(extended)).toBe('2026-12-15 23:59');
    expect(log(all(extended.account, until('2027-01-01T00:00')), world)).toEqual(['2026-12-16 00:00 suspended']);
  });

  test('and more time given to somebody who is suspended brings them back', () => {
    const suspended = all(begun().account, until('2026-12-10T00:00')).account;
    const step = all(suspended, (account) => extend(account, at('2026-12-15T23:59:59'), at('2026-12-10T10:00'), world));
    expect(log(step, world)).toEqual(['2026-12-10 10:00 reactivated']);
    expect(paidUntil(step)).toBe('2026-12-15 23:59');
  });
});

describe('a line that is taken back', () => {
  const payment = line('payment', 56000, at('2026-12-03T10:00'));
  const paid = all(begun().account, (account) => postLine(account, payment, world)).account;
  const back = (when: string) => (account: Account) =>
    postLine(account, line('reversal', -56000, at(when), { reverses: payment.id }), world);

  test('a payment, before the bill is due: the bill is open again, and nothing else', () => {
    const step = all(paid, back('2026-12-04T10:00'));
    expect(step.account.status).toBe('active');
    expect(openCharges(step.account)).toMatchObject([{ amount: 56000, open: 56000 }]);
    expect(paidUntil(step)).toBe('2026-12-06 23:59');
  });

  test('a payment, after the bill is due: suspended at once', () => {
    const step = all(paid, back('2026-12-20T10:00'));
    expect(log(step, world)).toEqual(['2026-12-20 10:00 suspended']);
  });

  test('a bill: it is owed no longer, and not billed again', () => {
    const billed = all(begun().account, until('2026-12-10T00:00'));
    const [bill] = billed.postings;
    const step = all(billed.account, (account) =>
      postLine(account, line('reversal', 56000, at('2026-12-10T10:00'), { reverses: bill?.id ?? '' }), world),
    );
    expect(step.account).toMatchObject({ status: 'active', balance: 0, charges: [] });
    expect(paper(all(step.account, until('2027-01-02T00:00')), world)).toEqual([
      '2027-01-01 period -80000 2026-12-01/2027-01-01',
    ]);
  });

  test('a charge for something else, due with no bill, suspends nobody', () => {
    const step = all(
      paid,
      (account) => postLine(account, line('charge', -150000, at('2026-12-05T10:00')), world),
      until('2026-12-31T00:00'),
    );
    expect(step.account.status).toBe('active');
    // What is paid next pays for it first: the bill after that stays open.
    const later = all(step.account, pay(80000, '2027-01-02T10:00'));
    expect(openCharges(later.account).map(({ open }) => open)).toEqual([70000, 80000]);
  });
});

describe('what "renew" costs by the month', () => {
  test.each([
    ['what is owed', '2026-12-03T10:00', 0, 56000],
    ['what is left of it', '2026-12-03T10:00', 20000, 36000],
    ['the bill to come, which is for part of a month at first', '2026-11-20T10:00', 0, 56000],
    ['what is missing for it', '2026-11-20T10:00', 50000, 6000],
    ['the one behind it, where that is covered', '2026-11-20T10:00', 56000, 80000],
  ])('%s', (_, when, amount, price) => {
    const step = all(begun().account, until(when), ...(amount > 0 ? [pay(amount, when)] : []));
    expect(renewalPrice(step.account, world)).toBe(price);
    const before = step.account.expiresAt ?? 0;
    const renewed = all(step.account, pay(price, when));
    expect(renewed.account.expiresAt).toBeGreaterThan(before);
    expect(all(step.account, pay(price - 1, when)).account.expiresAt).toBe(before);
  });
});
