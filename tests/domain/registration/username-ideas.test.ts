import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { usernameFault } from '#shared/domain/customer/username.ts';
import { latinLetters } from '#shared/domain/registration/latin-letters.ts';
import { usernameIdeas } from '#shared/domain/registration/username-ideas.ts';

describe('latinLetters', () => {
  test.each([
    ['Rahim Uddin', 'rahimuddin'],
    ['রহিম উদ্দিন', 'rahimuddin'],
    ['সুমাইয়া', 'sumaiya'],
    ['মোঃ করিম', 'mokarim'],
    ['Müller-Strauß', 'mullerstrauss'],
    ["Wanjiku O'Neil", 'wanjikuoneil'],
    ['李', ''],
    ['', ''],
  ])('given %s, then %s', (name, latin) => {
    expect(latinLetters(name)).toBe(latin);
  });
});

const first = (known: Parameters<typeof usernameIdeas>[0], count: number): string[] => {
  const ideas = usernameIdeas(known);
  return Array.from({ length: count }, () => ideas.next().value);
};

describe('usernameIdeas', () => {
  test('given a phone and a name, then the phone, the name, and the name numbered', () => {
    expect(first({ phone: '01711223344', fullName: 'Rahim', count: 70 }, 4)).toEqual([
      '01711223344',
      'rahim',
      'rahim2',
      'rahim3',
    ]);
  });

  test('given neither, then numbers behind those of the customers there are', () => {
    expect(first({ phone: null, fullName: '', count: 7 }, 2)).toEqual(['100008', '100009']);
  });

  test('given anything, then each idea is a username, and none comes twice', () => {
    fc.assert(
      fc.property(
        fc.option(fc.stringMatching(/^\d{5,15}$/)),
        fc.string({ unit: 'grapheme' }),
        fc.nat(2_000_000),
        (phone, fullName, count) => {
          const ideas = first({ phone, fullName, count }, 40);
          expect(ideas.filter((idea) => usernameFault(idea) !== null)).toEqual([]);
          // A number may be among the few first ones too.
          expect(new Set(ideas).size).toBeGreaterThan(30);
        },
      ),
    );
  });
});
