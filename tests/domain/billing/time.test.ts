import { describe, expect, test } from 'vitest';
import type { Account, Step } from '#shared/domain/billing/account.ts';
import { validityEnd } from '#shared/domain/billing/calendar.ts';
import { activate, extend, postLine, reactivate, renew, renewalPrice, suspend } from '#shared/domain/billing/events.ts';
import { settle } from '#shared/domain/billing/settle.ts';
import type { Tariff } from '#shared/domain/billing/tariff.ts';
import { wallClock } from '#shared/domain/time/day.ts';
import { all, customer, line, log, paper, tariff, worldOf } from './office.ts';

const world = worldOf('Africa/Nairobi');
const at = (text: string): number => Date.parse(`${text}+03:00`);
const until = (when: string) => (account: Account) => settle(account, at(when), world);
const end = ({ account: { expiresAt } }: Step): string | null =>
  expiresAt === null ? null : wallClock(expiresAt, world.timeZone);

const plan = (given: Partial<Tariff> = {}): Tariff => tariff({ type: 'hotspot', validity: 7, price: 50000, ...given });
const begun = (given: Partial<Tariff> = {}): Step =>
  activate(customer({ createdAt: at('2026-11-10T09:00'), tariff: plan(given) }), at('2026-11-10T10:30'), world);

describe('the time of a validity', () => {
  test.each<[string, number, Tariff['validityUnit'], string, string]>([
    ['2026-11-10 10:30', 90, 'minutes', 'Africa/Nairobi', '2026-11-10 12:00'],
    ['2026-11-10 23:30', 1, 'hours', 'Africa/Nairobi', '2026-11-11 00:30'],
    ['2026-11-10 10:30', 7, 'days', 'Africa/Nairobi', '2026-11-17 10:30'],
    ['2027-01-31 10:30', 1, 'months', 'Africa/Nairobi', '2027-02-28 10:30'],
    ['2028-01-31 10:30', 1, 'months', 'Africa/Nairobi', '2028-02-29 10:30'],
    ['2028-02-29 10:30', 12, 'months', 'Africa/Nairobi', '2029-02-28 10:30'],
    // At the same time of the day, whatever clocks do in between.
    ['2027-03-28 10:30', 30, 'days', 'Europe/Berlin', '2027-04-27 10:30'],
    ['2027-03-27 10:30', 1, 'days', 'Europe/Berlin', '2027-03-28 10:30'],
    ['2027-10-31 10:30', 7, 'days', 'Europe/Berlin', '2027-11-07 10:30'],
    ['2027-10-30 23:30', 1, 'days', 'Europe/Berlin', '2027-10-31 23:30'],
    ['2027-03-13 00:30', 1, 'days', 'America/Havana', '2027-03-14 01:30'],
    ['2027-11-06 00:30', 1, 'days', 'America/Havana', '2027-11-07 00:30'],
  ])('from %s, %i %s later (%s) is over at %s', (from, validity, unit, timeZone, to) => {
    const hour = Date.parse(`${from.replace(' ', 'T')}:00Z`);
    const began = [-12, ...Array.from({ length: 24 }, (_, i) => i - 12)]
      .map((hours) => hour + hours * 3_600_000)
      .find((near) => wallClock(near, timeZone) === from);
    expect(wallClock(validityEnd(began ?? 0, validity, unit, timeZone), timeZone)).toBe(to);
  });
});

