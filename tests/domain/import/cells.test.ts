import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellOfText, digitsOf, hasLostDigits, isScientific, textOf } from '#shared/domain/import/cell-text.ts';
import { guarded, unguarded } from '#shared/domain/import/formula-guard.ts';

const written = (text: string) => ({ kind: 'number', written: text }) as const;

describe('the text of a cell', () => {
  test.each([
    [null, ''],
    ['rahim', 'rahim'],
    [8801711223344, '8801711223344'],
    [0.5, '0.5'],
    [1e-7, '0.0000001'],
    [-2.5e-8, '-0.000000025'],
    [1e21, '1e+21'],
    [true, 'TRUE'],
    [false, 'FALSE'],
    [{ kind: 'date', iso: '2026-12-31' } as const, '2026-12-31'],
    [{ kind: 'error', text: '#N/A' } as const, '#N/A'],
    [written('8.801711223344E+12'), '8801711223344'],
    [written('8.80171E+12'), '8.80171E+12'],
    [written('12345678901234567890'), '12345678901234567890'],
  ])('given %j, then it is %j', (cell, text) => {
    expect(textOf(cell)).toBe(text);
  });
});

describe('the digits of a written number', () => {
  test.each([
    ['1.25E2', '125'],
    ['1.250E+2', '125'],
    ['-1.2E-3', '-0.0012'],
    ['12.5E+1', '125'],
    ['12.55E+1', '125.5'],
    ['0.5E0', '0.5'],
    ['0.00', '0.00'],
    ['1.5E+3', null],
    ['1E-99', null],
    ['1.5Ex', null],
  ])('given %j, then they are %j', (text, digits) => {
    expect(digitsOf(written(text))).toBe(digits);
  });

  test('given any number with all its digits, in scientific notation, then nothing is lost', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 20n }), (number) => {
        const digits = String(number);
        const scientific = `${digits[0] ?? ''}.${digits.slice(1)}E+${digits.length - 1}`;
        expect(digitsOf(written(scientific))).toBe(digits);
        expect(isScientific(scientific)).toBe(true);
      }),
    );
  });

  test('given other cells, then none has lost digits', () => {
    for (const cell of [null, '8.8E+12', 5, true, { kind: 'date', iso: '2026-01-01' } as const, written('12')])
      expect(hasLostDigits(cell)).toBe(false);
    expect(hasLostDigits(written('8.8E+12'))).toBe(true);
  });
});

test('given text, then it is a cell: trimmed, empty as null, failed formulas as such', () => {
  expect(cellOfText(' a ')).toBe('a');
  expect(cellOfText('\u3000')).toBeNull();
  expect(cellOfText('#VALUE!')).toEqual({ kind: 'error', text: '#VALUE!' });
  expect(cellOfText('err:508')).toEqual({ kind: 'error', text: 'err:508' });
  expect(cellOfText('#5')).toBe('#5');
  expect(cellOfText('Err')).toBe('Err');
});

describe('the guard against formulas', () => {
  test.each(['=1+1', '+8801711', '-5', '@sum', '\t=1', '\r=1', "'=1"])('given %j, then it is made harmless', (text) => {
    expect(guarded(text)).toBe(`'${text}`);
  });

  test('given any text, when guarded and read back, then it is the same and begins with no formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', 'a', '1') }), (text) => {
        expect(unguarded(guarded(text))).toBe(text);
        expect(guarded(text)).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });

  test('given harmless text, then it stays as it is', () => {
    for (const text of ['', 'rahim', "'tis", '1-2']) expect(guarded(text)).toBe(text);
  });
});
