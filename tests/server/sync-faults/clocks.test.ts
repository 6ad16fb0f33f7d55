import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { billingClock } from '#server/billing/clock.ts';
import { sealWith } from '#server/key/seal.ts';
import { logTo } from '#server/log.ts';
import { followRadius } from '#server/radius/follow.ts';
import { type Client, csv, ending, imported, line } from '../../features/office.ts';
import { hasPostgreSql } from '../databases.ts';
import { enrolled, newIsp, newOffice, NOW, withPassword } from '../offices/isp.ts';

const YEAR = 366 * 86_400_000;

/** Whoever was away for years has to come in again. */
async function signedIn(client: Client): Promise<void> {
  const { who, locked } = await client.signIn.state();
  await client.signIn.enter({ name: locked ?? who?.name ?? 'admin', password: 'correct horse battery' });
}

describe.skipIf(!hasPostgreSql())('clocks that differ by years', () => {
  test.each([
    ['ahead', 20 * YEAR],
    ['behind', -20 * YEAR],
  ])(
    'given a console whose clock is years %s, when it takes money and syncs, then what the server has is of its own time, and nobody is billed for years',
    async (_, skew) => {
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
      // Nothing is posted while nobody knows what day it is; with the server's word it goes on.
      expect(await pays()).toMatchObject({ refused: 1 });
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
