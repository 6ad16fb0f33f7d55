import { expect, test } from 'vitest';
import { readValue } from '#main/features/sync/read-value.ts';

// What stands here and at the server is told as people write it, wherever the two are beside each other.

test.each([
  ['price', 80_000, 'BDT', '800.00'],
  ['price', 80_000, 'JPY', '80000'],
  ['price', null, 'BDT', null],
  ['gateway', 0x0a000001, 'BDT', '10.0.0.1'],
  ['reserved', [{ first: 0x0a000001, last: 0x0a000009, note: null }], 'BDT', '10.0.0.1 – 10.0.0.9'],
  ['reserved', [], 'BDT', null],
  ['options', ['Home', 'Shop'], 'BDT', 'Home, Shop'],
  ['downKbps', 10_240, 'BDT', '10240'],
  ['autoSuspend', true, 'BDT', 'true'],
])('given %s of %j in %s, when it is told, then as %j', (field, value, currency, told) => {
  expect(readValue(field, value, currency)).toBe(told);
});
