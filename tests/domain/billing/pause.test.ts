import { describe, expect, test } from 'vitest';
import type { Account, Step } from '#shared/domain/billing/account.ts';
import { activate, changeTariff, end, postLine, reactivate, suspend } from '#shared/domain/billing/events.ts';
import { settle } from '#shared/domain/billing/settle.ts';
import type { Tariff } from '#shared/domain/billing/tariff.ts';
import { wallClock } from '#shared/domain/time/day.ts';
import { all, customer, daily, line, log, paper, tariff, worldOf } from './office.ts';

const world = worldOf('Asia/Dhaka');
const at = (text: string): number => Date.parse(`${text}+06:00`);

/** 31.00 for a month (a taka a day in months of 31), billed on the first; served since 1 December. */
const served = (given: Partial<Tariff> = {}): Account =>
  activate(
    customer({ createdAt: at('2026-12-01T00:00'), tariff: tariff({ price: 3100, autoSuspend: false, ...given }) }),
    at('2026-12-01T00:00'),
    world,
  ).account;

const off = (when: string) => (account: Account) => suspend(account, at(when), world);
const on = (when: string) => (account: Account) => reactivate(account, at(when), world);
const until = (when: string) => (account: Account) => settle(account, at(when), world);
const written = (account: Account, ...steps: readonly ((account: Account) => Step)[]): readonly string[] =>
  paper(all(account, ...steps), world);

