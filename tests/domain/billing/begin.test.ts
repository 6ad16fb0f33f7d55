import { describe, expect, test } from 'vitest';
import type { Account, Step } from '#shared/domain/billing/account.ts';
import { activate, end, firstPeriod, postLine, renew } from '#shared/domain/billing/events.ts';
import { nextDue, settle } from '#shared/domain/billing/settle.ts';
import type { Tariff } from '#shared/domain/billing/tariff.ts';
import { wallClock } from '#shared/domain/time/day.ts';
import { all, customer, daily, line, log, paper, tariff, worldOf } from './office.ts';

const world = worldOf('Asia/Dhaka');
const at = (text: string): number => Date.parse(`${text}+06:00`);
const until = (when: string) => (account: Account) => settle(account, at(when), world);
const paidUntil = ({ expiresAt }: Account): string | null =>
  expiresAt === null ? null : wallClock(expiresAt, world.timeZone);
const restored = (account: Account): Step => ({
  account: { ...account, status: 'expired' },
  postings: [],
  happenings: [],
});

/** Imported on 21 November at noon, served at once. */
const imported = (terms: Tariff, expires: string | null, given: Partial<Account> = {}): Account =>
  customer({
    ...{ createdAt: at('2026-11-21T12:00'), status: 'active', tariff: terms },
    expiresAt: expires === null ? null : at(`${expires}T23:59:59`),
    ...given,
  });

describe('somebody who was imported', () => {
  const free = { autoSuspend: false } as const;
  test.each<[string, Tariff, string | null, readonly string[]]>([
    ['by the day, is charged from tomorrow on', daily(free), null, ['2026-11-22 day -1000 2026-11-22/2026-11-23']],
    [
      'by the day, paid until a day to come, from the next one on',
      daily(free),
      '2026-11-24',
      ['2026-11-25 day -1000 2026-11-25/2026-11-26'],
    ],
    [
      'by the day, paid until a day that is past, from tomorrow on',
      daily(free),
      '2026-11-10',
      ['2026-11-22 day -1000 2026-11-22/2026-11-23'],
    ],
    ['by the month, is billed from today on', tariff(free), null, ['2026-12-01 period -26667 2026-11-21/2026-12-01']],
    [
      'by the month, paid until a day to come, from the next one on',
      tariff(free),
      '2026-12-10',
      ['2027-01-01 period -54194 2026-12-11/2027-01-01'],
    ],
    [
      'by the month, paid until a day of this month, from the next one on',
      tariff(free),
      '2026-11-10',
      ['2026-12-01 period -53333 2026-11-11/2026-12-01'],
    ],
    [
      'by the month, paid until a day long past, from the last billing day on',
      tariff(free),
      '2026-06-30',
      ['2026-12-01 period -80000 2026-11-01/2026-12-01'],
    ],
    [
      'in advance, is billed for what is left of the month',
      tariff({ ...free, timing: 'advance' }),
      null,
      ['2026-11-21 period -26667 2026-11-21/2026-12-01'],
    ],
    [
      'in advance, paid until a day that is past, from the next one on',
      tariff({ ...free, timing: 'advance' }),
      '2026-11-10',
      ['2026-11-21 period -53333 2026-11-11/2026-12-01'],
    ],
    [
      'in advance, paid for longer, from then on',
      tariff({ ...free, timing: 'advance' }),
      '2026-12-10',
      ['2026-12-01 period -54194 2026-12-11/2027-01-01'],
    ],
  ])('%s', (_, terms, expires, lines) => {
    const step = all(imported(terms, expires), until('2027-02-01T00:00'));
    expect(paper(step, world).slice(0, lines.length)).toEqual(lines);
  });

  test('is not suspended within the time that was brought along as paid, though the next month is billed in it', () => {
    const terms = tariff({ timing: 'advance', billingDay: 10, graceDays: 3 });
    const step = all(imported(terms, '2026-12-24'), until('2026-12-28T12:00'));
    expect(paper(step, world)).toEqual(['2026-12-10 period -41290 2026-12-25/2027-01-10']);
    expect([step.account.status, paidUntil(step.account)]).toEqual(['active', '2026-12-28 23:59']);
    expect(log(settle(step.account, at('2026-12-29T00:00'), world), world)).toEqual(['2026-12-29 00:00 suspended']);
  });

  test('is not suspended for a bill in advance of days that are past, before the days of grace from now are over', () => {
    const step = all(imported(tariff({ timing: 'advance' }), '2026-10-31'), until('2026-12-20T00:00'));
    expect(log(step, world)).toEqual(['2026-11-27 00:00 suspended']);
  });

  test('and is met late by the clock was paid until the first bill was overdue, whatever the import said', () => {
    const step = all(imported(tariff(), '2026-11-10'), until('2026-12-20T00:00'));
    expect(log(step, world)).toEqual(['2026-12-07 00:00 suspended']);
    expect(paidUntil(step.account)).toBe('2026-12-06 23:59');
  });

  test('with a debt by the month is not suspended for it alone', () => {
    const owing = imported(tariff(), null, {
      balance: -100000,
      charges: [{ id: 'opening', amount: 100000, dueAt: null }],
    });
    expect(log(all(owing, until('2026-12-06T00:00')), world)).toEqual([]);
  });

  test('is met by the clock where service began, however late it comes', () => {
    const account = imported(daily(), null, { balance: 100000 });
    expect(nextDue(account, world)).toBe(at('2026-11-21T12:00'));
    expect(all(account, until('2026-12-21T12:00')).account.balance).toBe(70000);
    const known = imported(daily(), null, { balance: 100000, activatedAt: at('2026-11-11T12:00') });
    expect(all(known, until('2026-12-21T12:00')).account.balance).toBe(60000);
  });

  test('and waits to be activated is none of the clock, and keeps until then what was paid', () => {
    const waiting = imported(tariff(), '2026-12-10', { status: 'pending' });
    expect(nextDue(waiting, world)).toBeNull();
    const step = all(waiting, until('2026-12-01T12:00'), (account) => activate(account, at('2026-12-02T12:00'), world));
    expect(step.account.billedThrough).toBe('2026-12-11');
    const late = all(waiting, (account) => activate(account, at('2026-12-20T12:00'), world));
    expect(late.account.billedThrough).toBe('2026-12-20');
  });
});

