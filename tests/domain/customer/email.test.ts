import { expect, test } from 'vitest';
import { isEmail } from '#shared/domain/customer/email.ts';

test.each([
  'rahim@example.com',
  ' a.b+c@mail.example.co.ke ',
  "o'neil@example.com",
  'রহিম@উদাহরণ.বাংলা',
  'x@xn--54b7fta0cc.xn--p1ai',
  'USER_1@EXAMPLE.COM',
])('given %j, then mail can be sent to it', (text) => {
  expect(isEmail(text)).toBe(true);
});

test.each([
  'rahim',
  '@example.com',
  'rahim@',
  'rahim@example',
  'rahim@@example.com',
  'ra him@example.com',
  'rahim@exa mple.com',
  '.rahim@example.com',
  'rahim.@example.com',
  'ra..him@example.com',
  'rahim@-example.com',
  'rahim@example..com',
  'rahim@example.c',
  'rahim@example.com,karim@example.com',
  'rahim@10.0.0.1',
  `${'a'.repeat(65)}@example.com`,
  `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(20)}.com`,
])('given %j, then it is not one address', (text) => {
  expect(isEmail(text)).toBe(false);
});
