import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { billingClock } from '#server/billing/clock.ts';
import { sealWith } from '#server/key/seal.ts';
import { logTo } from '#server/log.ts';
import { followRadius } from '#server/radius/follow.ts';
import { type Client, csv, ending, imported, line } from '../../features/office.ts';
import { hasPostgreSql } from '../databases.ts';
import { enrolled, newIsp, newOffice, NOW, withPassword } from '../offices/isp.ts';

const DAY = 86_400_000;
const YEAR = 366 * DAY;

/** Whoever was away for years has to come in again. */
async function signedIn(client: Client): Promise<void> {
  const { who, locked } = await client.signIn.state();
  await client.signIn.enter({ name: locked ?? who?.name ?? 'admin', password: 'correct horse battery' });
}

describe.skipIf(!hasPostgreSql())('clocks that differ by years', () => {
  test.each([
    // Ahead it may be right: the office was closed. Behind what this console has seen itself it cannot be.
    ['ahead', 20 * YEAR, { applied: 1 }],
    ['behind', -20 * YEAR, { refused: 1 }],
  ])(
    'given a console whose clock is years %s, when it takes money and syncs, then what the server has is of its own time, and nobody is billed for years',
    async (_, skew, before) => {
      const isp = await newIsp();
      const clock = { at: NOW.getTime() };
      const { client } = await newOffice(() => new Date(clock.at));
      await withPassword(client);
      await imported(client, csv([line(1)]));
      await enrolled(client, isp);
      clock.at += skew;
      await signedIn(client);
      const { id } = await client.customers.find({ username: 'user1' });
      const pays = async () => {
        const terms = { action: 'add-payment', method: 'cash', amount: '500' } as const;
        return ending(await client.actions.run({ request: randomUUID(), which: { ids: [id] }, terms }));
      };
      expect(await pays()).toMatchObject(before);
      // With the server's word it goes on.
      await client.sync.now();
      expect(await pays()).toMatchObject({ applied: 1 });
      const status = await client.sync.now();
      expect(status).toMatchObject({ waiting: 0, conflicts: 0, refused: 0, failure: null });
      const latest = NOW.getTime();
      const lines = await isp.database.query<{ at: number; kind: string }>('SELECT at, kind FROM ledger_entry');
      expect(lines.map(({ kind }) => kind)).toContain('payment');
      for (const { at } of lines) expect(Math.abs(at - latest)).toBeLessThan(YEAR);
      const [mutation] = await isp.database.query<{ at: number }>('SELECT max(at) AS at FROM mutation');
      expect(mutation?.at).toBe(latest);
      await billingClock({
        ...{ database: isp.database, seal: sealWith(Buffer.alloc(32, 7)), now: () => NOW, follow: followRadius },
        log: logTo(
          () => undefined,
          () => NOW,
          randomUUID,
        ),
      }).run();
      const [billed] = await isp.database.query<{ count: number }>(
        "SELECT count(*) AS count FROM ledger_entry WHERE kind <> 'payment'",
      );
      expect(billed?.count).toBeLessThanOrEqual(2);
      // What the console has by now is what the server made of it, and it goes on.
      await client.sync.now();
      expect(await client.sync.status()).toMatchObject({ waiting: 0, failure: null });
      clock.at = NOW.getTime();
      await signedIn(client);
      await imported(client, csv([line(2)]));
      expect(await client.sync.now()).toMatchObject({ waiting: 0, refused: 0, failure: null });
    },
  );

  test('given an office that was closed for months and has no line, when it takes cash, then it does so with a warning until somebody says that the date is right, and the server has it of its day', async () => {
    const clock = { at: NOW.getTime() };
    const isp = await newIsp(() => new Date(clock.at));
    const { client } = await newOffice(() => new Date(clock.at));
    await withPassword(client);
    await imported(client, csv([line(1)]));
    await enrolled(client, isp);
    await isp.down();
    clock.at += 100 * DAY;
    await signedIn(client);
    const { id } = await client.customers.find({ username: 'user1' });
    const terms = { action: 'add-payment', method: 'cash', amount: '500' } as const;
    const notes = async () => (await client.actions.preview({ which: { ids: [id] }, terms })).notes;
    const unsure = { reason: { code: 'clock-unsure', params: { today: '2027-02-28', since: '2026-11-20' } } };
    expect(await notes()).toEqual(expect.arrayContaining([expect.objectContaining(unsure)]));
    // A registration and a line that is taken back are asked about by the same name.
    expect(await client.billing.doubt()).toEqual({ doubt: unsure.reason });
    const pays = async () => ending(await client.actions.run({ request: randomUUID(), which: { ids: [id] }, terms }));
    expect(await pays()).toMatchObject({ applied: 1 });
    expect(await client.dashboard.get()).toMatchObject({ billingRests: NOW.toISOString(), isMoneyTaken: true });
    // Nothing is posted here by it: it says that the date is right.
    expect(await client.billing.run({})).toMatchObject({ customers: 0 });
    expect(await client.dashboard.get()).toMatchObject({ billingRests: null });
    expect(await notes()).not.toEqual(expect.arrayContaining([expect.objectContaining(unsure)]));
    expect(await client.billing.doubt()).toEqual({ doubt: null });
    expect(await pays()).toMatchObject({ applied: 1 });
    await expect(client.billing.run({ at: NOW.toISOString() })).rejects.toMatchObject({
      data: { code: 'billing-elsewhere' },
    });
    await isp.up();
    expect(await client.sync.now()).toMatchObject({ waiting: 0, refused: 0, conflicts: 0, failure: null });
    const [taken] = await isp.database.query<{ at: number; count: number }>(
      "SELECT min(at) AS at, count(*)::int AS count FROM ledger_entry WHERE kind = 'payment'",
    );
    expect(taken).toEqual({ at: clock.at, count: 2 });
  });

  test('given a clock that was years ahead while the server was heard of, when it is set right, then the server’s word lets money be taken again', async () => {
    const isp = await newIsp();
    const clock = { at: NOW.getTime() + 20 * YEAR };
    const { client } = await newOffice(() => new Date(clock.at));
    await withPassword(client);
    await imported(client, csv([line(1)]));
    await enrolled(client, isp);
    await client.sync.pause({ paused: true });
    clock.at += 2 * 3_600_000;
    await signedIn(client);
    // The console has seen this hour, and has kept it.
    await client.billing.run({});
    clock.at = NOW.getTime();
    await signedIn(client);
    const { id } = await client.customers.find({ username: 'user1' });
    const terms = { action: 'add-payment', method: 'cash', amount: '500' } as const;
    const pays = async () => ending(await client.actions.run({ request: randomUUID(), which: { ids: [id] }, terms }));
    expect(await pays()).toMatchObject({ refused: 1 });
    await client.sync.pause({ paused: false });
    await client.sync.now();
    expect(await pays()).toMatchObject({ applied: 1 });
  });

  const billsOf = async (skew: number): Promise<number> => {
    const isp = await newIsp();
    const clock = { at: NOW.getTime() };
    const { client } = await newOffice(() => new Date(clock.at));
    await withPassword(client);
    await enrolled(client, isp);
    clock.at += skew;
    await signedIn(client);
    await imported(client, csv([line(1), line(2)]));
    expect(await client.sync.now()).toMatchObject({ waiting: 0, refused: 0, failure: null });
    const run = () =>
      billingClock({
        ...{ database: isp.database, seal: sealWith(Buffer.alloc(32, 7)), now: () => NOW, follow: followRadius },
        log: logTo(
          () => undefined,
          () => NOW,
          randomUUID,
        ),
      }).run();
    await run();
    await run();
    const [billed] = await isp.database.query<{ count: number }>('SELECT count(*) AS count FROM ledger_entry');
    return billed?.count ?? 0;
  };

  test('given customers of an import under a clock that is years ahead, when they come to the server, then nobody is billed for years', async () => {
    expect(await billsOf(20 * YEAR)).toBeLessThanOrEqual(4);
  });

  test('given customers of an import under a clock that is years behind, when they come to the server, then nobody is billed for years', async () => {
    expect(await billsOf(-20 * YEAR)).toBeLessThanOrEqual(4);
  });
});
