import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asciiDigits, folded, trimmed } from '#shared/domain/text.ts';

const SPACES = [' ', '\t', '\n', '\r', '\u0085', '\u00A0', '\u1680', '\u2003', '\u2028', '\u202F', '\u3000', '\uFEFF'];
const space = fc.array(fc.constantFrom(...SPACES), { maxLength: 4 }).map((parts) => parts.join(''));

describe('trimmed', () => {
  test('given any Unicode white space around a text, when trimmed, then only the text is left', () => {
    fc.assert(
      fc.property(space, fc.stringMatching(/^[a-zক-হ0-9](?:.*[a-zক-হ0-9])?$/), space, (before, text, after) => {
        expect(trimmed(before + text + after)).toBe(text);
      }),
    );
  });

  test('given nothing but white space, when trimmed, then nothing is left', () => {
    expect(trimmed(SPACES.join(''))).toBe('');
    expect(trimmed('')).toBe('');
  });

  test('given white space inside, when trimmed, then it stays', () => {
    expect(trimmed(' Rahim\u00A0 Uddin ')).toBe('Rahim\u00A0 Uddin');
  });
});

describe('folded', () => {
  test('given two writings of one name, when folded, then they are the same', () => {
    expect(folded(' Home 10M\u00A0')).toBe(folded('HOME 10m'));
    expect(folded('Caf\u00E9')).toBe(folded('CAFE\u0301'));
    expect(folded('Straße')).toBe(folded('STRASSE'));
    expect(folded('ΣΟΦΟΣ')).toBe(folded('σοφος'));
    expect(folded('\u09AF\u09BC')).toBe(folded('\u09DF'));
  });

  test('given any text, when folded twice or in capitals, then it is as folded once', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'Z', '1', ' ', 'é', 'ß', 'ক', '\u0301', 'Ω') }), (text) => {
        expect(folded(folded(text))).toBe(folded(text));
        expect(folded(text.toUpperCase())).toBe(folded(text));
      }),
    );
  });
});

describe('asciiDigits', () => {
  test('given Bengali, Arabic and Persian digits, when read, then they are the same number', () => {
    expect(asciiDigits('০১৭১১-২২৩৩৪৪')).toBe('01711-223344');
    expect(asciiDigits('٠١٢٣٤٥٦٧٨٩')).toBe('0123456789');
    expect(asciiDigits('۰۱۲۳۴۵۶۷۸۹')).toBe('0123456789');
    expect(asciiDigits('রহিম 12')).toBe('রহিম 12');
  });
});
