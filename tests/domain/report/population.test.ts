import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CUSTOMER_STATUSES } from '#shared/domain/customer/customer.ts';
import { boundsOf, monthAt, monthsAfter } from '#shared/domain/report/month.ts';
import { type Life, standingIn } from '#shared/domain/report/population.ts';
import { dayAt } from '#shared/domain/time/day.ts';

const DHAKA = 'Asia/Dhaka';

/** Zones whose clocks change, some of them at midnight, and one that left a day out (Apia, 2011-12-30). */
const ZONES = [
  DHAKA,
  'Africa/Nairobi',
  'Europe/Berlin',
  'America/Havana',
  'Asia/Beirut',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'UTC',
];

const life = (of: Partial<Life>): Life => ({
  status: 'active',
  activatedAt: Date.parse('2026-01-15T00:00:00Z'),
  deletedAt: null,
  ...of,
});

const standing = (of: Partial<Life>, month = '2026-11', zone = DHAKA) => standingIn(life(of), boundsOf(month, zone));

describe('Given the report of November in Dhaka', () => {
  it.each([
    ['joined in its last second', '2026-11-30T17:59:59.999Z', true],
    ['joined in the first second of December', '2026-11-30T18:00:00.000Z', false],
    ['joined years before', '2020-01-01T00:00:00.000Z', true],
  ])('when somebody %s, then that decides whether it lists them', (_, at, isIn) => {
    expect(standing({ activatedAt: Date.parse(at) }).isIn).toBe(isIn);
  });

  it.each([
    ['in the last second of October', '2026-10-31T17:59:59.999Z', { isIn: false, joined: false, left: false }],
    ['in its first second', '2026-10-31T18:00:00.000Z', { isIn: true, joined: false, left: true }],
    ['in its last second', '2026-11-30T17:59:59.999Z', { isIn: true, joined: false, left: true }],
    ['in December', '2026-12-02T00:00:00.000Z', { isIn: true, joined: false, left: false }],
  ])('when somebody was deleted %s, then it is told as it was', (_, at, expected) => {
    expect(standing({ status: 'deleted', deletedAt: Date.parse(at) })).toEqual(expected);
  });

  it.each(['active', 'suspended', 'expired'] as const)(
    'when somebody is %s, then the billing keeps nobody out',
    (one) => {
      expect(standing({ status: one }).isIn).toBe(true);
    },
  );

  it('when somebody is pending, then they are never in it', () => {
    expect(standing({ status: 'pending' }).isIn).toBe(false);
  });

  it('when somebody was deleted who never was active, then they never were in it', () => {
    const never = { isIn: false, joined: false, left: false };
    expect(standing({ status: 'deleted', activatedAt: null, deletedAt: Date.parse('2026-11-20T00:00:00Z') })).toEqual(
      never,
    );
  });

  it('when service began after the month, then the month that it began in counts', () => {
    const activatedAt = Date.parse('2026-12-01T00:00:00Z');
    expect(standing({ activatedAt }).isIn).toBe(false);
    expect(standing({ activatedAt }, '2026-12')).toEqual({ isIn: true, joined: true, left: false });
  });
});

const zone = fc.constantFrom(...ZONES);
const month = fc
  .tuple(fc.integer({ min: 2008, max: 2030 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`);

/** Instants near the ends of months and near changes of clocks come up often. */
const instantNear = (of: string, timeZone: string) =>
  fc.oneof(
    fc.integer({ min: -3_700_000, max: 3_700_000 }).map((off) => boundsOf(of, timeZone).start + off),
    fc.integer({ min: -3_700_000, max: 3_700_000 }).map((off) => boundsOf(of, timeZone).end + off),
    fc.integer({ min: Date.UTC(2008, 0), max: Date.UTC(2030, 0) }),
  );

describe('Given any month in any time zone', () => {
  it('when its bounds are taken, then each side of them falls in the right month', () => {
    fc.assert(
      fc.property(month, zone, (of, timeZone) => {
        const { start, end } = boundsOf(of, timeZone);
        expect(monthAt(start, timeZone)).toBe(of);
        expect(monthAt(start - 1, timeZone)).toBe(monthsAfter(of, -1));
        expect(monthAt(end - 1, timeZone)).toBe(of);
        expect(dayAt(end, timeZone)).toBe(`${monthsAfter(of, 1)}-01`);
        expect(boundsOf(monthsAfter(of, 1), timeZone).start).toBe(end);
      }),
    );
  });

  it('when two months follow each other, then the second has whom the first had, less who left, and who joined since', () => {
    const lives = fc.tuple(month, zone).chain(([of, timeZone]) =>
      fc.tuple(
        fc.constant(of),
        fc.constant(timeZone),
        fc.array(
          fc
            .record({
              status: fc.constantFrom(...CUSTOMER_STATUSES),
              activatedAt: fc.option(instantNear(of, timeZone)),
              stay: fc.option(fc.nat(90 * 86_400_000)),
            })
            .map(({ stay, ...rest }) => ({
              ...rest,
              deletedAt: stay === null ? null : (rest.activatedAt ?? boundsOf(of, timeZone).start) + stay,
            })),
          { maxLength: 12 },
        ),
      ),
    );
    fc.assert(
      fc.property(lives, ([of, timeZone, people]) => {
        const first = people.map((one) => standingIn(one, boundsOf(of, timeZone)));
        const second = people.map((one) => standingIn(one, boundsOf(monthsAfter(of, 1), timeZone)));
        people.forEach((_, index) => {
          const before = first[index]!;
          const after = second[index]!;
          expect(after.isIn).toBe((before.isIn && !before.left) || after.joined);
          expect(before.isIn && !before.left && after.joined).toBe(false);
        });
      }),
    );
  });

  it('when somebody is or was in it, then the day they joined is at the latest its last, and the day they left at the earliest its first', () => {
    fc.assert(
      fc.property(
        fc
          .tuple(month, zone)
          .chain(([of, timeZone]) =>
            fc.tuple(
              fc.constant(of),
              fc.constant(timeZone),
              instantNear(of, timeZone),
              fc.option(instantNear(of, timeZone)),
            ),
          ),
        ([of, timeZone, activatedAt, deletedAt]) => {
          const { isIn } = standingIn(life({ activatedAt, deletedAt }), boundsOf(of, timeZone));
          const joinedInTime = dayAt(activatedAt, timeZone).slice(0, 7) <= of;
          const stayed = deletedAt === null || dayAt(deletedAt, timeZone).slice(0, 7) >= of;
          expect(isIn).toBe(joinedInTime && stayed);
        },
      ),
    );
  });
});
