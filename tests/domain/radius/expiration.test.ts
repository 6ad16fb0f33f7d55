import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Account } from '#shared/domain/billing/account.ts';
import { activate, extend, postLine } from '#shared/domain/billing/events.ts';
import { settle } from '#shared/domain/billing/settle.ts';
import { expirationOf } from '#shared/domain/radius/expiration.ts';
import { DAY, START, tariffs, ZONES } from '../billing/history.ts';
import { all, customer, daily, line, tariff, worldOf } from '../billing/office.ts';

const world = worldOf('Asia/Dhaka');
const at = (text: string): number => Date.parse(`${text}+06:00`);
const seconds = (text: string): number => at(text) / 1000;

/** As an import brings them: active, and billing has not met them. */
const imported = (given: Partial<Account>): Account =>
  customer({ createdAt: at('2026-11-20T10:00'), status: 'active', ...given });

describe('when FreeRADIUS stops letting somebody in', () => {
  test('given a balance for three days and a half, then at the midnight behind the third, also after one was charged', () => {
    // 300.00 for 30 days.
    const begun = activate(
      customer({ createdAt: at('2026-11-10T10:00'), tariff: daily() }),
      at('2026-11-10T10:00'),
      world,
    );
    const paid = all(begun.account, (one) => postLine(one, line('payment', 3500, at('2026-11-10T12:00')), world));
    expect(expirationOf(paid.account, world)).toBe(seconds('2026-11-14T00:00'));
    const later = settle(paid.account, at('2026-11-12T09:00'), world).account;
    expect(later.balance).toBe(1500);
    expect(expirationOf(later, world)).toBe(seconds('2026-11-14T00:00'));
    const more = all(later, (one) => postLine(one, line('payment', 1000, at('2026-11-12T09:00')), world));
    expect(expirationOf(more.account, world)).toBe(seconds('2026-11-15T00:00'));
  });

  test('given somebody who is just imported by the day, then at the next midnight without a balance, and later with one', () => {
    expect(expirationOf(imported({ tariff: daily() }), world)).toBe(seconds('2026-11-21T00:00'));
    expect(expirationOf(imported({ tariff: daily(), balance: 2000 }), world)).toBe(seconds('2026-11-23T00:00'));
  });

  test('given somebody by the month, then when the first bill is overdue; never where nobody is suspended', () => {
    expect(expirationOf(imported({}), world)).toBe(seconds('2026-12-07T00:00'));
    expect(expirationOf(imported({ tariff: tariff({ autoSuspend: false }) }), world)).toBeNull();
    expect(expirationOf(imported({ tariff: tariff({ price: 0 }) }), world)).toBeNull();
  });

  test('given more time to pay, then when that is over', () => {
    const account = settle(imported({}), at('2026-11-21T00:00'), world).account;
    const { account: trusted } = extend(account, at('2026-12-20T23:59:59'), at('2026-11-21T00:00'), world);
    expect(expirationOf(trusted, world)).toBe(seconds('2026-12-21T00:00'));
  });

  test('given a hotspot, then the very instant at which its time is over', () => {
    const hours = tariff({ type: 'hotspot', validity: 3, validityUnit: 'hours' });
    const begun = activate(
      customer({ createdAt: at('2026-11-10T10:00'), tariff: hours }),
      at('2026-11-10T10:00'),
      world,
    );
    expect(expirationOf(begun.account, world)).toBe(seconds('2026-11-10T13:00'));
  });

  test('given a time beyond what 32 bits count, then none', () => {
    const century = imported({ tariff: tariff({ type: 'hotspot' }), expiresAt: Date.parse('2126-01-01T00:00:00Z') });
    expect(expirationOf(century, world)).toBeNull();
  });

  test('given anybody, then the billing clock ends their service at that instant and not before, and it stays the same till then', () => {
    const people = fc.record({
      tariff: tariffs(['pppoe-daily', 'pppoe-monthly', 'hotspot', 'static-monthly']),
      timeZone: fc.constantFrom(...ZONES),
      hours: fc.integer({ min: 0, max: 1000 }),
      paidFor: fc.option(fc.integer({ min: -20, max: 120 })),
      paid: fc.integer({ min: 0, max: 300_000 }),
      look: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(people, ({ tariff: own, timeZone, hours, paidFor, paid, look }) => {
        const zone = worldOf(timeZone);
        const createdAt = START + hours * 3_600_000;
        const expiresAt = paidFor === null ? null : createdAt + paidFor * DAY;
        const account = customer({ createdAt, status: 'active', tariff: own, expiresAt, balance: paid });
        const end = expirationOf(account, zone);
        const stateAt = (instant: number): Account => settle(account, instant, zone).account;
        if (end === null) {
          expect(stateAt(createdAt + 1000 * DAY).status).toBe('active');
          return;
        }
        // What was paid for longer than anybody looks ahead ends at least not before.
        fc.pre(end * 1000 < createdAt + 1000 * DAY);
        if (end * 1000 > createdAt) {
          const meanwhile = stateAt(createdAt + Math.floor(((end * 1000 - 1 - createdAt) * look) / 100));
          expect(meanwhile.status).toBe('active');
          expect(expirationOf(meanwhile, zone)).toBe(end);
          expect(stateAt(end * 1000 - 1).status).toBe('active');
        }
        expect(stateAt(Math.max(end * 1000, createdAt)).status).not.toBe('active');
      }),
      { numRuns: 300 },
    );
  });
});