describe('a hotspot', () => {
  test('runs out at the validity, by itself, to the minute', () => {
    const step = begun();
    expect(paper(step, world)).toEqual(['2026-11-10 renewal -50000 2026-11-10/2026-11-18']);
    expect(end(step)).toBe('2026-11-17 10:30');
    expect(all(step.account, until('2026-11-17T10:29')).account.status).toBe('active');
    expect(log(all(step.account, until('2026-12-17T00:00')), world)).toEqual(['2026-11-17 10:30 expired']);
  });

  test('whose first time was charged at registration is not charged for it again, but for the next one', () => {
    const registered = customer({ createdAt: at('2026-11-10T09:00'), tariff: plan(), firstPeriodPosted: true });
    const first = activate(registered, at('2026-11-10T10:30'), world);
    expect(first.postings).toEqual([]);
    expect(first.account.firstPeriodPosted).toBe(false);
  });

  test('that was brought along with time left keeps it', () => {
    const pending = customer({
      createdAt: at('2026-11-10T09:00'),
      tariff: plan(),
      expiresAt: at('2026-11-30T23:59:59'),
    });
    const step = activate(pending, at('2026-11-10T10:30'), world);
    expect(step.postings).toEqual([]);
    expect(end(step)).toBe('2026-11-30 23:59');
    const imported = customer({
      createdAt: at('2026-11-10T09:00'),
      status: 'active',
      tariff: plan(),
      expiresAt: at('2026-11-01T23:59:59'),
    });
    expect(log(all(imported, until('2026-11-10T09:00')), world)).toEqual(['2026-11-10 09:00 expired']);
  });

  test('renewed before its end goes on behind it, renewed after it begins anew', () => {
    const early = renew(begun().account, 'renewal', at('2026-11-15T12:00'), world);
    expect(paper(early, world)).toEqual(['2026-11-15 renewal -50000 2026-11-17/2026-11-25']);
    expect(end(early)).toBe('2026-11-24 10:30');
    const late = renew(begun().account, 'renewal', at('2026-11-20T12:00'), world);
    expect(log(late, world)).toEqual(['2026-11-17 10:30 expired', '2026-11-20 12:00 reactivated']);
    expect(end(late)).toBe('2026-11-27 12:00');
  });

  test('costs a validity to renew, with what is owed and less what is in favour', () => {
    const { account } = begun();
    expect(renewalPrice(account, world)).toBe(100000);
    const paid = postLine(account, line('payment', 60000, at('2026-11-10T11:00')), world).account;
    expect(renewalPrice(paid, world)).toBe(40000);
  });

  test('is served to its end whatever it owes, and its time runs on while the office has it suspended', () => {
    const off = suspend(begun().account, at('2026-11-12T10:00'), world);
    expect(log(all(off.account, until('2026-12-01T00:00')), world)).toEqual([]);
    const early = reactivate(off.account, at('2026-11-15T10:00'), world);
    expect(early.account.status).toBe('active');
    expect(end(early)).toBe('2026-11-17 10:30');
    expect(reactivate(off.account, at('2026-11-20T10:00'), world).account.status).toBe('expired');
  });

  test('suspended when its time was over, and renewed meanwhile, is served again when that is lifted', () => {
    const off = suspend(begun().account, at('2026-11-20T10:00'), world);
    expect(off.account).toMatchObject({ status: 'suspended', pausedSince: null });
    const renewed = renew(off.account, 'renewal', at('2026-11-20T11:00'), world);
    expect(renewed.account.status).toBe('suspended');
    expect(reactivate(renewed.account, at('2026-11-20T12:00'), world).account.status).toBe('active');
    expect(reactivate(off.account, at('2026-11-20T12:00'), world).account.status).toBe('expired');
  });

  test('may be given more time, also when it is over, or less: then it is over at once', () => {
    const more = extend(begun().account, at('2026-11-30T23:59:59'), at('2026-11-20T12:00'), world);
    expect(log(more, world)).toEqual(['2026-11-17 10:30 expired', '2026-11-20 12:00 reactivated']);
    expect(end(more)).toBe('2026-11-30 23:59');
    const less = extend(begun().account, at('2026-11-11T23:59:59'), at('2026-11-12T12:00'), world);
    expect(log(less, world)).toEqual(['2026-11-12 12:00 expired']);
  });
});

describe('another service', () => {
  const other = (given: Partial<Account> = {}): Account =>
    customer({ createdAt: at('2026-11-10T09:00'), tariff: plan({ type: 'other', validity: 30 }), ...given });

  test('never ends by itself and costs nothing by itself', () => {
    const step = all(activate(other(), at('2026-11-10T10:30'), world).account, until('2027-11-10T00:00'));
    expect([paper(step, world), log(step, world), step.account.status]).toEqual([[], [], 'active']);
  });

  test('is renewed by hand, from now on where no time is known, and behind what is left', () => {
    const { account } = activate(other(), at('2026-11-10T10:30'), world);
    const first = renew(account, 'one', at('2026-11-12T12:00'), world);
    const second = renew(first.account, 'two', at('2026-11-13T12:00'), world);
    expect([...paper(first, world), ...paper(second, world)]).toEqual([
      '2026-11-12 renewal -50000 2026-11-12/2026-12-13',
      '2026-11-13 renewal -50000 2026-12-12/2027-01-12',
    ]);
    expect(end(second)).toBe('2027-01-11 12:00');
    expect(all(second.account, until('2027-03-01T00:00')).account.status).toBe('active');
  });

  test('has the time that was charged at registration', () => {
    const step = activate(other({ firstPeriodPosted: true }), at('2026-11-10T10:30'), world);
    expect(end(step)).toBe('2026-12-10 10:30');
    expect(step.postings).toEqual([]);
  });
});
