import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expiringBefore } from '#shared/domain/customer/expiring.ts';
import { dayAt, daysAfter, endOfDay, startOfDay, wallClock } from '#shared/domain/time/day.ts';

const at = (text: string): number => Date.parse(text);

describe('a day', () => {
  test.each([
    ['2026-11-20T17:59:59Z', 'Asia/Dhaka', '2026-11-20', '2026-11-20 23:59'],
    ['2026-11-20T18:00:00Z', 'Asia/Dhaka', '2026-11-21', '2026-11-21 00:00'],
    ['2026-11-20T18:00:00Z', 'Africa/Nairobi', '2026-11-20', '2026-11-20 21:00'],
    // St John's changed its clocks at a minute past midnight.
    ['2005-04-03T03:30:59Z', 'America/St_Johns', '2005-04-03', '2005-04-03 00:00'],
    ['2005-04-03T03:31:00Z', 'America/St_Johns', '2005-04-03', '2005-04-03 01:01'],
    ['1969-12-31T23:59:59.500Z', 'UTC', '1969-12-31', '1969-12-31 23:59'],
  ])('%s in %s is %s', (instant, zone, day, clock) => {
    expect([dayAt(at(instant), zone), wallClock(at(instant), zone)]).toEqual([day, clock]);
  });

  test.each([
    ['2026-11-21', 'Asia/Dhaka', '2026-11-20T18:00:00Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00Z'],
    // Havana changes its clocks at midnight: to one o'clock in spring, back to it in autumn.
    ['2012-04-01', 'America/Havana', '2012-04-01T05:00:00Z'],
    ['2012-11-04', 'America/Havana', '2012-11-04T04:00:00Z'],
    // Samoa left a day out.
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
  ])('%s in %s begins at %s', (day, zone, instant) => expect(startOfDay(day, zone)).toBe(at(instant)));

  test('ends with its last second, where clocks change at midnight too', () => {
    expect(endOfDay('2026-12-12', 'Asia/Dhaka')).toBe(at('2026-12-12T17:59:59Z'));
    expect(endOfDay('2012-03-31', 'America/Havana')).toBe(at('2012-04-01T04:59:59Z'));
  });

  test('property: begins on itself, and not a millisecond earlier', () => {
    const zones = fc.constantFrom('Asia/Dhaka', 'Africa/Nairobi', 'Europe/Berlin', 'America/New_York', 'UTC');
    const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, zones, (date, zone) => {
        const day = date.toISOString().slice(0, 10);
        const start = startOfDay(day, zone);
        expect([dayAt(start, zone), dayAt(start - 1, zone)]).toEqual([day, daysAfter(day, -1)]);
      }),
    );
  });
});

describe('customers who expire within some days', () => {
  test('are those paid until the end of such a day in the time zone of the ISP: none: until the end of today', () => {
    const now = at('2026-11-20T10:00:00Z');
    expect(expiringBefore(now, 0, 'Asia/Dhaka')).toBe(at('2026-11-20T18:00:00Z'));
    expect(expiringBefore(now, 3, 'Asia/Dhaka')).toBe(at('2026-11-23T18:00:00Z'));
  });
});
