import { describe, expect, test } from 'vitest';
import { settle } from '#shared/domain/billing/settle.ts';
import { postLine } from '#shared/domain/billing/events.ts';
import { type Account, andThen, type Step, unchanged } from '#shared/domain/billing/account.ts';
import type { Posting } from '#shared/domain/billing/entry.ts';
import { accounts, billingWorld, lookAgain } from '#main/features/billing/index.ts';
import { billingClock } from '#main/features/billing/clock.ts';
import { logTo } from '#main/log.ts';
import { orderedIds } from '#main/ordered-id.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import { openStore, type Store } from '#main/store/index.ts';
import { join } from 'node:path';
import { DAY, dhaka, MoneyOffice, NOON } from './money-office.ts';
import { refusedWith } from './refusals.ts';

/** The store of an office that is closed. */
function storeOf({ folder, root, now }: MoneyOffice): Promise<Store> {
  const log = logTo(() => undefined, now, orderedIds(now));
  const keys = [keyFiles(join(root, 'keys'))];
  return openStore({ folder, create: false, keys, now, newId: orderedIds(now), consoleName: 'test', log });
}

/** Everything that billing keeps, in words that two stores share. */
const kept = ({ reader }: Store): unknown => ({
  ledger: reader
    .prepare(
      'SELECT id, customer_id, kind, amount, at, period_from, period_to, due_at FROM ledger_entry ORDER BY at, id',
    )
    .all(),
  customers: reader
    .prepare(
      `SELECT username, status, suspended_reason, expires_at, billed_through, paused_days FROM customer ORDER BY id`,
    )
    .all(),
});

