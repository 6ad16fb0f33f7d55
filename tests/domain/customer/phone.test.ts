import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listedPhone, phoneKeyOf, withLostZero } from '#shared/domain/customer/phone.ts';

describe('phoneKeyOf', () => {
  test.each([
    '01711223344',
    '8801711223344',
    '+8801711223344',
    '008801711223344',
    '1711223344',
    '০১৭১১২২৩৩৪৪',
    '+৮৮০ ১৭১১-২২৩৩৪৪',
    '01711-223344',
    '01711 223 344',
    '(01711) 223344',
    '+880 1711-223344',
    '\u200E01711\u00A0223344',
  ])('given %j in Bangladesh, then it is one and the same phone', (text) => {
    expect(phoneKeyOf(text, 'BD')).toBe('8801711223344');
  });

  test.each([
    ['0712345678', 'KE', '254712345678'],
    ['254712345678', 'KE', '254712345678'],
    ['+254712345678', 'BD', '254712345678'],
    ['00254712345678', 'BD', '254712345678'],
    ['0112345678', 'KE', '254112345678'],
    ['0202345678', 'KE', '254202345678'],
    ['029556677', 'BD', '88029556677'],
    ['+8801711223344', 'KE', '8801711223344'],
    ['+8801711223344', 'XX', '8801711223344'],
    ['(202) 555-0123', 'US', '12025550123'],
  ])('given %j in %s, then the key is %s', (text, country, key) => {
    expect(phoneKeyOf(text, country)).toBe(key);
  });

  test.each([
    ['', 'BD'],
    ['phone', 'BD'],
    ['0171122334', 'BD'],
    ['017112233445', 'BD'],
    ['01211223344', 'BD'],
    ['254712345678', 'BD'],
    ['01711223344', 'XX'],
    ['01711223344 / 01811223344', 'BD'],
    ['01711223344, 01811223344', 'BD'],
    ['01711223344;01811223344', 'BD'],
    ['01711223344 01811223344', 'BD'],
    ['01711223344 ext 5', 'BD'],
    ['8.80171E+12', 'BD'],
    ['+', 'BD'],
  ])('given %j in %s, then it is not exactly one phone', (text, country) => {
    expect(phoneKeyOf(text, country)).toBeNull();
  });

  test('given any Bangladeshi mobile in any writing, then the key is its international digits', () => {
    const separators = fc.constantFrom('', ' ', '-', '.', '\u00A0', '\u2013');
    fc.assert(
      fc.property(
        fc.stringMatching(/^1[3-9]\d{8}$/),
        fc.constantFrom('0', '880', '+880', '00880', ''),
        fc.array(separators, { minLength: 14, maxLength: 14 }),
        fc.boolean(),
        (national, prefix, between, inBengali) => {
          const spaced = Array.from(prefix + national)
            .map((digit, i) => digit + (between[i] ?? ''))
            .join('');
          const text = inBengali ? spaced.replace(/\d/g, (digit) => '০১২৩৪৫৬৭৮৯'[Number(digit)] ?? '') : spaced;
          expect(phoneKeyOf(text, 'BD')).toBe(`880${national}`);
        },
      ),
    );
  });
});

describe('withLostZero', () => {
  test.each([
    ['1711223344', 'BD', '01711223344'],
    ['712345678', 'KE', '0712345678'],
    ['112345678', 'KE', '0112345678'],
    ['29556677', 'BD', '029556677'],
  ])('given %s in %s, then the number was %s', (digits, country, whole) => {
    expect(withLostZero(digits, country)).toBe(whole);
  });

  test.each([
    ['8801711223344', 'BD'],
    ['2025550123', 'US'],
    ['01711223344', 'BD'],
    ['171122334', 'BD'],
    ['12.5', 'BD'],
    ['1711223344', 'XX'],
  ])('given %s in %s, then no zero was lost', (digits, country) => {
    expect(withLostZero(digits, country)).toBeNull();
  });
});

describe('listedPhone', () => {
  test.each([
    ['01711223344', 'BD', '01711-223344'],
    ['+880 1711 223344', 'BD', '01711-223344'],
    ['০১৭১১২২৩৩৪৪', 'BD', '01711-223344'],
    ['0712345678', 'KE', '0712-345678'],
    ['+91 98123 45678', 'BD', '+919812345678'],
    ['ask the neighbour', 'BD', 'ask the neighbour'],
    [null, 'BD', null],
  ])('given %j typed in %s, then lists show %j', (typed, country, listed) => {
    expect(listedPhone(typed, typed === null ? null : phoneKeyOf(typed, country), country)).toBe(listed);
  });
});
