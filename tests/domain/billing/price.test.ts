import { describe, expect, test } from 'vitest';
import { billingDayAfter, billingDayUpTo, monthsAfter } from '#shared/domain/billing/calendar.ts';
import { dayPriceNow, lastSecondOf } from '#shared/domain/billing/events.ts';
import { dayPrice, monthPrice, priceBetween } from '#shared/domain/billing/price.ts';
import { priceWithVat, tariffOf } from '#shared/domain/billing/tariff.ts';
import { daily, tariff, worldOf } from './office.ts';

const plan = { price: 80000, vatPercent: 5, priceIncludesVat: false, validity: 30, validityUnit: 'days' } as const;
const profile = { billingDay: 1, graceDays: 5, autoSuspend: true, timing: 'arrears', prorateFirst: true } as const;

describe('a price', () => {
  test.each([
    ['with the tax on top', plan, null, 84000],
    ['with the tax in it', { ...plan, priceIncludesVat: true }, null, 80000],
    ['of one’s own, with the same tax', plan, 50000, 52500],
    ['of one’s own, of nothing', plan, 0, 0],
    ['that nobody has named yet', { ...plan, price: null }, null, 0],
    ['whose tax ends on half a paisa, up', { ...plan, price: 10, vatPercent: 5 }, null, 11],
    ['whose tax is 8.1 percent, which no binary number is', { ...plan, price: 500, vatPercent: 8.1 }, null, 541],
    ['of a currency without fraction', { ...plan, price: 1005, vatPercent: 16 }, null, 1166],
  ])('%s', (_, one, special, amount) => {
    expect(priceWithVat(one, special)).toBe(amount);
  });

  test('is for one day at least, where a package lacks its validity', () => {
    expect(tariffOf('pppoe-daily', { ...plan, validity: null }, profile, null).validity).toBe(1);
    expect(tariffOf('pppoe-daily', { ...plan, validity: 0 }, profile, null).validity).toBe(1);
  });
});

describe('the price of a day', () => {
  test.each([
    ['30 days', daily({ price: 30000 }), 1000],
    ['a month of 31 days', daily({ price: 31000, validity: 1, validityUnit: 'months' }), 1000],
    ['two months', daily({ price: 62000, validity: 2, validityUnit: 'months' }), 1000],
    ['12 hours: twice the price', daily({ price: 500, validity: 12, validityUnit: 'hours' }), 1000],
    ['a day in minutes', daily({ price: 1000, validity: 1440, validityUnit: 'minutes' }), 1000],
    ['nothing', daily({ price: 0 }), 0],
  ])('of %s', (_, one, amount) => {
    expect(dayPrice(one, '2026-12-15')).toBe(amount);
    expect(dayPriceNow(one, Date.parse('2026-12-15T12:00Z'), worldOf('Asia/Dhaka'))).toBe(amount);
  });

  test.each([
    ['1.00 for 30 days', daily({ price: 100 }), '2026-12-07', '2027-01-06', 100],
    ['10.00 for 7 days', daily({ price: 1000, validity: 7 }), '2026-12-05', '2026-12-12', 1000],
    [
      '1.00 for 36 hours, two of them',
      daily({ price: 100, validity: 36, validityUnit: 'hours' }),
      '2026-12-05',
      '2026-12-08',
      200,
    ],
    [
      '100.00 for a month, in February',
      daily({ price: 10000, validity: 1, validityUnit: 'months' }),
      '2028-02-01',
      '2028-03-01',
      10000,
    ],
    [
      '100.00 for three months',
      daily({ price: 10000, validity: 3, validityUnit: 'months' }),
      '2027-02-01',
      '2027-05-01',
      10000,
    ],
  ])('%s: the days of it cost the whole', (_, one, from, to, amount) => {
    expect(priceBetween(one, from, to)).toBe(amount);
  });
});

describe('the price of a month', () => {
  test.each([
    ['30 days is a month', tariff(), '2027-02-10', 80000],
    ['720 hours are one too', tariff({ validity: 720, validityUnit: 'hours' }), '2027-02-10', 80000],
    ['three months are three', tariff({ price: 30000, validity: 3, validityUnit: 'months' }), '2027-02-10', 10000],
    ['a week is a week: four of February', tariff({ price: 700, validity: 7 }), '2027-02-10', 2800],
  ])('%s', (_, one, day, amount) => {
    expect(monthPrice(one, day)).toBe(amount);
  });
});

describe('the calendar of bills', () => {
  test.each([
    ['2026-11-30', 1, '2026-12-01', '2026-11-01'],
    ['2026-12-01', 1, '2027-01-01', '2026-12-01'],
    ['2027-02-27', 28, '2027-02-28', '2027-01-28'],
    ['2027-02-28', 28, '2027-03-28', '2027-02-28'],
    ['2028-02-29', 28, '2028-03-28', '2028-02-28'],
  ])('around %s, billed on the %i: next on %s, last on %s', (day, billingDay, next, last) => {
    expect([billingDayAfter(day, billingDay), billingDayUpTo(day, billingDay)]).toEqual([next, last]);
  });

  test.each([
    ['2027-01-31', 1, '2027-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2027-03-31', -1, '2027-02-28'],
    ['2026-12-15', 14, '2028-02-15'],
  ])('%s and %i months is %s', (day, months, after) => {
    expect(monthsAfter(day, months)).toBe(after);
  });

  test('a day that somebody names ends with its last second, by the ISP’s clock', () => {
    expect(lastSecondOf('2026-12-12', worldOf('Asia/Dhaka'))).toBe(Date.parse('2026-12-12T17:59:59Z'));
  });
});