describe('a suspension by the office', () => {
  test.each<[string, readonly (readonly [string, string])[], string, readonly string[]]>([
    [
      'of ten whole days takes ten days off the bill',
      [['2026-12-05T10:00', '2026-12-16T10:00']],
      '2027-01-02',
      ['2027-01-01 period -2100 2026-12-01/2027-01-01'],
    ],
    [
      'from a midnight counts that day too',
      [['2026-12-05T00:00', '2026-12-16T10:00']],
      '2027-01-02',
      ['2027-01-01 period -2000 2026-12-01/2027-01-01'],
    ],
    [
      'of some hours takes nothing off',
      [
        ['2026-12-05T10:00', '2026-12-05T20:00'],
        ['2026-12-08T10:00', '2026-12-09T20:00'],
      ],
      '2027-01-02',
      ['2027-01-01 period -3100 2026-12-01/2027-01-01'],
    ],
    [
      'twice in a month adds up',
      [
        ['2026-12-05T10:00', '2026-12-08T10:00'],
        ['2026-12-20T10:00', '2026-12-23T10:00'],
      ],
      '2027-01-02',
      ['2027-01-01 period -2700 2026-12-01/2027-01-01'],
    ],
    [
      'across two billing days leaves a month out, and parts of those around it',
      [['2026-12-21T10:00', '2027-02-11T10:00']],
      '2027-03-02',
      ['2027-01-01 period -2100 2026-12-01/2027-01-01', '2027-03-01 period -1993 2027-02-01/2027-03-01'],
    ],
  ])('%s', (_, pauses, day, lines) => {
    const steps = pauses.flatMap(([from, to]) => [off(from), on(to)]);
    expect(written(served(), ...steps, until(`${day}T00:00`))).toEqual(lines);
  });

  test('that goes on is billed for the days before, and for nothing after', () => {
    expect(written(served(), off('2026-12-21T10:00'), until('2027-12-01T00:00'))).toEqual([
      '2027-01-01 period -2100 2026-12-01/2027-01-01',
    ]);
  });

  test.each<[string, string, string, readonly string[]]>([
    [
      'within a month that is paid for gives its days back on the next billing day',
      '2026-12-05T10:00',
      '2026-12-16T10:00',
      ['2027-01-01 adjustment 1000', '2027-01-01 period -3100 2027-01-01/2027-02-01'],
    ],
    [
      'past the billing day gives back what was paid for, and bills what is left of the month when it is lifted',
      '2026-12-21T10:00',
      '2027-01-11T10:00',
      [
        '2027-01-01 adjustment 1000',
        '2027-01-11 period -2100 2027-01-11/2027-02-01',
        '2027-02-01 period -3100 2027-02-01/2027-03-01',
      ],
    ],
  ])('of somebody who pays in advance, %s', (_, from, to, lines) => {
    const paid = served({ timing: 'advance' });
    expect(paid.balance).toBe(-3100);
    expect(written(paid, off(from), on(to), until('2027-02-02T00:00')).slice(0, lines.length)).toEqual(lines);
  });

  test('gives back more than there is to bill, where time was paid for ahead', () => {
    const brought = customer({
      createdAt: at('2026-12-01T00:00'),
      status: 'active',
      expiresAt: at('2026-12-28T23:59:59'),
      tariff: tariff({ price: 3100, autoSuspend: false }),
    });
    // Days 2 to 30: three of them would have been billed, 26 were paid for.
    expect(written(brought, off('2026-12-01T10:00'), on('2026-12-31T10:00'), until('2027-01-01T00:00'))).toEqual([
      '2027-01-01 adjustment 2600',
    ]);
  });

  test('of the first month, that would cost a whole one, makes it cost its days', () => {
    const account = activate(
      customer({ createdAt: at('2026-12-22T10:00'), tariff: tariff({ price: 3100, prorateFirst: false }) }),
      at('2026-12-22T10:00'),
      world,
    ).account;
    expect(written(account, until('2027-01-01T00:00'))).toEqual(['2027-01-01 period -3100 2026-12-22/2027-01-01']);
    expect(written(account, off('2026-12-24T10:00'), on('2026-12-26T10:00'), until('2027-01-01T00:00'))).toEqual([
      '2027-01-01 period -900 2026-12-22/2027-01-01',
    ]);
  });

  test('is not lifted by a payment, and lifted with a bill overdue it leaves them suspended as unpaid', () => {
    const owing = all(served({ autoSuspend: true }), until('2027-01-03T00:00'), off('2027-01-03T10:00')).account;
    const paid = all(owing, (account) => postLine(account, line('payment', 3100, at('2027-01-20T10:00')), world));
    expect(paid.account).toMatchObject({ status: 'suspended', suspendedReason: 'manual' });
    expect(all(paid.account, on('2027-01-21T10:00')).account.status).toBe('active');
    const unpaid = all(owing, on('2027-01-21T10:00'));
    expect(unpaid.account).toMatchObject({ status: 'suspended', suspendedReason: 'unpaid' });
    expect(log(unpaid, world)).toEqual([]);
  });

  test('on top of one as unpaid stands when the bill is paid', () => {
    const step = all(served({ autoSuspend: true }), until('2027-01-20T00:00'), off('2027-01-20T10:00'), (account) =>
      postLine(account, line('payment', 3100, at('2027-01-20T11:00')), world),
    );
    expect(step.account).toMatchObject({ status: 'suspended', suspendedReason: 'manual' });
  });

  test('was there before billing was: from then on nothing is charged', () => {
    const old = customer({
      ...{ createdAt: at('2026-12-01T10:00'), status: 'suspended', suspendedReason: 'manual' },
      tariff: tariff({ price: 3100 }),
    });
    expect(written(old, until('2027-03-01T00:00'))).toEqual(['2027-01-01 period -100 2026-12-01/2027-01-01']);
  });

  test('of somebody whose time is over is none of billing, and lifted it leaves it over', () => {
    const over = all(
      served(),
      (account) => end(account, at('2026-12-01T10:00'), world),
      (account) => ({ account: { ...account, status: 'expired' }, postings: [], happenings: [] }),
      off('2026-12-05T10:00'),
      until('2027-03-05T10:00'),
    );
    expect(over.postings).toEqual([]);
    expect(all(over.account, on('2027-03-05T11:00')).account).toMatchObject({
      status: 'expired',
      suspendedReason: null,
    });
  });

  test('of somebody who pays in advance counts in until when they are paid', () => {
    const strict = served({ timing: 'advance', autoSuspend: true });
    const pay = (account: Account): Step => postLine(account, line('payment', 5200, at('2026-12-01T10:00')), world);
    const ended = ({ account: { expiresAt } }: Step): string => wallClock(expiresAt ?? 0, world.timeZone);
    expect(ended(all(strict, pay))).toBe('2027-01-06 23:59');
    // Ten days come back on the billing day: with what was left they pay for January.
    expect(ended(all(strict, pay, off('2026-12-05T10:00'), on('2026-12-16T10:00')))).toBe('2027-02-06 23:59');
  });

  test('by a clock that was set back counts from where it had come to', () => {
    const ahead = all(served(), until('2027-01-10T00:00')).account;
    expect(written(ahead, off('2026-12-20T10:00'), on('2027-01-12T10:00'), until('2027-02-01T00:00'))).toEqual([
      '2027-02-01 period -2900 2027-01-01/2027-02-01',
    ]);
  });

  test('is reckoned at the old price when the package is changed, and given back where it was paid for', () => {
    const dearer = tariff({ price: 6200, autoSuspend: false });
    const change = (account: Account): Step => changeTariff(account, dearer, 'change', at('2026-12-16T12:00'), world);
    expect(written(served(), off('2026-12-05T10:00'), on('2026-12-11T10:00'), change)).toEqual([
      '2026-12-16 period -1000 2026-12-01/2026-12-16',
    ]);
    const paid = served({ timing: 'advance' });
    const ahead = (account: Account): Step =>
      changeTariff(account, { ...dearer, timing: 'advance' }, 'change', at('2026-12-16T12:00'), world);
    expect(written(paid, off('2026-12-05T10:00'), on('2026-12-11T10:00'), ahead, until('2027-01-01T00:00'))).toEqual([
      '2026-12-16 adjustment 500',
      '2026-12-16 adjustment -1600 2026-12-16/2027-01-01',
      '2027-01-01 period -6200 2027-01-01/2027-02-01',
    ]);
  });

  test('goes on when somebody who pays by the day is to pay by the month: the days before are not taken off', () => {
    const account = activate(
      customer({ createdAt: at('2026-11-20T10:00'), tariff: daily() }),
      at('2026-11-20T10:00'),
      world,
    ).account;
    const steps = [
      off('2026-11-20T12:00'),
      (one: Account) => changeTariff(one, tariff({ price: 3100 }), 'change', at('2026-12-11T10:00'), world),
      on('2026-12-14T10:00'),
      until('2027-01-01T00:00'),
    ];
    // The 11th to the 31st, without the 11th, 12th and 13th.
    expect(written(account, ...steps)).toEqual(['2027-01-01 period -1800 2026-12-11/2027-01-01']);
  });
});