describe('somebody who is registered', () => {
  const registered = (terms: Tariff, paid: boolean): Account => {
    const now = at('2026-11-21T12:00');
    const { amount, from, to } = firstPeriod(terms, now, world);
    const first = line('period', -amount, now, { periodFrom: from, periodTo: to, dueAt: at('2026-11-27T00:00') });
    return all(
      customer({ createdAt: now, tariff: terms, firstPeriodPosted: true }),
      (account) => postLine(account, first, world),
      (account) => postLine(account, line('payment', paid ? amount : 1, now), world),
    ).account;
  };

  test.each<[string, Partial<Tariff>, number, readonly string[]]>([
    ['in arrears', {}, 26667, ['2027-01-01 period -80000 2026-12-01/2027-01-01']],
    ['in advance', { timing: 'advance' }, 26667, ['2026-12-01 period -80000 2026-12-01/2027-01-01']],
    ['in arrears, not prorated', { prorateFirst: false }, 80000, ['2027-01-01 period -80000 2026-12-01/2027-01-01']],
    [
      'in advance, not prorated',
      { prorateFirst: false, timing: 'advance' },
      80000,
      ['2026-12-01 period -80000 2026-12-01/2027-01-01'],
    ],
  ])('and served at once, %s, has the first period charged, and then whole months', (_, given, amount, lines) => {
    const terms = tariff(given);
    expect(firstPeriod(terms, at('2026-11-21T12:00'), world)).toEqual({ amount, from: '2026-11-21', to: '2026-12-01' });
    const step = all(
      registered(terms, true),
      (account) => activate(account, at('2026-11-21T12:00'), world),
      until('2027-01-01T00:00'),
    );
    expect(paper(step, world).slice(0, 1)).toEqual(lines);
  });

  test('and served later has as many days as were charged', () => {
    const late = activate(registered(tariff(), true), at('2026-11-28T12:00'), world).account;
    expect(late.billedThrough).toBe('2026-12-08');
    const whole = activate(registered(tariff({ prorateFirst: false }), true), at('2026-11-28T12:00'), world).account;
    expect(whole.billedThrough).toBe('2026-12-01');
  });

  test('and has not paid is suspended when the first period is overdue', () => {
    const { account } = activate(registered(tariff(), false), at('2026-11-21T12:00'), world);
    expect(paidUntil(account)).toBe('2026-11-26 23:59');
    expect(log(all(account, until('2026-12-20T00:00')), world)).toEqual(['2026-11-27 00:00 suspended']);
  });

  test.each<[string, Tariff, ReturnType<typeof firstPeriod>]>([
    ['by the day, for 30 days from tomorrow on', daily(), { amount: 30000, from: '2026-11-22', to: '2026-12-22' }],
    [
      'by the day, for a month',
      daily({ validity: 1, validityUnit: 'months' }),
      { amount: 30000, from: '2026-11-22', to: '2026-12-22' },
    ],
    [
      'by the day, for two days in hours',
      daily({ validity: 48, validityUnit: 'hours' }),
      { amount: 30000, from: '2026-11-22', to: '2026-11-24' },
    ],
    [
      'by the day, for less than a day',
      daily({ validity: 60, validityUnit: 'minutes' }),
      { amount: 30000, from: '2026-11-22', to: '2026-11-23' },
    ],
    [
      'a hotspot, for hours of today',
      tariff({ type: 'hotspot', validity: 3, validityUnit: 'hours' }),
      { amount: 80000, from: '2026-11-21', to: '2026-11-22' },
    ],
    [
      'another service, to an hour of the last day',
      tariff({ type: 'other' }),
      { amount: 80000, from: '2026-11-21', to: '2026-12-22' },
    ],
  ])('%s', (_, terms, period) => {
    expect(firstPeriod(terms, at('2026-11-21T12:00'), world)).toEqual(period);
  });
});

