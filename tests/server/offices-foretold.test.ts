import { describe, expect, test } from 'vitest';
import { hasPostgreSql } from './databases.ts';
import { act, DAY, MINUTE, paper, profile, RouterOffices } from './offices/router-offices.ts';

// Whoever holds a router enforces there until when customers are paid, without a line too; the ledger is the server's.

/** Two offices with customers who pay by the day, 30.00 each, and a router that the first one holds. */
async function opened(...lines: readonly string[]) {
  const at = await RouterOffices.open();
  await at.withRouter();
  await at.add(at.one, ...(lines.length > 0 ? lines : ['daily,Daily,90', 'rich,Daily,9000']));
  await at.bill();
  await at.inStep();
  await at.one.provisioning.run({});
  return at;
}

const ledger = (at: RouterOffices) =>
  at.isp.database.query<{ id: string }>('SELECT id, kind, amount::int FROM ledger_entry ORDER BY at, id');

describe.skipIf(!hasPostgreSql())('a router while the central server is out of reach', () => {
  test('given somebody whose credit ends meanwhile, then they are cut off on the router, and nothing is posted, told or journalled', async () => {
    const at = await opened();
    const before = await paper(at.one, 'daily');
    await at.isp.down();
    await at.after(5 * DAY);
    expect(await at.one.sync.now()).toMatchObject({ waiting: 0, failure: { reason: { code: 'sync-server-refuses' } } });
    expect(await profile(at.one, 'daily')).toMatchObject({ status: 'suspended', suspendedReason: 'unpaid' });
    expect(await profile(at.one, 'rich')).toMatchObject({ status: 'active' });
    expect(at.isIn('daily')).toBe(true);
    await at.one.provisioning.run({});
    expect([at.isIn('daily'), at.isIn('rich')]).toEqual([false, true]);
    expect(await paper(at.one, 'daily')).toEqual(before);
    expect(await at.one.sync.status()).toMatchObject({ waiting: 0 });
  });

  test('given who is cut off without a line and pays, then they are let in again, and when the server is back there is one ledger in which nobody is charged twice', async () => {
    const at = await opened();
    await at.isp.down();
    await at.after(5 * DAY);
    await at.one.sync.now();
    await at.one.provisioning.run({});
    expect(await act(at.one, 'daily', { action: 'recharge', amount: '300', method: 'cash' })).toMatchObject({
      state: 'applied',
    });
    expect(await profile(at.one, 'daily')).toMatchObject({ status: 'active' });
    await at.one.provisioning.run({});
    expect(at.isIn('daily')).toBe(true);
    // The clock goes on: who has paid stays in.
    await at.after(6 * DAY);
    await at.one.sync.now();
    expect(await profile(at.one, 'daily')).toMatchObject({ status: 'active' });
    await at.isp.up();
    expect(await at.one.sync.now()).toMatchObject({ waiting: 0, failure: null, conflicts: 0, refused: 0 });
    await at.bill();
    await at.inStep();
    expect(await profile(at.one, 'daily')).toMatchObject({ status: 'active', sync: 'synced' });
    const lines = await paper(at.one, 'daily');
    expect(await paper(at.two, 'daily')).toEqual(lines);
    expect(lines.map((line) => line.slice(5))).toEqual([
      '11-20 opening 90.00',
      '11-21 day -30.00',
      '11-22 day -30.00',
      '11-23 day -30.00',
      '11-25 payment 300.00',
      '11-25 day -30.00',
      '11-26 day -30.00',
    ]);
    const all = await ledger(at);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    await at.one.provisioning.run({});
    expect(at.isIn('daily')).toBe(true);
  });

  test('given who was cut off and paid in another office, when the server is back, then its word holds and they are let in', async () => {
    const at = await opened();
    await at.isp.down();
    await at.after(5 * DAY);
    await at.one.sync.now();
    await at.one.provisioning.run({});
    expect(at.isIn('daily')).toBe(false);
    await at.isp.up();
    await at.bill();
    await at.two.sync.now();
    await act(at.two, 'daily', { action: 'recharge', amount: '300', method: 'cash' });
    await at.two.sync.now();
    await at.one.sync.now();
    expect(await profile(at.one, 'daily')).toMatchObject({ status: 'active' });
    await at.one.provisioning.run({});
    expect(at.isIn('daily')).toBe(true);
    expect(await paper(at.one, 'daily')).toEqual(await paper(at.two, 'daily'));
  });

  test('given a server that has said nothing of them when it is back, then what was foretold is put back', async () => {
    const at = await opened();
    await at.isp.down();
    await at.after(5 * DAY);
    await at.one.sync.now();
    await at.one.provisioning.run({});
    const before = await profile(at.one, 'daily');
    await at.isp.up();
    await at.one.sync.now();
    expect(before).toMatchObject({ status: 'suspended' });
    expect(await profile(at.one, 'daily')).toMatchObject({ status: 'active' });
    await at.bill();
    await at.one.sync.now();
    expect(await profile(at.one, 'daily')).toMatchObject({ status: 'suspended', suspendedReason: 'unpaid' });
    await at.one.provisioning.run({});
    expect(at.isIn('daily')).toBe(false);
    await at.two.sync.now();
    expect(await paper(at.one, 'daily')).toEqual(await paper(at.two, 'daily'));
  });

  test('given something that is no payment, done to who was cut off, then they stay cut off', async () => {
    const at = await opened();
    await at.isp.down();
    await at.after(5 * DAY);
    await at.one.sync.now();
    await act(at.one, 'daily', { action: 'change-zone', zone: null });
    await act(at.one, 'daily', { action: 'bind-mac', mac: 'AA:BB:CC:00:00:07', type: 'router' });
    expect(await profile(at.one, 'daily')).toMatchObject({ status: 'suspended', suspendedReason: 'unpaid' });
    await at.isp.up();
    await at.one.sync.now();
    await at.bill();
    await at.one.sync.now();
    expect(await profile(at.one, 'daily')).toMatchObject({ status: 'suspended', suspendedReason: 'unpaid' });
  });

  test('given customers on no router that is held here, a server that was reached a while ago, or a clock that has leapt, then nothing is foretold', async () => {
    const at = await opened();
    await at.isp.down();
    await at.after(9 * MINUTE);
    await at.one.sync.now();
    expect(await profile(at.one, 'daily')).toMatchObject({ status: 'active' });
    await at.after(5 * DAY);
    await at.two.sync.now();
    expect(await profile(at.two, 'daily')).toMatchObject({ status: 'active' });
    await at.after(400 * DAY);
    await at.one.sync.now();
    expect(await profile(at.one, 'daily')).toMatchObject({ status: 'active' });
  });

  test('given a bill that falls due meanwhile, then they are cut off when the grace is over, and the bill is the server’s', async () => {
    const at = await opened('monthly,Monthly,');
    await at.isp.down();
    for (const days of [5, 15, 30]) {
      await at.after(days * DAY);
      await at.one.sync.now();
      const status = days === 30 ? 'suspended' : 'active';
      expect(await profile(at.one, 'monthly')).toMatchObject({ status });
    }
    expect(await paper(at.one, 'monthly')).toEqual([]);
    await at.isp.up();
    await at.bill();
    await at.inStep();
    const lines = await paper(at.one, 'monthly');
    expect(lines.length).toBeGreaterThan(0);
    expect(await paper(at.two, 'monthly')).toEqual(lines);
    expect(await profile(at.one, 'monthly')).toMatchObject({ status: 'suspended' });
  });
});
