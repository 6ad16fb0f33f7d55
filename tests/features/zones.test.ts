import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import type { ZoneFields } from '#shared/contract/office.ts';
import { searchIndex } from '#main/store/search.ts';
import { beside, coreAtWork } from './core-at-work.ts';
import { csv, imported, isp, line, Office } from './office.ts';
import { refusedWith } from './refusals.ts';

const area = (operatorId: string, name: string, over: Partial<ZoneFields> = {}): ZoneFields => ({
  operatorId,
  name,
  code: null,
  parentId: null,
  colour: null,
  distributionPoint: null,
  division: null,
  district: null,
  thana: null,
  ...over,
});

/** The ISP of the office tests, with as many customers in Mirpur. */
async function withMirpur(customers: number) {
  const work = await coreAtWork();
  const client = work.as();
  await client.reference.import(isp);
  if (customers > 0) await imported(client, csv(Array.from({ length: customers }, (_, i) => line(i))));
  const { operatorId } = (await client.signIn.state()).who!;
  const mirpur = (await client.zones.list())[0]!;
  return { ...work, client, root: operatorId, mirpur };
}

describe('zones', () => {
  test('given zones beneath each other, when they are listed, then they stand as a tree with the customers of each and beneath it', async () => {
    const { client, root, mirpur } = await withMirpur(3);
    const dhaka = await client.zones.add(area(root, 'Dhaka', { colour: '#1864ab' }));
    await client.zones.add(area(root, 'Banani'));
    await client.zones.change({
      id: mirpur.id,
      version: 1,
      fields: area(root, 'Mirpur', { code: 'mirpur', parentId: dhaka.id }),
    });
    expect((await client.zones.list()).map((zone) => [zone.name, zone.depth, zone.customers, zone.beneath])).toEqual([
      ['Banani', 0, 0, 0],
      ['Dhaka', 0, 0, 3],
      ['Mirpur', 1, 3, 3],
    ]);
  });

  test('given a zone, when one beneath it or of another operator is put above it, then it is refused', async () => {
    const { client, root, mirpur } = await withMirpur(0);
    const block = await client.zones.add(area(root, 'Block C', { parentId: mirpur.id }));
    const beneath = { id: mirpur.id, version: 1, fields: area(root, 'Mirpur', { parentId: block.id }) };
    expect(await refusedWith(client.zones.change(beneath))).toEqual({
      code: 'zone-circle',
      params: { parent: 'Block C', field: 'parentId' },
    });
    const itself = { ...beneath, fields: area(root, 'Mirpur', { parentId: mirpur.id }) };
    expect((await refusedWith(client.zones.change(itself))).code).toBe('zone-circle');
    const north = (await client.reference.lists()).operators.find(({ name }) => name === 'Dhaka North')!.id;
    const foreign = client.zones.add(area(north, 'North', { parentId: mirpur.id }));
    expect((await refusedWith(foreign)).code).toBe('zone-parent-unknown');
    const away = client.zones.change({ id: mirpur.id, version: 1, fields: area(north, 'Mirpur') });
    expect((await refusedWith(away)).code).toBe('zone-owner-beneath');
    expect((await refusedWith(client.zones.remove({ id: mirpur.id }))).params).toEqual({
      name: 'Mirpur',
      what: 'zones',
      count: 1,
    });
  });

  test('given a zone with customers, when it has another name, then they are found by that one, however many they are', async () => {
    const { client, folder, root, mirpur } = await withMirpur(1_201);
    await client.zones.change({ id: mirpur.id, version: 1, fields: area(root, 'Pallabi', { code: 'mirpur' }) });
    // Whoever waits has a turn before all of them are done.
    await turn();
    const noted = () =>
      beside(folder, (db) => db.prepare("SELECT value FROM setting WHERE name = 'staleSearch'").pluck().get());
    expect(noted()).toContain(mirpur.id);
    const found = async (search: string) => (await client.customers.list({ filter: { search }, limit: 1 })).total;
    await vi.waitFor(async () => expect(await found('pallabi')).toBe(1_201), 20_000);
    expect(await found('mirpur')).toBe(0);
  });

  test('given a program that ended in the middle of that, when it starts again, then it goes on', async () => {
    await using office = new Office();
    const client = await office.open({ start: true });
    await client.reference.import(isp);
    await imported(client, csv([line(1), line(2), line(3)]));
    const mirpur = (await client.zones.list())[0]!;
    await office.close();
    // As after a kill: the name is new, the first customer's text was made anew, and the others are noted.
    beside(office.folder, (db) => {
      db.exec("UPDATE zone SET name = 'Pallabi', name_key = 'pallabi'");
      searchIndex(db).refresh(1);
      const left = JSON.stringify([{ by: 'zone', id: mirpur.id, after: 1 }]);
      db.prepare("INSERT INTO setting (name, value) VALUES ('staleSearch', ?)").run(left);
    });
    const again = await office.open({ start: true });
    const found = async (search: string) => (await again.customers.list({ filter: { search }, limit: 1 })).total;
    await vi.waitFor(async () => expect(await found('pallabi')).toBe(3), 20_000);
    expect(await found('mirpur')).toBe(0);
    await office.close();
    const noted = beside(office.folder, (db) => db.prepare("SELECT 1 FROM setting WHERE name = 'staleSearch'").get());
    expect(noted).toBeUndefined();
  });

  test('given two zones, when one is merged into the other, then customers and zones go over, all of it is recorded, and it is gone', async () => {
    const { client, folder, root, mirpur } = await withMirpur(3);
    const banani = await client.zones.add(area(root, 'Banani'));
    const block = await client.zones.add(area(root, 'Block C', { parentId: mirpur.id }));
    expect(await client.zones.merge({ from: mirpur.id, into: banani.id })).toEqual({ moved: 3 });
    const zones = await client.zones.list();
    expect(zones.map(({ name, customers }) => [name, customers])).toEqual([
      ['Banani', 3],
      ['Block C', 0],
    ]);
    expect(zones.find(({ id }) => id === block.id)).toMatchObject({ parentId: banani.id, version: 2 });
    expect((await client.customers.list({ filter: { search: 'banani' }, limit: 10 })).customers).toMatchObject([
      { zone: 'Banani' },
      { zone: 'Banani' },
      { zone: 'Banani' },
    ]);
    expect((await client.customers.list({ filter: { search: 'mirpur' }, limit: 10 })).total).toBe(0);
    expect(beside(folder, (db) => db.prepare('SELECT DISTINCT version FROM customer').pluck().all())).toEqual([2]);
    const lines = beside(folder, (db) =>
      db
        .prepare(
          "SELECT action, count(*) AS n FROM audit WHERE action IN ('zone.merge', 'customer.change-zone', 'zone.change') GROUP BY 1 ORDER BY 1",
        )
        .all(),
    );
    expect(lines).toEqual([
      { action: 'customer.change-zone', n: 3 },
      { action: 'zone.change', n: 1 },
      { action: 'zone.merge', n: 1 },
    ]);
    expect(
      beside(folder, (db) => db.prepare("SELECT count(*) FROM sync_journal WHERE name = 'zones.merge'").pluck().get()),
    ).toBe(1);
  });

  test('given zones that cannot be merged, when it is asked, then each is refused for its reason and nothing moved', async () => {
    const { client, as, root, mirpur } = await withMirpur(2);
    const banani = await client.zones.add(area(root, 'Banani'));
    const merge = (from: string, into: string) => refusedWith(client.zones.merge({ from, into }));
    expect((await merge(mirpur.id, mirpur.id)).code).toBe('zone-merge-self');
    await client.zones.retire({ id: banani.id, retired: true });
    expect((await merge(mirpur.id, banani.id)).code).toBe('zone-merge-retired');
    await client.reference.import({ operators: [{ name: 'Khulna' }] });
    const khulna = (await client.reference.lists()).operators.find(({ name }) => name === 'Khulna')!.id;
    const boyra = await client.zones.add(area(khulna, 'Boyra'));
    expect(await merge(mirpur.id, boyra.id)).toEqual({ code: 'zone-merge-users', params: { name: 'Boyra', count: 2 } });
    await client.zones.add(area(root, 'Block C', { parentId: mirpur.id }));
    expect((await merge(mirpur.id, boyra.id)).code).toBe('zone-merge-owner');
    const elsewhere = as({ operatorId: khulna, role: 'manager', isRoot: false });
    expect(await refusedWith(elsewhere.zones.merge({ from: mirpur.id, into: boyra.id }))).toEqual({
      code: 'record-unknown',
      params: {},
    });
    expect((await client.zones.list()).find(({ id }) => id === mirpur.id)).toMatchObject({ customers: 2 });
  });
});