describe('the clock', () => {
  test('given what an import brought, when midnights pass, then everybody is billed as their kind is', async () => {
    await using here = await MoneyOffice.opened();
    const first = await here.at(NOON);
    expect(first).toMatchObject({ customers: 7, charges: 0, suspended: 0, expired: 0 });
    expect((await here.get('ahead')).status).toBe('active');
    // Nobody is charged for the day on which they came; a day costs 30.
    await here.at(NOON + DAY);
    expect(await here.paper('daily')).toEqual(['2026-11-20 opening 90.00', '2026-11-21 day -30.00']);
    expect(await here.get('daily')).toMatchObject({ status: 'active', balance: '60.00' });
    // By the day and without credit: suspended at the next midnight.
    expect(await here.get('poor')).toMatchObject({ status: 'suspended', suspendedReason: 'unpaid', balance: '0.00' });
    expect(await here.paper('poor')).toEqual([]);
    await here.at(NOON + 4 * DAY);
    expect(await here.get('daily')).toMatchObject({ status: 'suspended', suspendedReason: 'unpaid', balance: '0.00' });

    await here.at(NOON + 8 * DAY);
    expect((await here.get('guest')).status).toBe('expired');

    await here.at(Date.parse('2026-12-01T01:00:00+06:00'));
    // Eleven of the thirty days of November.
    expect(await here.paper('monthly')).toEqual(['2026-12-01 period -330.00']);
    expect((await here.get('monthly')).status).toBe('active');
    await here.at(Date.parse('2026-12-07T01:00:00+06:00'));
    expect(await here.get('monthly')).toMatchObject({ status: 'suspended', suspendedReason: 'unpaid' });
    // Was paid until the 24th when it was brought along: from the 25th on it is billed, ahead, to the 10th.
    expect(await here.paper('ahead')).toEqual([]);
    await here.at(Date.parse('2026-12-11T01:00:00+06:00'));
    expect(await here.paper('ahead')).toEqual(['2026-12-10 period -464.52']);
    expect(await here.paper('cable')).toEqual([]);
    expect((await here.get('cable')).status).toBe('active');

    const { suspensions } = await here.client.ledger.suspensions({});
    const told = suspensions.map(({ username, reason, at }) => [username, reason, dhaka(at)]);
    // Two of one midnight come in no order.
    expect(told.toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1))).toEqual([
      ['daily', 'daily-balance', '2026-11-24'],
      ['guest', 'time-over', '2026-11-27'],
      ['monthly', 'bill-overdue', '2026-12-07'],
      ['office', 'bill-overdue', '2026-12-07'],
      ['poor', 'daily-balance', '2026-11-21'],
    ]);
    const { lines } = await here.client.history.list({ filter: { customer: await here.id('poor') } });
    expect(lines[0]).toMatchObject({ action: 'customer.suspend', by: 'Billing clock' });
    expect(await here.client.backups.check()).toEqual({ ok: true, problems: [] });
  });

  test('given that it ran, when it runs again, late or set back, then nothing more is posted and nobody’s version counts up', async () => {
    await using here = await MoneyOffice.opened();
    await here.at(NOON + 3 * DAY);
    const daily = await here.get('daily');
    expect(daily.version).toBe(1);
    const paper = await here.paper('daily');
    expect(await here.at(NOON + 3 * DAY)).toMatchObject({ customers: 0, charges: 0, charged: '0.00' });
    expect(await here.at(NOON)).toMatchObject({ customers: 0, charges: 0 });
    expect(await here.paper('daily')).toEqual(paper);
    // The midnight that the clock on the wall comes to a second time was charged.
    expect(await here.at(NOON + 2 * DAY)).toMatchObject({ charges: 0 });
    expect(await here.client.billing.state()).toMatchObject({ waiting: 0 });
  });

  test('given an instant that is still to come, when it is run to, then it is refused unless that is what is asked for', async () => {
    await using here = await MoneyOffice.opened();
    const at = new Date(NOON + 40 * DAY).toISOString();
    expect((await refusedWith(here.client.billing.run({ at }))).code).toBe('billing-ahead');
    expect(await here.client.billing.state()).toMatchObject({ lastRun: null, waiting: 7 });
    expect(await here.client.billing.run({ at, ahead: true })).toMatchObject({ at, customers: 7 });
    expect(await here.client.billing.state()).toEqual({ lastRun: new Date(NOON).toISOString(), waiting: 0 });
  });

  test('given a core that has started, when nobody asks, then billing goes on by itself and ends with the core', async () => {
    await using here = await MoneyOffice.opened();
    await here.close();
    here.time = NOON + 2 * DAY;
    here.client = await here.open({ start: true });
    await expect.poll(() => here.client.billing.state()).toMatchObject({ waiting: 0 });
    expect((await here.get('poor')).status).toBe('suspended');
  });

  test('given a clock that leaps months ahead, when nobody says that the date is right, then nobody is charged, and once it is said billing goes on', async () => {
    await using here = await MoneyOffice.opened();
    await here.at(NOON);
    await here.close();
    here.time = NOON + 61 * DAY;
    here.client = await here.open({ start: true });
    expect((await here.client.dashboard.get()).billingRests).toBe(new Date(NOON).toISOString());
    // Closing waits for what goes on behind.
    await here.close();
    here.client = await here.open();
    expect(await here.paper('daily')).toEqual(['2026-11-20 opening 90.00']);
    expect((await here.get('poor')).status).toBe('active');
    // It concerns the ISP alone.
    expect((await (await here.staff('Rina', 'cashier')).dashboard.get()).billingRests).toBeNull();

    // All but the cable, which is billed by hand.
    expect(await here.client.billing.run({})).toMatchObject({ customers: 6 });
    expect((await here.client.dashboard.get()).billingRests).toBeNull();
    expect((await here.get('poor')).status).toBe('suspended');
  });

  test('given a pause of two months, when the program starts, then it is made up for unasked', async () => {
    await using here = await MoneyOffice.opened();
    await here.at(NOON);
    await here.close();
    here.time = NOON + 60 * DAY;
    here.client = await here.open({ start: true });
    await expect.poll(() => here.client.billing.state()).toMatchObject({ waiting: 0 });
    expect((await here.client.dashboard.get()).billingRests).toBeNull();
  });

  test('given a fault in the middle of a chunk, when it comes, then nothing of that is there, and the next run does it all', async () => {
    await using here = await MoneyOffice.opened();
    await here.close();
    here.time = NOON + 2 * DAY;
    const store = await storeOf(here);
    try {
      const failures: unknown[] = [];
      const log = logTo(() => undefined, here.now, orderedIds(here.now));
      const failing = { ...log, failure: (error: unknown) => `logged ${failures.push(error)}` };
      const stopping: Store = {
        ...store,
        write: (job, options) =>
          store.write(async (tx) => {
            const came = await job(tx);
            // What is written down of the run itself is.
            if (came === null || came === undefined) return came;
            throw new Error('the machine stops here');
          }, options),
      };
      const before = kept(store);
      await billingClock({ store: stopping, now: here.now, newId: orderedIds(here.now), log: failing }).run(here.time);
      expect(failures.length).toBeGreaterThan(0);
      expect(kept(store)).toEqual(before);

      const clock = billingClock({ store, now: here.now, newId: orderedIds(here.now), log });
      expect(await clock.run(here.time)).toMatchObject({ customers: 7, charges: 2, suspended: 1 });
      expect(clock.waiting()).toBe(0);
    } finally {
      await store.close();
    }
  });

  test('given a new price, when nobody is due, then until when they are paid is another', async () => {
    await using here = await MoneyOffice.opened();
    await here.at(NOON);
    const before = (await here.get('daily')).expires;
    const { packages } = { packages: await here.client.packages.list({ show: 'all' }) };
    const home = packages.find(({ name }) => name === 'Home');
    if (!home) throw new Error('There is no such package');
    const { id, version } = home;
    const { operatorId, name, code, connection, downKbps, upKbps, vatPercent, priceIncludesVat } = home;
    const { validity, validityUnit, volumeMb, routerProfile, radiusGroup, burstDownKbps, burstUpKbps } = home;
    const { burstSeconds, addressFromPool, pools, sharing, medium } = home;
    await here.client.packages.change({
      ...{ id, version },
      fields: {
        ...{ operatorId, name, code, connection, downKbps, upKbps, vatPercent, priceIncludesVat, validity },
        ...{ validityUnit, volumeMb, routerProfile, radiusGroup, burstDownKbps, burstUpKbps, burstSeconds },
        ...{ addressFromPool, pools, sharing, medium, price: '1800.00' },
      },
    });
    await here.at(NOON + 60_000);
    const after = (await here.get('daily')).expires;
    expect(Date.parse(before ?? '') - Date.parse(after ?? '')).toBe(2 * DAY);
  });
});

