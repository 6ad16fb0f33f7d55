import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysInMonth, monthsAfter } from '#shared/domain/billing/calendar.ts';

// The calendar against JavaScript's own.

const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();

const day = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('given any day, when months are added to it, then it is the same day of that month, or its last', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -240, max: 240 }), (from, months) => {
      const [year = 0, month = 0, date = 0] = from.split('-').map(Number);
      const first = new Date(Date.UTC(year, month - 1 + months, 1));
      const last = lastDay(first.getUTCFullYear(), first.getUTCMonth());
      first.setUTCDate(Math.min(date, last));
      expect(monthsAfter(from, months)).toBe(first.toISOString().slice(0, 10));
      expect(daysInMonth(from)).toBe(lastDay(year, month - 1));
    }),
  );
});
