import { describe, expect, test } from 'vitest';
import { minorOf } from '#shared/domain/money/money.ts';

describe('an amount with its currency', () => {
  test.each([
    ['৳500', 'BDT'],
    ['৳ ৫০০', 'BDT'],
    ['500 BDT', 'BDT'],
    ['bdt 500.00', 'BDT'],
    ['Tk. 500/-', 'BDT'],
    ['500 টাকা', 'BDT'],
    ['KSh 500', 'KES'],
    ['Kshs. 500/=', 'KES'],
    ['500/- KES', 'KES'],
  ])('given %j, when it is read in %s, then it is five hundred', (text, currency) => {
    expect(minorOf(text, currency)).toBe(50000);
  });

  test.each([
    ['-৳20', 'BDT', -2000],
    ['৳-20', 'BDT', -2000],
    ['1,500/-', 'BDT', 150000],
  ])('given %j, when it is read in %s, then sign and groups hold', (text, currency, minor) => {
    expect(minorOf(text, currency)).toBe(minor);
  });

  test.each([
    ['$500', 'BDT'],
    ['500 KES', 'BDT'],
    ['৳500', 'KES'],
    ['৳', 'BDT'],
    ['/-', 'BDT'],
    ['-৳-5', 'BDT'],
    ['500/2', 'BDT'],
  ])('given %j, when it is read in %s, then it is no amount: another currency, or nothing at all', (text, currency) => {
    expect(minorOf(text, currency)).toBeNull();
  });
});
