import { describe, expect, test } from 'vitest';
import {
  activate,
  changeTariff,
  extend,
  planPackage,
  postLine,
  reactivate,
  suspend,
} from '#shared/domain/billing/events.ts';
import type { Account, Step } from '#shared/domain/billing/account.ts';
import { settle } from '#shared/domain/billing/settle.ts';
import { wallClock } from '#shared/domain/time/day.ts';
import { all, customer, daily, line, log, paper, worldOf } from './office.ts';

const world = worldOf('Asia/Dhaka');
const at = (text: string): number => Date.parse(`${text}+06:00`);
const pay = (amount: number, when: string) => (account: Account) =>
  postLine(account, line('payment', amount, at(when)), world);
const until = (when: string) => (account: Account) => settle(account, at(when), world);
const paidUntil = ({ account: { expiresAt } }: Step): string | null =>
  expiresAt === null ? null : wallClock(expiresAt, world.timeZone);

/** Prepaid by the day at 300.00 for 30 days: 10.00 a day. Activated on 10 November at ten in the morning. */
const begun = (given: Parameters<typeof daily>[0] = {}): Account =>
  activate(customer({ createdAt: at('2026-11-10T10:00'), tariff: daily(given) }), at('2026-11-10T10:00'), world)
    .account;

describe('daily billing', () => {
  test('given no credit, when the first midnight comes, then they are suspended: the day of the activation was free', () => {
    const step = all(begun(), until('2026-11-20T00:00'));
    expect(paper(step, world)).toEqual([]);
    expect(log(step, world)).toEqual(['2026-11-11 00:00 suspended']);
    expect(paidUntil(step)).toBe('2026-11-10 23:59');
  });

  test('given credit for three days and a half, then three midnights deduct a day, and the fourth suspends', () => {
    const paid = all(begun(), pay(3500, '2026-11-10T12:00'));
    expect(paidUntil(paid)).toBe('2026-11-13 23:59');
    const step = all(paid.account, until('2026-12-01T00:00'));
    expect(paper(step, world)).toEqual([
      '2026-11-11 day -1000 2026-11-11/2026-11-12',
      '2026-11-12 day -1000 2026-11-12/2026-11-13',
      '2026-11-13 day -1000 2026-11-13/2026-11-14',
    ]);
    expect(log(step, world)).toEqual(['2026-11-14 00:00 suspended']);
    expect(step.account).toMatchObject({ status: 'suspended', suspendedReason: 'unpaid', balance: 500 });
  });

  test.each([
    ['what is missing of a day', 500, ['2026-11-20 15:00 reactivated'], '2026-11-20 23:59', 0],
    ['two days and more', 1700, ['2026-11-20 15:00 reactivated'], '2026-11-21 23:59', 200],
    ['less than is missing', 499, [], '2026-11-13 23:59', 999],
  ])(
    'given a suspension with 5.00 left, when %s is paid, then the day under way is charged at once',
    (_, amount, what, paid, left) => {
      const suspended = all(begun(), pay(3500, '2026-11-10T12:00'), until('2026-11-20T14:00')).account;
      const step = all(suspended, pay(amount, '2026-11-20T15:00'));
      expect(log(step, world)).toEqual(what);
      expect(paidUntil(step)).toBe(paid);
      expect(step.account.balance).toBe(what.length === 0 ? left : left + (amount === 1700 ? 1000 : 0));
    },
  );

  test('given several payments on one day, then the day is charged once', () => {
    const step = all(
      begun(),
      until('2026-11-20T09:00'),
      pay(1000, '2026-11-20T10:00'),
      pay(1000, '2026-11-20T11:00'),
      pay(1000, '2026-11-20T23:59'),
    );
    expect(paper(step, world).filter((one) => one.includes('day'))).toEqual([
      '2026-11-20 day -1000 2026-11-20/2026-11-21',
    ]);
    expect(step.account.balance).toBe(2000);
  });

  test('given a suspension by the office, then nothing is charged, a payment does not lift it, and lifting it charges the day', () => {
    const paused = all(
      begun(),
      pay(10000, '2026-11-10T12:00'),
      (account) => suspend(account, at('2026-11-12T08:00'), world),
      pay(1000, '2026-11-15T08:00'),
      until('2026-11-20T00:00'),
    );
    expect(paused.account).toMatchObject({ status: 'suspended', suspendedReason: 'manual', balance: 9000 });
    const back = all(paused.account, (account) => reactivate(account, at('2026-11-20T08:00'), world));
    expect(paper(back, world)).toEqual(['2026-11-20 day -1000 2026-11-20/2026-11-21']);
    expect(back.account.status).toBe('active');
  });

  test('given no cover when the office lifts its suspension, then they are suspended as unpaid', () => {
    const step = all(
      begun(),
      (account) => suspend(account, at('2026-11-10T18:00'), world),
      (account) => reactivate(account, at('2026-11-20T08:00'), world),
    );
    expect(step.account).toMatchObject({ status: 'suspended', suspendedReason: 'unpaid' });
    expect(all(step.account, pay(1000, '2026-11-20T09:00')).account.status).toBe('active');
  });

  test('given more time, then days are charged on trust to its last second, and the next midnight suspends', () => {
    const trusted = extend(begun(), at('2026-11-12T23:59:59'), at('2026-11-10T18:00'), world);
    expect(paidUntil(trusted)).toBe('2026-11-12 23:59');
    const step = all(trusted.account, until('2026-11-20T00:00'));
    expect(paper(step, world)).toHaveLength(2);
    expect(log(step, world)).toEqual(['2026-11-13 00:00 suspended']);
    expect(step.account.balance).toBe(-2000);
    expect(paidUntil(step)).toBe('2026-11-12 23:59');
  });

  test('given a profile that suspends nobody, then every day is charged and it is never over', () => {
    const step = all(begun({ autoSuspend: false }), until('2026-11-20T12:00'));
    expect(step.account).toMatchObject({ status: 'active', balance: -10000, expiresAt: null });
  });

  test('given a price of nothing, then nothing is charged and a debt for something else suspends nobody', () => {
    const owing = all(begun({ price: 0 }), (account) =>
      postLine(account, line('charge', -500, at('2026-11-11T08:00')), world),
    );
    const step = all(owing.account, until('2027-11-10T00:00'));
    expect(step.account).toMatchObject({ status: 'active', balance: -500, expiresAt: null });
  });

  test('given a dearer price from today, then today stays paid and the next midnight takes the new one', () => {
    const step = all(
      begun(),
      pay(10000, '2026-11-10T12:00'),
      (account) => changeTariff(account, daily({ price: 60000 }), 'change', at('2026-11-11T12:00'), world),
      until('2026-11-12T12:00'),
    );
    expect(paper(step, world).slice(1)).toEqual([
      '2026-11-11 day -1000 2026-11-11/2026-11-12',
      '2026-11-12 day -2000 2026-11-12/2026-11-13',
    ]);
  });

  test('given a package from tomorrow, then it comes at midnight, before the day is charged, and paid-until knows', () => {
    const next = { tariff: daily({ price: 60000 }), packageId: 'dearer', from: '2026-11-12' };
    const planned = all(begun(), pay(5000, '2026-11-10T12:00'), (account) =>
      planPackage(account, next, at('2026-11-11T12:00'), world),
    );
    expect(paidUntil(planned)).toBe('2026-11-13 23:59');
    const step = all(planned.account, until('2026-11-20T00:00'));
    expect(log(step, world)).toEqual(['2026-11-12 00:00 package-changed', '2026-11-14 00:00 suspended']);
    expect(step.account.next).toBeNull();
    expect(step.account.expiresAt).toBe(planned.account.expiresAt);
  });

  test('given a reversal of the payment that paid for today, then today stays served and the next midnight suspends', () => {
    const payment = line('payment', 3000, at('2026-11-10T12:00'));
    const back = line('reversal', -3000, at('2026-11-12T12:00'), { reverses: payment.id });
    const step = all(
      begun(),
      (account) => postLine(account, payment, world),
      (account) => postLine(account, back, world),
    );
    expect(step.account).toMatchObject({ status: 'active', balance: -2000 });
    expect(paidUntil(step)).toBe('2026-11-12 23:59');
    expect(log(all(step.account, until('2026-11-14T00:00')), world)).toEqual(['2026-11-13 00:00 suspended']);
  });

  test('given a clock that ran ahead and was set back, then no day is charged again', () => {
    const ahead = all(begun(), pay(10000, '2026-11-10T12:00'), until('2026-11-15T12:00')).account;
    const step = all(
      ahead,
      until('2026-11-11T00:00'),
      (account) => suspend(account, at('2026-11-11T12:00'), world),
      (account) => reactivate(account, at('2026-11-11T13:00'), world),
      pay(1000, '2026-11-11T14:00'),
      until('2026-11-15T13:00'),
    );
    expect(paper(step, world)).toEqual(['2026-11-11 payment 1000']);
  });

  test.each([
    ['Europe/Berlin', '2027-03-27T12:00Z', '2027-03-31T12:00Z'],
    ['Europe/Berlin', '2027-10-30T12:00Z', '2027-11-03T12:00Z'],
    ['America/Havana', '2027-03-13T12:00Z', '2027-03-17T12:00Z'],
    ['America/Havana', '2027-11-06T12:00Z', '2027-11-10T12:00Z'],
  ])('where clocks change (%s, from %s), four midnights are four days', (timeZone, from, to) => {
    const there = worldOf(timeZone);
    const born = customer({ createdAt: Date.parse(from), tariff: daily() });
    const step = all(
      born,
      (account) => activate(account, Date.parse(from), there),
      (account) => postLine(account, line('payment', 10000, Date.parse(from)), there),
      (account) => settle(account, Date.parse(to), there),
    );
    expect(step.account.balance).toBe(6000);
    const lines = step.postings.filter(({ kind }) => kind === 'day');
    expect(lines.map(({ at: when }) => wallClock(when, timeZone).slice(0, 10))).toEqual(
      lines.map(({ periodFrom }) => periodFrom),
    );
  });
});
