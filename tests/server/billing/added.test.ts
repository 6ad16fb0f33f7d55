import { describe, expect, test } from 'vitest';
import { BEFORE_BILLING, LOOK_AGAIN } from '#shared/domain/billing/settled.ts';
import type { CustomerRow, LedgerRow } from '#shared/sync/rows.ts';
import { mutation, payment } from '../central.ts';
import { hasPostgreSql } from '../databases.ts';
import { AHEAD, BillingIsp, DAILY, DAY, EVENING, HOUR, NOON, subscriber } from './isp.ts';

// What billing makes of customers who are added: what they say of when something was, as far as it can be.

const YEAR = 365 * DAY;

const addedAt = (at: number, customers: CustomerRow[], lines: LedgerRow[] = []) =>
  mutation({ name: 'customers.add', args: { by: '', at, customers, lines } });

describe.skipIf(!hasPostgreSql())('customers who are added', () => {
  test.each([
    ['behind', -20 * YEAR],
    ['ahead', 20 * YEAR],
  ])(
    'given a clock that is years %s, when an import under it comes in, then it was now, and what was paid is what the file said',
    async (_, skew) => {
      const isp = await BillingIsp.open();
      const at = NOON + skew;
      const typed = subscriber('typed', at, {
        billingProfileId: AHEAD,
        nextDueAt: LOOK_AGAIN,
        expiresAt: NOON + 30 * DAY,
      });
      const guest = subscriber('guest', at, {
        ...{ packageId: EVENING, billingProfileId: DAILY, settledAt: at, expiresAt: at + 7 * DAY + HOUR },
        ...{ nextDueAt: at + 7 * DAY + HOUR },
      });
      const opening = payment(typed.id, -500, { kind: 'opening', method: null, at });
      await isp.pushed(addedAt(at, [typed, guest], [opening]));
      expect(await isp.get(typed.id)).toMatchObject({ createdAt: NOON, activatedAt: NOON, expiresAt: NOON + 30 * DAY });
      expect(await isp.get(guest.id)).toMatchObject({ settledAt: NOON, expiresAt: NOON + 7 * DAY + HOUR });
      expect((await isp.lines(typed.id)).map((line) => line.at)).toEqual([NOON]);
      await isp.at(NOON + DAY);
      expect(await isp.paper(typed.id)).toEqual(['opening -500']);
      await isp.at(NOON + 8 * DAY);
      expect(await isp.get(guest.id)).toMatchObject({ status: 'expired' });
    },
  );

  test('given a console that has worked alone for years, when its customers come with their ledger, then all of it stands as it was', async () => {
    const isp = await BillingIsp.open();
    const long = subscriber('long', NOON - 6 * YEAR, {
      ...{
        settledAt: NOON - HOUR,
        billedThrough: '2026-11-01',
        nextDueAt: NOON + 10 * DAY,
        expiresAt: NOON + 12 * DAY,
      },
      ...{ pausedDays: 3, extendedUntil: NOON + 2 * DAY },
    });
    const lines = [1, 2, 3, 4, 5].map((year) =>
      payment(long.id, 90_000, { at: NOON - year * YEAR, dueAt: null, operatorId: long.operatorId }),
    );
    await isp.pushed(addedAt(NOON, [long], lines.slice(0, 3)));
    await isp.pushed(mutation({ name: 'ledger.add', args: { by: '', at: NOON, lines: lines.slice(3) } }));
    expect(await isp.get(long.id)).toEqual(long);
    expect(await isp.lines(long.id)).toEqual([...lines].reverse());
  });

  test('given one whose clock went wrong only lately, when it is enrolled, then what was written before stays', async () => {
    const isp = await BillingIsp.open();
    const old = subscriber('old', NOON - 2 * YEAR, { settledAt: NOON - DAY, nextDueAt: NOON + DAY });
    const line = payment(old.id, 100, { at: NOON - YEAR });
    await isp.pushed(addedAt(NOON - 20 * YEAR, [old], [line]));
    expect(await isp.get(old.id)).toMatchObject({ createdAt: NOON - 2 * YEAR, settledAt: NOON - DAY });
    expect(await isp.lines(old.id)).toMatchObject([{ at: NOON - YEAR }]);
  });

  test('given somebody who was never billed, when they have been there for years, then billing begins with them now', async () => {
    const isp = await BillingIsp.open();
    const old = subscriber('old', NOON - 5 * YEAR, { billingProfileId: AHEAD, nextDueAt: LOOK_AGAIN });
    await isp.pushed(addedAt(NOON, [old]));
    expect(await isp.get(old.id)).toMatchObject({ nextDueAt: BEFORE_BILLING });
    await isp.at(NOON);
    expect(await isp.paper(old.id)).toHaveLength(1);
  });

  test.each<[string, Partial<CustomerRow>]>([
    ['never', { nextDueAt: null }],
    ['in many years', { nextDueAt: NOON + 50 * YEAR }],
    ['after an instant that is still to come', { nextDueAt: NOON + DAY, settledAt: NOON + 50 * YEAR }],
  ])(
    'given somebody whom the clock is to look at %s, when they are added, then it looks, and they are billed',
    async (_, odd) => {
      const isp = await BillingIsp.open();
      const free = subscriber('free', NOON, { billingProfileId: AHEAD, ...odd });
      await isp.pushed(addedAt(NOON, [free]));
      for (let day = 0; day < 40; day += 1) await isp.at(NOON + day * DAY);
      expect((await isp.paper(free.id)).filter((one) => one.startsWith('period')).length).toBeGreaterThan(0);
    },
  );

  test('given what no clock could have come to, when it is added, then it is refused by its field, and the others are in', async () => {
    const isp = await BillingIsp.open();
    const odd: Partial<CustomerRow>[] = [
      { billedThrough: '2090-01-01' },
      { pausedDays: -1 },
      { pausedDays: 100_000 },
      { extendedUntil: NOON + 11 * YEAR },
    ];
    const people = odd.map((more, number) => subscriber(`user${number}`, NOON, more));
    const paid = subscriber('paid', NOON, { expiresAt: NOON + 70 * YEAR, billedThrough: '2090-01-01' });
    const [result] = await isp.push(addedAt(NOON, [...people, paid]));
    expect(result?.status).toBe('applied');
    expect(result?.rejections.map(({ code, field }) => `${code} ${field ?? ''}`)).toEqual([
      'VALUE_UNFIT billedThrough',
      'VALUE_UNFIT pausedDays',
      'VALUE_UNFIT pausedDays',
      'VALUE_UNFIT extendedUntil',
    ]);
  });
});
