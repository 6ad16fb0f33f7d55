import { describe, expect, test } from 'vitest';
import type { BillingProfileFields, PackageFields } from '#shared/contract/office.ts';
import { beside, type Client, type CoreAtWork, coreAtWork } from './core-at-work.ts';
import { csv, imported, line } from './office.ts';
import { refusedWith } from './refusals.ts';

const plan = (operatorId: string, over: Partial<PackageFields> = {}): PackageFields => ({
  operatorId,
  name: 'Home 10M',
  code: null,
  connection: 'pppoe',
  downKbps: 10_240,
  upKbps: 5_120,
  price: '800.00',
  vatPercent: 5,
  priceIncludesVat: true,
  validity: 30,
  validityUnit: 'days',
  volumeMb: null,
  routerProfile: null,
  radiusGroup: null,
  burstDownKbps: null,
  burstUpKbps: null,
  burstSeconds: null,
  addressFromPool: false,
  pools: [],
  sharing: null,
  medium: null,
  ...over,
});

const billing = (operatorId: string, over: Partial<BillingProfileFields> = {}): BillingProfileFields => ({
  operatorId,
  name: 'Monthly',
  code: null,
  mode: 'monthly',
  billingDay: 1,
  graceDays: 7,
  autoSuspend: true,
  timing: 'arrears',
  prorateFirst: true,
  ...over,
});

/** An ISP with a reseller, who has one beneath; and the two as they act. */
async function isp(work: CoreAtWork) {
  const client = work.as();
  await client.reference.import({
    operators: [
      { name: 'Dhaka North', code: 'DN' },
      { name: 'Uttara Net', parent: 'Dhaka North', kind: 'sub-reseller' },
      { name: 'Khulna' },
    ],
  });
  const { operators } = await client.reference.lists();
  const idOf = (name: string) => operators.find((one) => one.name === name)!.id;
  const acting = (name: string, role: 'admin' | 'manager' | 'cashier' = 'manager') =>
    work.as({ operatorId: idOf(name), role, isRoot: false });
  return {
    client,
    root: idOf('admin'),
    north: idOf('Dhaka North'),
    beneath: idOf('Uttara Net'),
    khulna: idOf('Khulna'),
    acting,
  };
}

/** Three customers of Dhaka North on Home 10M, Monthly, Mirpur. */
async function withCustomers(client: Client, north: string) {
  const offered = await client.packages.add(plan(north));
  const profile = await client.billingProfiles.add(billing(north));
  await client.reference.import({ zones: [{ name: 'Mirpur' }] });
  await imported(client, csv([line(1), line(2), line(3)]));
  return { offered, profile };
}

const audited = (folder: string) =>
  beside(folder, (db) =>
    db
      .prepare<[], { action: string; before: string | null; after: string | null; of: string }>(
        'SELECT action, before, after, of_operator_id AS "of" FROM audit ORDER BY seq',
      )
      .all()
      .map(({ before, after, ...line }) => ({
        ...line,
        before: JSON.parse(before ?? 'null'),
        after: JSON.parse(after ?? 'null'),
      })),
  );

