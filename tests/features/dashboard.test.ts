import { describe, expect, test } from 'vitest';
import { beside, coreAtWork, NOW } from './core-at-work.ts';

describe('given the sample ISP', () => {
  test('when the dashboard is asked for, then its numbers are those of the lists they lead to', async () => {
    const { as, folder } = await coreAtWork();
    await as().reference.demo();
    const client = as();
    // Who came this month and is gone again is none of those that the list shows.
    beside(folder, (db) => db.exec(`UPDATE customer SET created_at = ${NOW.getTime()} WHERE status = 'deleted'`));
    const shown = await client.dashboard.get();
    const counts = await client.customers.counts();
    expect(shown).toMatchObject({
      active: counts.byStatus.active,
      suspended: counts.byStatus.suspended,
      pending: counts.byStatus.pending,
      expired: counts.byStatus.expired,
      expiring: counts.expiring,
      notSynced: counts.notSynced,
      notOnRouter: counts.notOnRouter,
    });
    const created = { from: '2026-11-01' };
    expect(shown.newThisMonth).toBe((await client.customers.list({ filter: { created } })).total);
  });

  test('when the months are read, then each has those of the month before, who joined, and less who left', async () => {
    const { as, folder } = await coreAtWork();
    await as().reference.demo();
    beside(folder, (db) => {
      db.exec(`UPDATE customer SET deleted_at = ${Date.parse('2026-08-15T00:00:00Z')} WHERE status = 'deleted'`);
    });
    const { months } = await as().dashboard.get();
    expect(months.map(({ month }) => month)).toEqual([
      ...['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05'],
      ...['2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11'],
    ]);
    months.slice(1).forEach(({ customers, joined, left }, index) => {
      expect(customers).toBe(months[index]!.customers + joined - left);
    });
    expect(months[8]?.left).toBe(2);
    // 42 customers, of whom 3 are pending and 2 deleted.
    expect(months.at(-1)?.customers).toBe(37);
    const preview = await as().reports.btrcPreview({ month: '2026-11', limit: 0 });
    expect(preview).toMatchObject({ population: 37, joined: months.at(-1)!.joined });
  });

  test('when a reseller asks, then only its own are counted, and no report is asked of it', async () => {
    const { as } = await coreAtWork();
    await as().reference.demo();
    const { operators } = await as().reference.lists();
    const reseller =
      operators.find(({ kind }) => kind === 'sub-reseller') ?? operators.find(({ kind }) => kind === 'reseller')!;
    const client = as({ operatorId: reseller.id, isRoot: false });
    const { total } = await client.customers.list({ filter: { status: 'active' } });
    const shown = await client.dashboard.get();
    expect(shown).toMatchObject({ active: total, btrc: null });
    expect(shown.months.at(-1)?.customers).toBeLessThan(37);
  });

  test('when last month’s report was not handed in, then the office is reminded until it is', async () => {
    const { as } = await coreAtWork();
    await as().reference.demo();
    const client = as();
    expect((await client.dashboard.get()).btrc).toEqual({ month: '2026-10', due: '2026-11-07', isDue: true });
    await client.reports.btrcHandedIn({ month: '2026-10', handedIn: true });
    expect((await client.dashboard.get()).btrc).toEqual({ month: '2026-11', due: '2026-12-07', isDue: false });
    expect((await as({ role: 'cashier' }).dashboard.get()).btrc).toBeNull();
    await client.settings.update({ country: 'KE' });
    expect((await client.dashboard.get()).btrc).toBeNull();
  });
});
