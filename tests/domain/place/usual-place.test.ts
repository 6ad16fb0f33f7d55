import { expect, test } from 'vitest';
import { usualPlaceOf } from '#shared/domain/place/usual-place.ts';

const CODES = Array.from({ length: 26 * 26 }, (_, at) => String.fromCharCode(65 + Math.floor(at / 26), 65 + (at % 26)));

test('given Bangladesh and Kenya, when their usual place is asked for, then it is their money and their clock', () => {
  expect(usualPlaceOf('BD')).toEqual({ currency: 'BDT', timeZone: 'Asia/Dhaka' });
  expect(usualPlaceOf('KE')).toEqual({ currency: 'KES', timeZone: 'Africa/Nairobi' });
  expect(usualPlaceOf('QQ')).toBeNull();
});

test('given every country, when its usual place is asked for, then the machine knows the money and the zone', () => {
  const places = CODES.flatMap((code) => usualPlaceOf(code) ?? []);
  expect(places.length).toBeGreaterThan(240);
  const currencies = new Set(Intl.supportedValuesOf('currency'));
  for (const { currency, timeZone } of places) {
    expect(currencies).toContain(currency);
    expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
  }
});
