import { describe, expect, test } from 'vitest';
import { isComplete } from '#shared/domain/package/package.ts';

const offered = {
  name: 'Home 10M',
  connection: 'pppoe',
  downKbps: 10240,
  upKbps: 5120,
  price: 80000,
  validity: 30,
} as const;

describe('"Name, price, speed and validity are required"', () => {
  test('given all four, then the package can take customers', () => {
    expect(isComplete(offered)).toBe(true);
    expect(isComplete({ ...offered, price: 0 })).toBe(true);
  });

  test.each([
    { name: '' },
    { price: null },
    { downKbps: null },
    { downKbps: 0 },
    { upKbps: null },
    { validity: null },
    { validity: 0 },
  ])('given a package with %j, then it cannot', (lack) => {
    expect(isComplete({ ...offered, ...lack })).toBe(false);
  });

  test('given another service than internet, then it needs no speed', () => {
    expect(isComplete({ ...offered, connection: 'other', downKbps: null, upKbps: null })).toBe(true);
  });
});
