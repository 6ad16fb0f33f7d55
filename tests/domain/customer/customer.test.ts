import { expect, test } from 'vitest';
import { customerType } from '#shared/domain/customer/customer.ts';

test.each([
  ['pppoe', 'daily', 'pppoe-daily'],
  ['pppoe', 'monthly', 'pppoe-monthly'],
  ['hotspot', 'daily', 'hotspot'],
  ['hotspot', 'monthly', 'hotspot'],
  ['static', 'monthly', 'static-monthly'],
  ['static', 'daily', null],
  ['other', 'daily', 'other'],
  ['other', 'monthly', 'other'],
] as const)('given a %s package and a %s profile, then the type is %s', (connection, mode, type) => {
  expect(customerType(connection, mode)).toBe(type);
});
