import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Suggestions } from '#shared/domain/import/suggest.ts';

const PACKAGES = new Suggestions([
  'Home 5M',
  'Home 10M',
  'Home 20M',
  'Office 50M',
  'Student Plus',
  'Mirpur 1',
  'Mirpur 10',
  'XL',
]);

describe('suggestions', () => {
  test.each([
    ['Home10', 'Home 10M'],
    ['home-10m', 'Home 10M'],
    ['HOME 10 MBPS', 'Home 10M'],
    ['Home 10Mb', 'Home 10M'],
    ['10M Home', 'Home 10M'],
    ['Hom 10M', 'Home 10M'],
    ['Home 1O M', 'Home 10M'],
    ['Home ১০', 'Home 10M'],
    ['Offce 50', 'Office 50M'],
    ['Studnet Plus', 'Student Plus'],
    ['Plus Student', 'Student Plus'],
    ['Mirpur-10', 'Mirpur 10'],
  ])('given %j, then %j is meant', (text, name) => {
    expect(PACKAGES.for(text)).toBe(name);
    expect(PACKAGES.for(text)).toBe(name);
  });

  test.each(['Home 30M', 'Home', 'Platinum', '10', '', '---', 'Mirpur 11', 'Mirpur 2', 'XS', 'x'.repeat(5000)])(
    'given %j, then nothing is close',
    (text) => {
      expect(PACKAGES.for(text)).toBeUndefined();
    },
  );

  test('given two names equally close, then neither is guessed', () => {
    expect(new Suggestions(['Banani A', 'Banani B']).for('Banani C')).toBeUndefined();
    expect(new Suggestions(['Banani A', 'Banani AB', 'Banani C']).for('Banani AB.')).toBe('Banani AB');
  });

  test('given a long list, then names that begin alike are compared', () => {
    const letters = Array.from('bcdfghklmnprst');
    const names = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => `${a}a${b}u${c}ipur`)));
    const known = new Suggestions([...names, 'Mohammadpur']);
    expect(known.for('Mohamadpur')).toBe('Mohammadpur');
    expect(known.for('Xohammadpur')).toBeUndefined();
  });

  test('given any name with one letter wrong, then it is found among others', () => {
    const names = ['Dhanmondi', 'Mohammadpur', 'Uttara West', 'Narayanganj'];
    const known = new Suggestions(names);
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), fc.constantFrom('', 'x', 'q'), (name, place, letter) => {
        const at = place % name.length;
        expect(known.for(name.slice(0, at) + letter + name.slice(at + 1))).toBe(name);
      }),
    );
  });
});
