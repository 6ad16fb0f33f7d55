import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  amountFault,
  decimalOf,
  fractionDigits,
  minorOf,
  minorOfDecimal,
  minorOfNumber,
  MOST_AMOUNT,
} from '#shared/domain/money/money.ts';

describe('minorOf', () => {
  test.each([
    ['800', 80000],
    ['800.5', 80050],
    ['800.50', 80050],
    ['1,500.00', 150000],
    ['1.500,00', 150000],
    ['1 500,5', 150050],
    ["1'500.00", 150000],
    ['15,00,000.00', 150000000],
    ['1,500,000', 150000000],
    ['1,500', 150000],
    ['-20', -2000],
    ['+20', 2000],
    ['-0', 0],
    ['০.৫০', 50],
    [' ১,৫০০ ', 150000],
    ['0,5', 50],
    ['12 34 500', 123450000],
    ['12\u00A0345,6', 1234560],
    ['- 20', -2000],
    ['1000000000', MOST_AMOUNT],
  ])('given %j in taka, when read, then it is %i paisa', (text, minor) => {
    expect(minorOf(text, 'BDT')).toBe(minor);
  });

  test.each([
    '',
    'free',
    '1.2345',
    '12.345.6',
    '1,50,00',
    '5.',
    '.5',
    '--5',
    '1,5,0',
    '0.125',
    '1234,567',
    '1,,500',
    '99999999999999999',
    '1.500.00',
    '1,500.000,00',
    // Grouping or a computed fraction? A thousandfold mistake is not guessed at.
    '33.333',
    '1.500',
    // Is the space a group, a slip, or what stands between two amounts?
    '100 50',
    '1 5 0 0',
    '12 50',
    "1'5'0",
    '1  500',
    '1 500,000',
    '1 500,5.5',
    '1,000 500',
    '00,500',
    '1000000000.01',
    '-1000000000.01',
  ])('given %j, when read, then it is no amount', (text) => {
    expect(minorOf(text, 'BDT')).toBeNull();
  });

  test('given a currency without fraction or with three digits, when read, then its own rules hold', () => {
    expect(minorOf('1,500', 'UGX')).toBe(1500);
    expect(minorOf('1500.5', 'UGX')).toBeNull();
    expect(minorOf('1.500', 'KWD')).toBe(1500);
    expect(minorOf('1 500', 'KWD')).toBe(1_500_000);
    expect(minorOf('1,500.250', 'KWD')).toBe(1_500_250);
    expect(minorOf('1234,567', 'KWD')).toBe(1_234_567);
    expect(minorOf('0,500', 'KWD')).toBe(500);
  });

  test('given a comma and three digits in a currency of thousandths, when read, then nobody guesses', () => {
    for (const text of ['1,500', '10,000', '999,999']) expect([text, minorOf(text, 'KWD')]).toEqual([text, null]);
  });

  test('given any amount, when written and read again, then it is the same', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -MOST_AMOUNT, max: MOST_AMOUNT }),
        fc.constantFrom('BDT', 'KES', 'UGX', 'KWD', 'UYW'),
        (amount, currency) => {
          expect(minorOf(decimalOf(amount, currency), currency)).toBe(amount + 0);
          expect(minorOfDecimal(decimalOf(amount, currency))).toBe(amount + 0);
        },
      ),
    );
  });

  test('given any amount in groups, when read, then it is the amount, or nothing where it could be another', () => {
    const marks = fc.constantFrom([',', '.'], ['.', ','], [' ', '.'], [' ', ','], ["'", '.']);
    const currencies = fc.constantFrom('BDT', 'KES', 'UGX', 'KRW', 'KWD', 'IQD');
    const sizes = fc.constantFrom(/\B(?=(\d{3})+$)/g, /\B(?=(\d{2})*\d{3}$)/g);
    fc.assert(
      fc.property(fc.nat(MOST_AMOUNT), currencies, marks, sizes, (amount, currency, [group = '', mark = ''], size) => {
        const [whole = '', fraction] = decimalOf(amount, currency).split('.');
        const text = [whole.replace(size, group), ...(fraction === undefined ? [] : [fraction])].join(mark);
        expect([amount, null]).toContain(minorOf(text, currency));
        if (group !== '.') expect(minorOf(text, currency)).toBe(amount);
      }),
    );
  });

  test('given digits with spaces anywhere, when read, then only groups are an amount', () => {
    const pieces = fc.array(fc.stringMatching(/^[1-9]\d{0,3}$/), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(pieces, (groups) => {
        const text = groups.join(' ');
        const commas = groups.join(',');
        const read = minorOf(text, 'BDT');
        // As it is with commas, which two digits at the end would make a fraction.
        if (groups.at(-1)?.length === 3) expect(read).toBe(minorOf(commas, 'BDT'));
        else expect(read).toBeNull();
      }),
    );
  });
});

describe('fraction digits', () => {
  test.each([
    [0, 'KRW UGX JPY VND XAF XOF RWF'],
    [2, 'BDT KES TZS USD PKR LBP IRR'],
    [3, 'IQD BHD OMR JOD TND KWD LYD'],
  ])('given the list of ISO 4217, then %i have %s', (digits, currencies) => {
    for (const one of currencies.split(' ')) expect([one, fractionDigits(one)]).toEqual([one, digits]);
  });
});

describe('what is wrong with an amount', () => {
  test('given more than one amount can be, then it is told how much it can be', () => {
    const most = { code: 'amount-too-large', params: { value: '90071992547409.91', most: '1000000000.00' } };
    expect(amountFault('90071992547409.91', 'BDT')).toEqual(most);
    expect(amountFault('100000000001', 'UGX').code).toBe('amount-too-large');
    expect(amountFault('1 5 0', 'BDT')).toEqual({ code: 'amount-invalid', params: { value: '1 5 0' } });
    expect(minorOfNumber(1e9, 'BDT')).toBe(MOST_AMOUNT);
    expect(minorOfNumber(1e9 + 1, 'BDT')).toBeNull();
    expect(minorOfNumber(-Infinity, 'BDT')).toBeNull();
  });
});

describe('minorOfNumber', () => {
  test('given the binary dust of a computed cell, when read, then it is wiped off', () => {
    expect(minorOfNumber(0.1 + 0.2, 'BDT')).toBe(30);
    expect(minorOfNumber(1500.5, 'BDT')).toBe(150050);
    expect(Object.is(minorOfNumber(-0.0, 'BDT'), 0)).toBe(true);
  });

  test('given more fraction digits than the currency, when read, then it is no amount', () => {
    expect(minorOfNumber(1.234, 'BDT')).toBeNull();
    expect(minorOfNumber(0.5, 'UGX')).toBeNull();
    expect(minorOfNumber(1e300, 'BDT')).toBeNull();
  });

  test('given any amount as a number, when read, then it is the amount as written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e11, max: 1e11 }), (minor) => {
        expect(minorOfNumber(Number(decimalOf(minor, 'BDT')), 'BDT')).toBe(minor + 0);
      }),
    );
  });
});

test('given an amount below one, when written for programs, then it has its zeros', () => {
  expect(decimalOf(5, 'BDT')).toBe('0.05');
  expect(decimalOf(-150000, 'BDT')).toBe('-1500.00');
  expect(decimalOf(7, 'UGX')).toBe('7');
  expect(fractionDigits('BDT')).toBe(2);
});
