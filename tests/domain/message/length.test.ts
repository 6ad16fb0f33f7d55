import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageLength, messageParts } from '#shared/domain/message/length.ts';

test.each([
  ['nothing', '', 'gsm-7', 0, 0],
  ['160 letters', 'a'.repeat(160), 'gsm-7', 160, 1],
  ['161 letters', 'a'.repeat(161), 'gsm-7', 161, 2],
  ['306 letters', 'a'.repeat(306), 'gsm-7', 306, 2],
  ['307 letters', 'a'.repeat(307), 'gsm-7', 307, 3],
  ['80 signs of the extension', '€'.repeat(80), 'gsm-7', 160, 1],
  ['81 signs of the extension', '€'.repeat(81), 'gsm-7', 162, 2],
  ['70 letters of Bangla', 'ক'.repeat(70), 'ucs-2', 70, 1],
  ['71 letters of Bangla', 'ক'.repeat(71), 'ucs-2', 71, 2],
  ['134 letters of Bangla', 'ক'.repeat(134), 'ucs-2', 134, 2],
  ['135 letters of Bangla', 'ক'.repeat(135), 'ucs-2', 135, 3],
  ['35 emojis', '😀'.repeat(35), 'ucs-2', 70, 1],
  // 28 of the alphabet, 9 of the extension.
  ['odd signs of both tables', '@£$¥èéùìòÇ ÆæßÉ ÄÖÑÜ§¿äöñüà {}[]~|^\\€', 'gsm-7', 46, 1],
  // Neither is in the alphabet, though both look as if they were.
  ['a small c with a cedilla', 'ç', 'ucs-2', 1, 1],
  ['a back-tick', '`', 'ucs-2', 1, 1],
  ['line breaks of every kind', 'one\r\ntwo\rthree', 'gsm-7', 13, 1],
])('given %s, when it is counted, then it has its encoding, units and parts', (_, text, encoding, units, parts) => {
  expect(messageLength(text)).toEqual({ encoding, units, parts });
});

test('given a sign of two septets at the end of a part, when it does not fit, then it goes whole into the next', () => {
  const parts = messageParts(`${'a'.repeat(152)}€${'b'.repeat(20)}`);
  expect(parts.map((part) => part.length)).toEqual([152, 21]);
  expect(parts[1]?.startsWith('€')).toBe(true);
});

test('given an emoji where a part of Bangla ends, when it does not fit, then its halves stay together', () => {
  expect(messageParts(`${'ক'.repeat(66)}😀${'খ'.repeat(10)}`).map((part) => part.length)).toEqual([66, 12]);
});

test('given any text, when it is divided, then nothing is lost, no part is too long and no sign is cut', () => {
  const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 500 }), fc.string({ maxLength: 500 }));
  fc.assert(
    fc.property(anything, (text) => {
      const { encoding, units, parts } = messageLength(text);
      const made = messageParts(text);
      expect(made.join('')).toBe(text.replace(/\r\n?/g, '\n'));
      expect(made).toHaveLength(parts);
      const limit = encoding === 'gsm-7' ? (parts > 1 ? 153 : 160) : parts > 1 ? 67 : 70;
      const sizes = made
        .map((part) => messageLength(part))
        .map((length, at) =>
          // A part by itself may be plain though the whole is not.
          encoding === 'ucs-2' ? (made[at] ?? '').length : length.units,
        );
      expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(limit);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(units);
      for (const part of made) expect(/^[\uDC00-\uDFFF]/.test(part) && text.isWellFormed()).toBe(false);
    }),
  );
});
