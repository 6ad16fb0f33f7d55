import fc from 'fast-check';
import { expect, test } from 'vitest';
import { waitBehind } from '#shared/domain/message/back-off.ts';
import { DEFAULT_TEXTS, TEXT_KINDS } from '#shared/domain/message/default-texts.ts';
import { daytimeFrom, isUnhurried } from '#shared/domain/message/hours.ts';
import { messageLength } from '#shared/domain/message/length.ts';
import { phoneFor } from '#shared/domain/message/phone.ts';
import {
  hasPassword,
  LACKING,
  MASK,
  PLACEHOLDERS,
  rendered,
  renderedMasked,
  unknownPlaceholders,
} from '#shared/domain/message/placeholders.ts';

test('given a text with placeholders, when it is filled in, then each value stands once where it was', () => {
  const values = { name: 'Rahim', username: 'rahim01', balance: null };
  expect(rendered('{name}: {username}, {balance}. {name}!', values)).toBe(`Rahim: rahim01, ${LACKING}. Rahim!`);
  expect(rendered('{{name}} costs }} {{', values)).toBe('{name} costs } {');
  expect(rendered('{Name} {} {na me}', values)).toBe('{Name} {} {na me}');
});

test('given a value that looks like a placeholder, when it is filled in, then it stays what it is', () => {
  expect(rendered('{name} {username}', { name: '{password}', username: '$&{name}', password: 'secret' })).toBe(
    '{password} $&{name}',
  );
});

test('given words in braces that are no placeholders, when a text is looked at, then each is told once', () => {
  expect(unknownPlaceholders('{name} {naem} {Name} {naem} {{naem}} {}')).toEqual(['naem', 'Name', '']);
});

test('given any password, when a text is kept, then the mask stands in its place', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (password) => {
      expect(renderedMasked('<{password}>', { password })).toBe(`<${MASK}>`);
    }),
  );
  expect(hasPassword('{{password}}')).toBe(false);
  expect(hasPassword('it is {password}')).toBe(true);
});

test('given the texts of the program, when they are looked at, then each knows its placeholders and is one message', () => {
  const usual = {
    ...{ name: 'Rahim Uddin', username: 'rahim01', password: 'abcdefghjk', package: 'Home 10M', price: 'BDT 800.00' },
    ...{ balance: 'BDT -800.00', amount: 'BDT 800.00', paidUntil: '30/11/2026', receipt: 'R-000123', isp: 'Demo ISP' },
  };
  for (const kind of TEXT_KINDS) {
    expect(unknownPlaceholders(DEFAULT_TEXTS[kind]), kind).toEqual([]);
    expect(messageLength(rendered(DEFAULT_TEXTS[kind], usual)), kind).toMatchObject({ encoding: 'gsm-7', parts: 1 });
  }
  expect(hasPassword(DEFAULT_TEXTS['payment-details'])).toBe(true);
  expect(PLACEHOLDERS).toHaveLength(new Set(PLACEHOLDERS).size);
});

test('given a phone, when a gateway takes it in its own writing, then it has it', () => {
  expect(phoneFor('international', '8801711223344')).toBe('8801711223344');
  expect(phoneFor('plus', '254722123456')).toBe('+254722123456');
  expect(phoneFor('national', '8801711223344')).toBe('01711223344');
  expect(phoneFor('national', '254722123456')).toBe('0722123456');
});

test('given failures in a row, when it is waited, then longer each time, and a quarter of an hour at most', () => {
  expect([1, 2, 3, 4].map((failures) => waitBehind(failures, 0.5))).toEqual([15_000, 30_000, 60_000, 120_000]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
      const wait = waitBehind(failures, random);
      expect(wait).toBeGreaterThanOrEqual(12_000);
      expect(wait).toBeLessThanOrEqual(900_000);
    }),
  );
});

test('given an instant, when people sleep, then their day begins at nine; by day it is that instant', () => {
  const at = (time: string): number => Date.parse(`2026-11-21T${time}+06:00`);
  const from = (time: string) => daytimeFrom(at(time), 'Asia/Dhaka') - at('00:00:00');
  const hour = 3_600_000;
  expect(from('00:00:00')).toBe(9 * hour);
  expect(from('08:59:59')).toBe(9 * hour);
  expect(from('09:00:00')).toBe(9 * hour);
  expect(from('12:00:00')).toBe(12 * hour);
  expect(from('20:59:59')).toBe(21 * hour - 1000);
  expect(from('21:00:00')).toBe(33 * hour);
});

test('given what a text is about, when nobody stands at the counter for it, then it can wait for the day', () => {
  expect((['expiring', 'suspended', 'payment-received', 'welcome'] as const).filter(isUnhurried)).toEqual([
    'expiring',
    'suspended',
  ]);
});
