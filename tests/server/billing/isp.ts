import { expect } from 'vitest';
import { folded } from '#shared/domain/text.ts';
import type { Mutation } from '#shared/sync/mutations.ts';
import type { CustomerRow, LedgerRow, RecordRow } from '#shared/sync/rows.ts';
import { billingClock, type ClockDeps } from '#server/billing/clock.ts';
import { sealWith } from '#server/key/seal.ts';
import { followRadius } from '#server/radius/follow.ts';
import type { Database } from '#server/store/database.ts';
import { CUSTOMER, customerRow, type StoredCustomer } from '#server/sync/rows/customer.ts';
import { LEDGER, ledgerRow, type StoredLine } from '#server/sync/rows/ledger.ts';
import type { SyncDeps } from '#server/sync/push.ts';
import { adds, Console, customer, puts, records, ROOT, SOUTH } from '../central.ts';
import { newDatabase } from '../databases.ts';

// A central server that bills, with packages and profiles of every kind, and a clock on the wall that is moved by hand.

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
/** Noon in Dhaka on 20 November 2026. */
export const NOON = Date.parse('2026-11-20T06:00:00Z');

const id = (number: number): string => `00000000-0000-4000-8000-000000000${number}`;
export const HOME = id(201);
export const BETTER = id(202);
export const EVENING = id(203);
export const FIXED = id(204);
export const CABLE = id(205);
export const DAILY = id(211);
export const MONTHLY = id(212);
export const AHEAD = id(213);
export const ZONE = id(221);
export const ROUTER = id(231);
export const SOUTHERN_ROUTER = id(232);

const named = (
  kind: RecordRow['kind'],
  of: string,
  name: string,
  body: RecordRow['body'],
  owner = ROOT,
): RecordRow => ({
  ...{ kind, id: of, operatorId: owner, version: 1 },
  body: { name, nameKey: folded(name), code: folded(name), codeKey: folded(name), retiredAt: null, ...body },
});
const plan = (of: string, name: string, connection: string, price: number, validity = 30): RecordRow =>
  named('package', of, name, {
    ...{ connection, downKbps: 10_240, upKbps: 5120, price, vatPercent: 0, priceIncludesVat: true },
    ...{ validity, validityUnit: 'days', addressFromPool: false, radiusGroup: null },
  });
const profile = (of: string, name: string, body: RecordRow['body']): RecordRow =>
  named('billing-profile', of, name, {
    ...{ mode: 'monthly', billingDay: 1, graceDays: 5, autoSuspend: true, timing: 'arrears', prorateFirst: true },
    ...body,
  });

export const home = plan(HOME, 'Home', 'pppoe', 90_000);
const own: readonly RecordRow[] = [
  home,
  plan(BETTER, 'Better', 'pppoe', 150_000),
  plan(EVENING, 'Evening', 'hotspot', 5000, 7),
  plan(FIXED, 'Fixed', 'static', 300_000),
  plan(CABLE, 'Cable', 'other', 30_000),
  profile(DAILY, 'By the day', { mode: 'daily' }),
  profile(MONTHLY, 'By the month', {}),
  profile(AHEAD, 'Ahead', { billingDay: 10, graceDays: 3, timing: 'advance' }),
  named('zone', ZONE, 'Mirpur', { parentId: null }),
  named('router', ROUTER, 'Tower', {}),
  named('router', SOUTHERN_ROUTER, 'Far tower', {}, SOUTH),
  { kind: 'setting', id: 'timeZone', operatorId: null, version: 1, body: { value: 'Asia/Dhaka' } },
  { kind: 'setting', id: 'currency', operatorId: null, version: 1, body: { value: 'BDT' } },
];

export class BillingIsp {
  time = NOON;
  readonly failures: unknown[] = [];
  readonly database: Database;
  readonly deps: SyncDeps & ClockDeps;
  readonly office: Console;

  constructor(database: Database) {
    this.database = database;
    const failure = (error: unknown): string => {
      this.failures.push(error);
      return 'logged';
    };
    this.deps = {
      database,
      seal: sealWith(new Uint8Array(32).fill(7)),
      now: () => new Date(this.time),
      follow: followRadius,
      log: { info: () => undefined, warn: () => undefined, failure },
    };
    this.office = new Console(this.deps, ROOT);
  }

  static async open(): Promise<BillingIsp> {
    const isp = new BillingIsp(await newDatabase());
    await isp.pushed(puts([...records, ...own]));
    return isp;
  }

  /** Moves the clock on the wall, and has the billing clock come by. */
  async at(time: number, deps: Partial<ClockDeps> = {}) {
    this.time = time;
    return billingClock({ ...this.deps, ...deps }).run();
  }

  /** The same however far it is from the last time. */
  async believedAt(time: number) {
    await this.database.query('DELETE FROM billing_clock');
    return this.at(time);
  }

  /** What came of mutations. */
  async push(...mutations: Mutation[]) {
    return (await this.office.push(mutations)).results;
  }

  /** The same, where all of them have to be in. */
  async pushed(...mutations: Mutation[]): Promise<void> {
    const results = await this.push(...mutations);
    expect(results.flatMap(({ rejections }) => rejections)).toEqual([]);
  }

  /** Adds somebody who is served, as billing has not met them yet. */
  async add(username: string, more: Partial<CustomerRow> = {}, lines: LedgerRow[] = []): Promise<CustomerRow> {
    const row = subscriber(username, this.time, more);
    await this.pushed(adds([row], lines));
    return row;
  }

  async get(of: string): Promise<CustomerRow> {
    const [stored] = await this.database.query<StoredCustomer>(`${CUSTOMER} WHERE id = $1`, [of]);
    if (!stored) throw new Error('There is no such customer');
    return customerRow(stored, this.deps.seal);
  }

  async lines(of: string): Promise<LedgerRow[]> {
    const stored = await this.database.query<StoredLine>(`${LEDGER} WHERE customer_id = $1 ORDER BY at, id`, [of]);
    return stored.map(ledgerRow);
  }

  /** "day -3000", the first one first. */
  async paper(of: string): Promise<string[]> {
    return (await this.lines(of)).map(({ kind, amount }) => `${kind} ${amount}`);
  }
}

/** Somebody who has been served from `at` on. */
export const subscriber = (username: string, at: number, more: Partial<CustomerRow> = {}): CustomerRow =>
  customer(username, {
    ...{ packageId: HOME, billingProfileId: MONTHLY, createdAt: at, updatedAt: at, activatedAt: at, nextDueAt: at },
    ...more,
  });
