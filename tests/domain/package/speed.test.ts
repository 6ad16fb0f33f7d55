import fc from 'fast-check';
import { expect, test } from 'vitest';
import { missingOf } from '#shared/domain/package/package.ts';
import { kbpsOf, speedText } from '#shared/domain/package/speed.ts';

test('given a speed as people write it, when it is read, then it is in kilobits', () => {
  expect(['10000k', '9.765625'].map(kbpsOf)).toEqual([10_000, 10_000]);
  const read = ['10', '10M', '10 Mbps', '10mbit/s', '1.5', '512k', '512 kbps', '1G', '১০'].map(kbpsOf);
  expect(read).toEqual([10_240, 10_240, 10_240, 10_240, 1_536, 512, 512, 1_048_576, 10_240]);
});

test('given what is no speed, when it is read, then it is nothing', () => {
  expect(['', '0', '-1', 'fast', '10 MB x', '1.2.3', '0.3333', '10T'].map(kbpsOf)).toEqual(Array(8).fill(null));
});

test('given any speed in kilobits, when it is written and read again, then it is the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000_000 }), (kbps) => {
      expect(kbpsOf(speedText(kbps))).toBe(kbps);
    }),
  );
});

test('given a package, when something that it needs is missing, then all of it is named', () => {
  const whole = { name: 'Home', connection: 'pppoe', downKbps: 1, upKbps: 1, price: 0, validity: 30 } as const;
  expect(missingOf(whole)).toEqual([]);
  const nothing = { ...whole, name: '', downKbps: null, upKbps: 0, price: null, validity: null };
  expect(missingOf(nothing)).toEqual(['name', 'price', 'downKbps', 'upKbps', 'validity']);
  expect(missingOf({ ...nothing, connection: 'other' })).toEqual(['name', 'price', 'validity']);
  expect(missingOf({ ...whole, price: '' })).toEqual(['price']);
});
