import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOfSerial, readDate } from '#shared/domain/import/date.ts';

const isoOf = (text: string, order?: 'DMY' | 'MDY') => {
  const read = readDate(text, order);
  return read.kind === 'date' ? read.iso : read.kind;
};

describe('readDate', () => {
  test.each([
    '2026-12-31',
    '2026/12/31',
    '2026.12.31',
    '31/12/2026',
    '31-12-2026',
    '31.12.2026',
    '12/31/2026',
    '31 Dec 2026',
    '31-Dec-2026',
    '31-Dec-26',
    '31st December, 2026',
    '31 december 2026',
    'December 31, 2026',
    'Dec 31 2026',
    'Dec. 31, 2026',
    '31 Desemba 2026',
    '৩১/১২/২০২৬',
    '৩১ ডিসেম্বর ২০২৬',
    '31Dec2026',
    '2026-12-31 23:59',
    '2026-12-31T23:59:59.000Z',
    '2026-12-31 23:59:59 +06:00',
    '31/12/2026 11:59 PM',
    '31/12/26',
  ])('given %j, then it is the last day of 2026', (text) => {
    expect(isoOf(text)).toBe('2026-12-31');
  });

  test.each([
    '',
    'soon',
    '31/13/2026',
    '32/12/2026',
    '29/02/2026',
    '0/1/2026',
    '2026-00-10',
    '2026-13-01',
    '31/12-2026',
    '31/12/202',
    '1.5',
    '20261231',
    '31 Foo 2026',
    'Foo 31, 2026',
    '31/12/1700',
    '12/2026',
    '2026-12-31 tomorrow',
    'Dec 2026',
  ])('given %j, then it is no date', (text) => {
    expect(readDate(text)).toEqual({ kind: 'invalid' });
  });

  test('given a leap day, then its year decides', () => {
    expect(isoOf('29/02/2028')).toBe('2028-02-29');
    expect(isoOf('29/02/2000')).toBe('2000-02-29');
    expect(isoOf('29/02/1900')).toBe('invalid');
  });

  test('given any date as day/month/year, then it is read, or ambiguous exactly when both parts could be a month', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
        fc.constantFrom('/', '-', '.'),
        fc.boolean(),
        (date, mark, padded) => {
          const iso = date.toISOString().slice(0, 10);
          const [year = '', month = '', day = ''] = iso.split('-');
          const part = (text: string) => (padded ? text : String(Number(text)));
          const written = [part(day), part(month), year].join(mark);
          const isAmbiguous = Number(day) <= 12 && day !== month;
          expect(isoOf(written)).toBe(isAmbiguous ? 'ambiguous' : iso);
          expect(isoOf(written, 'DMY')).toBe(iso);
          expect(isoOf([part(month), part(day), year].join(mark), 'MDY')).toBe(iso);
          expect(isoOf(`${year}${mark}${part(month)}${mark}${part(day)}`)).toBe(iso);
        },
      ),
    );
  });

  test('given a year of two digits, then it is this century, and said', () => {
    expect(readDate('31/12/85')).toEqual({ kind: 'date', iso: '2085-12-31', shortYear: true });
    expect(readDate('31/12/1985')).toMatchObject({ shortYear: false });
  });
});

test('given the days of a spreadsheet’s calendar, then it is the date, in this century only', () => {
  expect(dateOfSerial(46387)).toBe('2026-12-31');
  expect(dateOfSerial(46387.75)).toBe('2026-12-31');
  expect(dateOfSerial(36526)).toBe('2000-01-01');
  expect(dateOfSerial(73050)).toBe('2099-12-31');
  expect(dateOfSerial(36525)).toBeNull();
  expect(dateOfSerial(73051)).toBeNull();
});
