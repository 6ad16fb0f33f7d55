import { expect, test } from 'vitest';
import { isSecretColumn } from '#shared/domain/import/match.ts';

test.each([
  ['PPPoE Secret', null, null, true],
  ['Wifi passphrase', null, null, true],
  ['PIN', null, null, true],
  ['Shipping', null, null, false],
  ['Passport No', 'accountNumber', null, false],
  ['Key', null, 'password', true],
  ['Anything', 'password', null, true],
  ['Zone', null, null, false],
] as const)(
  'given a column called %s (field %s, guess %s), then it is a secret one: %s',
  (heading, field, guess, is) => {
    expect(isSecretColumn({ heading, field, guess })).toBe(is);
  },
);