describe('a record of the settings', () => {
  test('given a form, when it is saved and changed, then the list has it, with a code of its own, and the history what changed', async () => {
    const { as, folder } = await coreAtWork();
    const { operatorId } = (await as().signIn.state()).who!;
    const added = await as().packages.add(plan(operatorId));
    expect(added).toMatchObject({
      code: 'home-10m',
      price: '800.00',
      isComplete: true,
      mayChange: true,
      operator: 'admin',
      version: 1,
      customers: 0,
    });
    expect(await as().packages.list()).toEqual([added]);

    const fields = plan(operatorId, { code: 'home-10m', price: '850' });
    const changed = await as().packages.change({ id: added.id, version: 1, fields });
    expect(changed).toMatchObject({ price: '850.00', version: 2 });
    expect(audited(folder).at(-1)).toEqual({
      action: 'package.change',
      of: operatorId,
      before: { price: '800.00' },
      after: { price: '850.00' },
    });
    const entries = beside(folder, (db) => db.prepare('SELECT name FROM sync_journal').pluck().all());
    expect(entries).toEqual(['records.put', 'records.put']);
  });

  test('given two windows on one record, when the slower one saves, then it is told what differs, and the same again is no change', async () => {
    const { as } = await coreAtWork();
    const { operatorId } = (await as().signIn.state()).who!;
    const { id } = await as().packages.add(plan(operatorId));
    const quick = plan(operatorId, { code: 'home-10m', price: '850', upKbps: 10_240 });
    await as().packages.change({ id, version: 1, fields: quick });
    const slow = as().packages.change({
      id,
      version: 1,
      fields: plan(operatorId, { code: 'home-10m', name: 'Home Ten' }),
    });
    expect(await refusedWith(slow)).toEqual({
      code: 'record-changed',
      params: { name: 'Home 10M', fields: 'name, upKbps, price' },
    });
    expect(await as().packages.change({ id, version: 1, fields: quick })).toMatchObject({ version: 2 });
  });

  test('given a name or a code that another has in another writing, when it is saved, then the field is named', async () => {
    const { as } = await coreAtWork();
    const { operatorId } = (await as().signIn.state()).who!;
    await as().packages.add(plan(operatorId, { name: 'Café', code: 'C1' }));
    const name = as().packages.add(plan(operatorId, { name: '  CAFE\u0301 ' }));
    expect(await refusedWith(name)).toEqual({ code: 'record-name-taken', params: { name: 'CAFÉ', field: 'name' } });
    const code = as().packages.add(plan(operatorId, { name: 'Other', code: 'c1' }));
    expect(await refusedWith(code)).toEqual({ code: 'record-code-taken', params: { code: 'c1', field: 'code' } });
  });

  test('given a package without a price or a speed, when it is saved, then it is refused; another service needs no speed', async () => {
    const { as } = await coreAtWork();
    const { operatorId } = (await as().signIn.state()).who!;
    const refusal = async (over: Partial<PackageFields>) =>
      (await refusedWith(as().packages.add(plan(operatorId, over)))).params['field'];
    expect(await refusal({ price: null })).toBe('price');
    expect(await refusal({ upKbps: null })).toBe('upKbps');
    expect(await refusal({ validity: null })).toBe('validity');
    expect(await refusal({ price: '1.234' })).toBe('price');
    expect(await refusal({ price: '-5' })).toBe('price');
    expect(await refusal({ price: '1000000000.01' })).toBe('price');
    expect(await refusal({ validity: 1201, validityUnit: 'months' })).toBe('validity');
    const tv = plan(operatorId, { name: 'Cable TV', connection: 'other', downKbps: null, upKbps: null, price: '0' });
    expect(await as().packages.add(tv)).toMatchObject({ isComplete: true, price: '0.00' });
  });

  test('given the blocks of a package, when either side is changed, then the other shows it, and a form that was open there is told', async () => {
    const { as, folder } = await coreAtWork();
    const client = as();
    const { operatorId } = (await client.signIn.state()).who!;
    const block = await client.networkAddresses.add({
      operatorId,
      cidr: '10.9.0.0/24',
      code: null,
      gateway: null,
      packages: [],
      reserved: [],
      routerId: null,
    });
    const added = await client.packages.add(plan(operatorId, { pools: [block.id], addressFromPool: true }));
    expect(added).toMatchObject({ pools: [block.id], addressFromPool: true });
    expect(audited(folder).at(-1)?.after).toMatchObject({ pools: '10.9.0.0/24' });
    const [seen] = await client.networkAddresses.list();
    expect(seen?.packages).toEqual([added.id]);
    // The form of the block was opened before that: it must not take the package away unasked.
    const { cidr, code } = block;
    const stale = { operatorId, cidr, code, gateway: '10.9.0.1', packages: [], reserved: [], routerId: null };
    const late = client.networkAddresses.change({ id: block.id, version: block.version, fields: stale });
    expect((await refusedWith(late)).code).toBe('record-changed');
    const known = { id: block.id, version: seen!.version, fields: stale };
    expect(await client.networkAddresses.change(known)).toMatchObject({ packages: [], gateway: '10.9.0.1' });
    expect((await client.packages.list())[0]).toMatchObject({ pools: [], version: added.version + 1 });
    const unknown = client.packages.add(plan(operatorId, { name: 'Other', pools: [operatorId] }));
    expect((await refusedWith(unknown)).code).toBe('package-pool-unknown');
  });

  test('given a burst, when it is slower than the speed or has no time, then it is refused at its field', async () => {
    const { as } = await coreAtWork();
    const { operatorId } = (await as().signIn.state()).who!;
    const refusal = (over: Partial<PackageFields>) => refusedWith(as().packages.add(plan(operatorId, over)));
    expect(await refusal({ burstDownKbps: 5_120, burstSeconds: 10 })).toEqual({
      code: 'package-burst',
      params: { field: 'burstDownKbps' },
    });
    expect((await refusal({ burstUpKbps: 10_240 })).params['field']).toBe('burstSeconds');
    expect((await refusal({ burstSeconds: 8 })).params['field']).toBe('burstDownKbps');
    const bursting = plan(operatorId, { burstDownKbps: 20_480, burstUpKbps: 10_240, burstSeconds: 8 });
    expect(await as().packages.add(bursting)).toMatchObject({ burstDownKbps: 20_480, burstSeconds: 8 });
    const fixed = plan(operatorId, { name: 'Fixed', connection: 'static', addressFromPool: true });
    expect(await as().packages.add(fixed)).toMatchObject({ addressFromPool: false });
  });

  test('given customers who have it, when it is removed, then it is refused with their number; when they are gone, then it goes', async () => {
    const work = await coreAtWork();
    const { client, north } = await isp(work);
    const { offered, profile } = await withCustomers(client, north);
    expect((await client.packages.list())[0]).toMatchObject({ customers: 3 });
    expect((await client.billingProfiles.list())[0]).toMatchObject({ customers: 3 });
    expect(await refusedWith(client.packages.remove({ id: offered.id }))).toEqual({
      code: 'record-in-use',
      params: { name: 'Home 10M', what: 'customers', count: 3 },
    });
    expect((await refusedWith(client.billingProfiles.remove({ id: profile.id }))).code).toBe('record-in-use');

    // A deleted customer may come back, and would have nothing then.
    beside(work.folder, (db) => db.exec("UPDATE customer SET status = 'deleted', deleted_at = 1"));
    expect((await client.packages.list())[0]).toMatchObject({ customers: 0 });
    expect((await refusedWith(client.packages.remove({ id: offered.id }))).params).toMatchObject({
      what: 'deleted-customers',
      count: 3,
    });
    beside(work.folder, (db) => db.exec('DELETE FROM customer'));
    expect(await client.packages.remove({ id: offered.id })).toEqual({ removed: true });
    expect(await client.packages.list()).toEqual([]);
    expect((await refusedWith(client.packages.remove({ id: offered.id }))).code).toBe('record-unknown');
    expect(audited(work.folder).at(-1)).toMatchObject({
      action: 'package.remove',
      of: north,
      before: { name: 'Home 10M', operator: 'Dhaka North' },
      after: null,
    });
  });

  test('given customers, when what makes their type is changed, or the owner to one under whom they could not use it, then it is refused', async () => {
    const work = await coreAtWork();
    const { client, north, khulna, root } = await isp(work);
    const { offered, profile } = await withCustomers(client, north);
    const asStatic = client.packages.change({
      id: offered.id,
      version: 1,
      fields: plan(north, { code: offered.code, connection: 'static' }),
    });
    expect(await refusedWith(asStatic)).toEqual({
      code: 'record-fixed',
      params: { name: 'Home 10M', count: 3, field: 'connection' },
    });
    const asDaily = client.billingProfiles.change({
      id: profile.id,
      version: 1,
      fields: billing(north, { code: profile.code, mode: 'daily' }),
    });
    expect((await refusedWith(asDaily)).params['field']).toBe('mode');
    const away = client.packages.change({ id: offered.id, version: 1, fields: plan(khulna, { code: offered.code }) });
    expect((await refusedWith(away)).code).toBe('record-owner-in-use');
    const up = await client.packages.change({ id: offered.id, version: 1, fields: plan(root, { code: offered.code }) });
    expect(up).toMatchObject({ operator: 'admin', customers: 3 });
  });

  test('given a retired record, when somebody chooses, then it is offered nowhere, and whoever has it keeps it', async () => {
    const work = await coreAtWork();
    const { client, north } = await isp(work);
    const { offered, profile } = await withCustomers(client, north);
    const zone = (await client.zones.list())[0]!;
    await client.packages.retire({ id: offered.id, retired: true });
    await client.billingProfiles.retire({ id: profile.id, retired: true });
    await client.zones.retire({ id: zone.id, retired: true });
    const lists = await client.reference.lists();
    expect([lists.packages, lists.billingProfiles, lists.zones]).toEqual([[], [], []]);
    expect((await client.packages.list())[0]).toMatchObject({
      customers: 3,
      retiredAt: '2026-11-20T10:00:00.000Z',
      version: 2,
    });
    // An import does not find it; the sheet of choices has nothing to choose.
    const { imported: count } = await imported(client, csv([line(4)]));
    expect(count).toBe(0);
    const { customers } = await client.customers.list({ filter: {}, limit: 10 });
    expect(customers.map((one) => one.package)).toEqual(['Home 10M', 'Home 10M', 'Home 10M']);

    await client.packages.retire({ id: offered.id, retired: false });
    expect((await client.reference.lists()).packages).toHaveLength(1);
    expect(audited(work.folder).map(({ action }) => action)).toContain('package.take-back');
  });
});