/** An account without how far the clock has looked, and without the charges of those who need none. */
function told(account: Account | undefined): object {
  if (!account) throw new Error('There is no account');
  const isByDay = account.tariff.type === 'pppoe-daily';
  return { ...account, settledAt: null, charges: isByDay ? [] : account.charges.map(({ id }) => id) };
}

const none = (id: string): never => {
  throw new Error(`There is no ${id}`);
};

describe('those who were there before billing was', () => {
  test('given a new price before the clock came by, when it does, then billing begins with them then, and not years ago', async () => {
    await using here = await MoneyOffice.opened();
    await here.close();
    const store = await storeOf(here);
    const id = await store.write(({ db }) => {
      db.prepare("UPDATE customer SET next_due_at = -1, activated_at = ? WHERE username = 'monthly'").run(
        NOON - 400 * DAY,
      );
      const plan = db.prepare<[], string>("SELECT id FROM package WHERE name = 'Home'").pluck().get() ?? '';
      lookAgain(db, 'package', plan);
      return plan;
    });
    expect(id).not.toBe('');
    await store.close();
    here.client = await here.open();
    await here.at(NOON);
    expect(await here.paper('monthly')).toEqual([]);
  });
});

describe('two years of billing', () => {
  /** A sequence of numbers from 0 up to 1 that looks like chance and is the same every time. */
  function chance(seed: number): () => number {
    let state = seed;
    return () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
  }

  test('given payments now and then, when the clock comes in random steps, then the store has what the arithmetic says', async () => {
    await using here = await MoneyOffice.opened();
    await here.close();
    const store = await storeOf(here);
    const who = store.reader.prepare<[], string>('SELECT id FROM customer ORDER BY id').pluck().all();
    const world = billingWorld(store.reader);
    const pure = new Map<string, Step>(
      [...accounts(store.reader).of(who)].map(([id, { account }]) => [id, unchanged(account)]),
    );
    await store.close();

    here.client = await here.open();
    const random = chance(20_261_120);
    const end = NOON + 730 * DAY;
    for (let time = NOON; time < end;) {
      time = Math.min(end, time + Math.ceil(random() * 20 * DAY));
      await here.at(time);
      if (random() < 0.5) continue;
      const username = ['daily', 'monthly', 'ahead', 'office', 'poor'][Math.floor(random() * 5)] ?? 'daily';
      const amount = 100 * (1 + Math.floor(random() * 20));
      const { payment } = await here.does(username, { action: 'add-payment', method: 'cash', amount: String(amount) });
      const customer = await here.id(username);
      const line: Posting = {
        ...{ id: payment ?? '', kind: 'payment', amount: amount * 100, at: time, dueAt: null, reverses: null },
      };
      const step = pure.get(customer);
      if (step)
        pure.set(
          customer,
          andThen(step, (account) => postLine(account, line, world)),
        );
    }
    await here.close();

    const after = await storeOf(here);
    try {
      const stored = accounts(after.reader).of(who);
      for (const id of who) {
        const step = andThen(pure.get(id) ?? none(id), (account) => settle(account, end, world));
        const lines = after.reader
          .prepare(
            `SELECT id, kind, amount, at, period_from AS "from", period_to AS "to", due_at AS due FROM ledger_entry
             WHERE customer_id = ? AND kind <> 'opening' ORDER BY at, rowid`,
          )
          .all(id);
        expect(lines).toEqual(
          step.postings.map(({ id: line, kind, amount, at, periodFrom, periodTo, dueAt }) => ({
            ...{ id: line, kind, amount, at, from: periodFrom ?? null, to: periodTo ?? null, due: dueAt },
          })),
        );
        expect(told(stored.get(id)?.account)).toEqual(told(step.account));
      }
    } finally {
      await after.close();
    }
  });
});
