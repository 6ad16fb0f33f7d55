import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCheckDue, nightOf } from '#shared/domain/provisioning/nightly.ts';

const DHAKA = 'Asia/Dhaka';
/** Two in the morning of 30 November in Dhaka. */
const TWO = Date.parse('2026-11-29T20:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const never = { comparedAt: null, triedAt: null, attempts: 0 };

describe('a night', () => {
  test('given two in the morning, when the night is asked for, then a new one begins with that very minute', () => {
    expect([nightOf(TWO - 1, DHAKA), nightOf(TWO, DHAKA), nightOf(TWO + 24 * HOUR - 1, DHAKA)]).toEqual([
      '2026-11-29',
      '2026-11-30',
      '2026-11-30',
    ]);
  });

  test('given a day on which two o’clock is left out, when three is there, then the new night has begun', () => {
    // In Berlin, 28 March 2027: from 01:59 to 03:00.
    const three = Date.parse('2027-03-28T01:00:00Z');
    expect([nightOf(three - 1, 'Europe/Berlin'), nightOf(three, 'Europe/Berlin')]).toEqual([
      '2027-03-27',
      '2027-03-28',
    ]);
  });
});

describe('a router has to be compared', () => {
  test('given that it never was, or in the night before, when it is asked, then it is; once in a night is enough', () => {
    expect(isCheckDue(never, TWO, DHAKA)).toBe(true);
    expect(isCheckDue({ ...never, comparedAt: TWO - 1 }, TWO, DHAKA)).toBe(true);
    expect(isCheckDue({ ...never, comparedAt: TWO }, TWO + 23 * HOUR, DHAKA)).toBe(false);
  });

  test('given a computer that was off at night, when it is switched on in the morning, then it is', () => {
    expect(isCheckDue({ ...never, comparedAt: TWO - 8 * HOUR }, TWO + 7 * HOUR, DHAKA)).toBe(true);
  });

  test('given that it could not be read, when time goes on, then it is tried again after five minutes, ten, and at most two hours', () => {
    const rests = [1, 2, 3, 20].map((attempts) => {
      const tried = { ...never, triedAt: TWO, attempts };
      const rest = [5, 10, 20, 120].find((minutes) => isCheckDue(tried, TWO + minutes * MINUTE, DHAKA));
      expect(isCheckDue(tried, TWO + (rest ?? 0) * MINUTE - 1, DHAKA)).toBe(false);
      return rest;
    });
    expect(rests).toEqual([5, 10, 20, 120]);
  });

  test('given a clock that was wrong and is right again, when it is asked, then no comparison of the future keeps it away', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 24 * HOUR, max: 9999 * HOUR }),
        fc.integer({ min: 1, max: 99 }),
        (ahead, attempts) => {
          expect(isCheckDue({ ...never, comparedAt: TWO + ahead }, TWO, DHAKA)).toBe(true);
          expect(isCheckDue({ ...never, triedAt: TWO + ahead, attempts }, TWO, DHAKA)).toBe(true);
        },
      ),
    );
  });
});