describe('whose records', () => {
  test('given records of the operators above, beneath and elsewhere, when a reseller lists them, then it may use the line and change its own', async () => {
    const { client, root, north, beneath, khulna, acting } = await isp(await coreAtWork());
    for (const [operatorId, name] of [
      [root, 'Of all'],
      [north, 'Own'],
      [beneath, 'Beneath'],
      [khulna, 'Foreign'],
    ] as const) {
      await client.packages.add(plan(operatorId, { name }));
    }
    const reseller = acting('Dhaka North');
    const lines = await reseller.packages.list();
    expect(lines.map(({ name, mayChange }) => [name, mayChange])).toEqual([
      ['Beneath', true],
      ['Of all', false],
      ['Own', true],
    ]);
    const cashier = await acting('Dhaka North', 'cashier').packages.list();
    expect(cashier.every(({ mayChange }) => !mayChange)).toBe(true);

    // What is above and what is elsewhere answer exactly as what does not exist.
    const nothing = { code: 'record-unknown', params: {} };
    const all = await client.packages.list();
    for (const { id, name } of all.filter((one) => one.name === 'Of all' || one.name === 'Foreign')) {
      expect(await refusedWith(reseller.packages.change({ id, version: 1, fields: plan(north, { name }) }))).toEqual(
        nothing,
      );
      expect(await refusedWith(reseller.packages.retire({ id, retired: true }))).toEqual(nothing);
      expect(await refusedWith(reseller.packages.remove({ id }))).toEqual(nothing);
    }
    expect(await refusedWith(reseller.packages.add(plan(khulna, { name: 'New' })))).toEqual({
      code: 'record-owner-unknown',
      params: {},
    });
    expect(await refusedWith(reseller.packages.add(plan(root, { name: 'New' })))).toEqual({
      code: 'record-owner-unknown',
      params: {},
    });
    expect(await reseller.packages.add(plan(beneath, { name: 'New' }))).toMatchObject({ operator: 'Uttara Net' });
  });

  test('given customers of several operators on one package, when a reseller counts, then it counts its own and those beneath', async () => {
    const { client, root, acting } = await isp(await coreAtWork());
    await client.packages.add(plan(root));
    await client.billingProfiles.add(billing(root));
    await client.reference.import({ zones: [{ name: 'Mirpur' }] });
    await imported(client, csv([line(1), line(2), line(3).replace('Dhaka North', 'Khulna')]));
    expect((await client.packages.list())[0]).toMatchObject({ customers: 3 });
    const reseller = acting('Dhaka North');
    expect((await reseller.packages.list())[0]).toMatchObject({ customers: 2 });
    expect((await reseller.zones.list())[0]).toMatchObject({ customers: 2, beneath: 2 });
  });
});