describe('somebody who was deleted', () => {
  const begun = (terms: Tariff): Account =>
    activate(customer({ createdAt: at('2026-11-10T10:00'), tariff: terms }), at('2026-11-10T10:00'), world).account;
  const gone = (account: Account): Step => end(account, at('2026-11-21T10:00'), world);

  test('is billed for what was served, today not', () => {
    const step = all(begun(tariff()), gone);
    expect(paper(step, world)).toEqual(['2026-11-21 period -29333 2026-11-10/2026-11-21']);
    expect(step.account).toMatchObject({ status: 'deleted', settledAt: null, expiresAt: null });
    expect(nextDue(step.account, world)).toBeNull();
  });

  test('and restored is not served, nor billed, until renewed; then from that day on', () => {
    const back = all(begun(tariff()), gone, restored, until('2027-03-01T00:00'));
    expect(back.account.status).toBe('expired');
    const paid = all(back.account, (account) =>
      postLine(account, line('payment', 29333, at('2027-03-05T10:00')), world),
    );
    expect(paid.account.status).toBe('expired');
    const renewed = all(paid.account, (account) => renew(account, 'renewal', at('2027-03-05T10:00'), world));
    expect(renewed.account).toMatchObject({ status: 'active', billedThrough: '2027-03-05' });
    expect(paper(all(renewed.account, until('2027-04-01T00:00')), world)).toEqual([
      '2027-04-01 period -69677 2027-03-05/2027-04-01',
    ]);
  });

  test('with a bill overdue is suspended as unpaid as soon as service begins anew', () => {
    const back = all(begun(tariff()), gone, restored, (account) => activate(account, at('2027-03-05T10:00'), world));
    expect(back.account).toMatchObject({ status: 'suspended', suspendedReason: 'unpaid' });
  });

  test('having paid ahead, and restored within that time, is not charged for it again', () => {
    const back = all(begun(tariff({ timing: 'advance' })), gone, restored, (account) =>
      activate(account, at('2026-11-21T12:00'), world),
    );
    expect(back.postings).toEqual([]);
    expect(paper(all(back.account, until('2026-12-01T00:00')), world)).toEqual([
      '2026-12-01 period -80000 2026-12-01/2027-01-01',
    ]);
  });

  test('and paid by the day is not charged for today again', () => {
    const served = all(begun(daily()), (account) =>
      postLine(account, line('payment', 50000, at('2026-11-10T10:00')), world),
    );
    const back = all(served.account, gone, restored, (account) => activate(account, at('2026-11-21T12:00'), world));
    expect(back.account).toMatchObject({ status: 'active', billedThrough: '2026-11-22', balance: 39000 });
  });
});
