import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayTeller } from '#shared/domain/report/day-teller.ts';
import { dayAt } from '#shared/domain/time/day.ts';

const ZONES = [
  'Asia/Dhaka',
  'Africa/Nairobi',
  'America/Havana',
  'Asia/Beirut',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'UTC',
];

it('Given any instants in any order, when their days are told, then they are those that are told one by one', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.array(fc.integer({ min: Date.UTC(2011, 11, 20), max: Date.UTC(2012, 3, 20) }), {
        minLength: 1,
        maxLength: 40,
      }),
      (timeZone, instants) => {
        const tell = dayTeller(timeZone);
        for (const instant of instants) expect(tell(instant)).toBe(dayAt(instant, timeZone));
      },
    ),
  );
});
