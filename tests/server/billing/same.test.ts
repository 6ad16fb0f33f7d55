import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ActionTerms } from '#shared/contract/actions.ts';
import type { CustomerRow } from '#shared/sync/rows.ts';
import { without } from '#server/store/without.ts';
import { hasPostgreSql } from '../databases.ts';
import {
  AHEAD,
  BETTER,
  BillingIsp,
  CABLE,
  DAILY,
  DAY,
  EVENING,
  FIXED,
  HOME,
  HOUR,
  MONTHLY,
  NOON,
  ROUTER,
  subscriber,
  ZONE,
} from './isp.ts';
import { adds } from '../central.ts';
import { OfflineOffice } from './offline-office.ts';

// What an office does without a line, and what the server makes of it when it is told later, are the same as long as nothing
// else has happened: state, columns, and every line of the ledger under the same id.

const RUNS = Number(process.env['LASTMILE_SYNC_RUNS'] ?? 60);

const KINDS: readonly Partial<CustomerRow>[] = [
  { packageId: HOME, billingProfileId: DAILY },
  { packageId: HOME, billingProfileId: MONTHLY },
  { packageId: HOME, billingProfileId: AHEAD },
  { packageId: EVENING, billingProfileId: DAILY },
  { packageId: FIXED, billingProfileId: MONTHLY, ip: 0x0a_00_00_09 },
  { packageId: CABLE, billingProfileId: MONTHLY },
  { packageId: HOME, billingProfileId: MONTHLY, status: 'pending', activatedAt: null, nextDueAt: null },
];

const amount = fc.constantFrom('50', '900', '1500.50', '3000');
const paid = { method: 'cash' as const };
const terms: fc.Arbitrary<ActionTerms> = fc.oneof(
  fc.constantFrom<ActionTerms>(
    ...(['activate', 'suspend', 'reactivate', 'delete', 'restore', 'disconnect', 'remove-mac'] as const).map(
      (action) => ({ action }),
    ),
    { action: 'reset-password' },
    { action: 'change-package', package: BETTER },
    { action: 'change-package', package: HOME },
    { action: 'change-package', package: EVENING },
    { action: 'change-profile', billingProfile: DAILY },
    { action: 'change-profile', billingProfile: MONTHLY },
    { action: 'change-profile', billingProfile: AHEAD },
    { action: 'change-zone', zone: ZONE },
    { action: 'change-zone', zone: null },
    { action: 'change-router', router: ROUTER },
    { action: 'change-ip', ip: '10.0.0.77' },
    { action: 'bind-mac', mac: '02:00:00:00:00:01', type: 'phone' },
    { action: 'special-price', price: '700' },
    { action: 'special-price', price: null },
    { action: 'extend', days: 3 },
    { action: 'extend', until: '2026-12-31' },
    { action: 'renew', ...paid },
  ),
  amount.map((given): ActionTerms => ({ action: 'recharge', ...paid, amount: given })),
  amount.map((given): ActionTerms => ({ action: 'add-payment', ...paid, amount: given, note: 'at the counter' })),
  amount.map((given): ActionTerms => ({ action: 'add-charge', amount: given, note: 'cable' })),
  amount.map((given): ActionTerms => ({ action: 'add-credit', amount: given, note: 'sorry' })),
  amount.map((given): ActionTerms => ({ action: 'renew', ...paid, amount: given })),
);
const pause = fc.constantFrom(0, HOUR, 7 * HOUR, DAY, 3 * DAY, 12 * DAY, 40 * DAY);
const history = fc.array(fc.record({ after: pause, terms, push: fc.boolean(), clock: fc.boolean() }), {
  maxLength: 12,
});

const sorted = <Row extends { id: string }>(rows: readonly Row[]): Row[] =>
  rows.toSorted((one, other) => (one.id < other.id ? -1 : 1));

/** A customer without how far the clock has come without finding anything. */
const told = (row: CustomerRow): object => without(row, ['updatedAt', 'settledAt']);

describe.skipIf(!hasPostgreSql())('an action that is decided again', () => {
  test(`given any actions of one office (${RUNS} histories), when they are pushed, then the server comes to the same`, async () => {
    const isp = await BillingIsp.open();
    let number = 0;
    let done = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...KINDS), history, async (kind, steps) => {
        number += 1;
        isp.time = NOON;
        await isp.database.query('DELETE FROM customer');
        const office = new OfflineOffice(subscriber(`user${number}`, NOON, kind));
        let waiting = [adds([office.row])];
        let at = NOON;
        for (const { after, terms: asked, push, clock } of steps) {
          at += after;
          const change = office.does(asked, at);
          if (change) waiting.push(change);
          done += change ? 1 : 0;
          if (!push) continue;
          isp.time = at;
          for (const one of waiting) await isp.pushed(one);
          waiting = [];
          if (!clock) continue;
          office.settle(at);
          await isp.believedAt(at);
        }
        isp.time = at;
        for (const one of waiting) await isp.pushed(one);
        // And what comes of it by itself is the same too.
        office.settle(at + 45 * DAY);
        await isp.believedAt(at + 45 * DAY);
        expect(told(await isp.get(office.row.id))).toEqual(told(office.row));
        expect(sorted(await isp.lines(office.row.id))).toEqual(sorted(office.lines));
        expect(isp.failures).toEqual([]);
      }),
      { numRuns: RUNS, seed: 7 },
    );
    expect(done).toBeGreaterThan(RUNS);
  }, 3_600_000);
});
