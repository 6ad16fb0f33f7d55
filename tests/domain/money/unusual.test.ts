import { expect, test } from 'vitest';
import { isUnusuallyMuch, yearsPrice } from '#shared/domain/money/unusual.ts';

test.each([
  ['ninety-nine million for an open 175.00', 9_999_999_900, 17_500, 6_300_000, true],
  ['a whole year paid ahead', 6_300_000, 17_500, 6_300_000, false],
  ['ten times what is due', 100_000_000, 10_000_000, 50_000_000, false],
  ['anything of whoever pays nothing', 100, 0, 0, false],
])('given %s, when it is typed, then it is asked about or not', (_, amount, due, year, isAsked) => {
  expect(isUnusuallyMuch(amount, due, year)).toBe(isAsked);
});

test('given a price of months, days and hours, when a year is reckoned, then it is as many of them', () => {
  expect(yearsPrice({ price: 100, validity: 1, validityUnit: 'months' })).toBe(1200);
  expect(yearsPrice({ price: 100, validity: 5, validityUnit: 'days' })).toBe(7300);
  expect(yearsPrice({ price: 100, validity: 24, validityUnit: 'hours' })).toBe(36500);
});
