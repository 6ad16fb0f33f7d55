import { describe, expect, test, vi } from 'vitest';
import type { CustomFieldLine } from '#shared/contract/fields.ts';
import { beside, coreAtWork } from './core-at-work.ts';
import { csv, HEADINGS, imported, isp, line, Office } from './office.ts';
import { refusedWith } from './refusals.ts';

type Draft = Pick<CustomFieldLine, 'label' | 'type' | 'required' | 'options'>;
const field = (label: string, over: Partial<Draft> = {}): Draft => ({
  label,
  type: 'text',
  required: false,
  options: [],
  ...over,
});

/** Customers whose NID is said, one after the other. */
const withNids = (...nids: readonly string[]) =>
  csv(
    nids.map((nid, i) => `${line(i)},${nid}`),
    'nids.csv',
    `${HEADINGS},NID`,
  );

const labels = (fields: readonly CustomFieldLine[]) => fields.map(({ label }) => label);

describe('custom fields', () => {
  test('given fields of the five kinds, when they are put in another order, then every list and every heading has that order', async () => {
    const client = (await coreAtWork()).as();
    await client.reference.import(isp);
    for (const type of ['number', 'date', 'text-area'] as const) await client.fields.add(field(type, { type }));
    await client.fields.add(field('House', { type: 'dropdown', options: ['Flat', 'Shop'] }));
    const ids = (await client.fields.list()).map(({ id }) => id);
    const order = ids.toReversed();
    expect(labels(await client.fields.reorder({ ids: order }))).toEqual([
      'House',
      'text-area',
      'date',
      'number',
      'NID',
    ]);
    expect((await client.reference.lists()).customFields.map(({ id }) => id)).toEqual(order);
    expect((await refusedWith(client.fields.reorder({ ids: order.slice(1) }))).code).toBe('fields-changed');
  });

  test('given a label that is taken, stands in every file, or a dropdown without options, when it is added, then the field is named', async () => {
    const client = (await coreAtWork()).as();
    await client.fields.add(field('NID'));
    const refusal = async (draft: Draft) => (await refusedWith(client.fields.add(draft))).code;
    expect(await refusal(field('nid '))).toBe('field-label-taken');
    expect(await refusal(field('phone'))).toBe('field-label-standard');
    expect(await refusal(field('House', { type: 'dropdown' }))).toBe('field-options-missing');
    expect(await refusal(field('House', { type: 'dropdown', options: ['Flat', 'FLAT'] }))).toBe('field-options-twice');
  });

  test('given values, when the field is removed, then it asks with their number, is gone from everywhere, and comes back with them', async () => {
    const { as, folder } = await coreAtWork();
    const client = as();
    await client.reference.import(isp);
    await imported(client, withNids('19901234', '', '19905678'));
    const [nid] = await client.fields.list();
    expect(nid).toMatchObject({ values: 2, removed: null });
    const asked = await refusedWith(client.fields.remove({ id: nid!.id, values: 0 }));
    expect(asked).toEqual({ code: 'field-has-values', params: { label: 'NID', count: 2 } });

    const gone = await client.fields.remove({ id: nid!.id, values: 2 });
    expect(gone.removed).toEqual({ at: '2026-11-20T10:00:00.000Z', keptUntil: '2026-12-20T10:00:00.000Z' });
    expect((await client.reference.lists()).customFields).toEqual([]);
    expect((await client.customers.list({ filter: { search: '19901234' }, limit: 5 })).total).toBe(0);
    // Its column fills nothing any more.
    await imported(client, csv([`${line(7)},1990`], 'later.csv', `${HEADINGS},NID`));
    const kept = beside(folder, (db) =>
      db.prepare("SELECT custom FROM customer WHERE username = 'user7'").pluck().get(),
    );
    expect(kept).toBe('{}');
    expect((await refusedWith(client.fields.add(field('NID')))).code).toBe('field-label-removed');
    expect((await refusedWith(client.fields.change({ id: nid!.id, version: 2, fields: field('X') }))).code).toBe(
      'record-unknown',
    );
    // Who may not take it back is not told of it.
    expect(await as({ role: 'cashier' }).fields.list()).toEqual([]);

    expect(await client.fields.takeBack({ id: nid!.id })).toMatchObject({ values: 2, removed: null, version: 3 });
    expect((await client.customers.list({ filter: { search: '19901234' }, limit: 5 })).total).toBe(1);
    const actions = beside(folder, (db) =>
      db.prepare("SELECT action FROM audit WHERE entity = 'custom-field'").pluck().all(),
    );
    expect(actions).toEqual(['custom-field.remove', 'custom-field.take-back']);
  });

  test('given values that would not fit, when the kind or the options change, then it is refused with their number and one of them', async () => {
    const client = (await coreAtWork()).as();
    await client.reference.import(isp);
    await imported(client, withNids('12', '13', 'twelve'));
    const [nid] = await client.fields.list();
    const change = (over: Partial<Draft>) =>
      client.fields.change({ id: nid!.id, version: 1, fields: field('NID', over) });
    expect(await refusedWith(change({ type: 'number' }))).toEqual({
      code: 'field-values-unfit',
      params: { count: 1, example: 'twelve', field: 'type' },
    });
    expect((await refusedWith(change({ type: 'date' }))).params).toMatchObject({ count: 3 });
    expect((await refusedWith(change({ type: 'dropdown', options: ['12'] }))).params).toMatchObject({
      count: 2,
      field: 'type',
    });
    expect(await change({ type: 'dropdown', options: ['12', '13', 'twelve', 'other'] })).toMatchObject({
      version: 2,
      values: 3,
    });
    const fewer = client.fields.change({
      id: nid!.id,
      version: 2,
      fields: field('NID', { type: 'dropdown', options: ['12'] }),
    });
    expect((await refusedWith(fewer)).params).toMatchObject({ count: 2, field: 'options' });
    const stale = client.fields.change({ id: nid!.id, version: 1, fields: field('NID card', { type: 'text' }) });
    expect(await refusedWith(stale)).toEqual({
      code: 'record-changed',
      params: { name: 'NID', fields: 'label, type, options' },
    });
  });

  test('given a reseller, when it lists fields, then it counts its own customers and may change none', async () => {
    const { as } = await coreAtWork();
    const client = as();
    await client.reference.import(isp);
    await client.reference.import({ operators: [{ name: 'Khulna' }] });
    await imported(client, withNids('12', '13'));
    const { operators } = await client.reference.lists();
    const acting = (name: string) => as({ operatorId: operators.find((one) => one.name === name)!.id, isRoot: false });
    expect((await acting('Dhaka North').fields.list())[0]).toMatchObject({ values: 2 });
    expect((await acting('Khulna').fields.list())[0]).toMatchObject({ values: 0 });
    expect((await refusedWith(acting('Khulna').fields.add(field('X')))).code).toBe('isp-only');
  });
});

/** A field with values that was taken away at the start of November, its program closed behind that. */
async function takenAway(office: Office, customers: number): Promise<string> {
  office.now = () => new Date('2026-11-01T08:00:00Z');
  const client = await office.open({ start: true });
  await client.reference.import(isp);
  await imported(client, withNids(...Array.from({ length: customers }, (_, i) => String(1_000 + i))));
  const [nid] = await client.fields.list();
  await client.fields.remove({ id: nid!.id, values: customers });
  await office.close();
  return nid!.id;
}

const valuesIn = (office: Office): unknown =>
  beside(office.folder, (db) => db.prepare("SELECT count(*) FROM customer WHERE custom <> '{}'").pluck().get());

test('given values that are being dropped for good, when the field is to be taken back, then it is too late, and nothing is left half', async () => {
  await using office = new Office();
  const id = await takenAway(office, 1_100);
  office.now = () => new Date('2026-12-01T08:01:00Z');
  const client = await office.open({ start: true });
  const late = { code: 'field-kept-no-longer', params: { label: 'NID' } };
  expect(await refusedWith(client.fields.takeBack({ id }))).toEqual(late);
  await vi.waitFor(async () => expect(await client.fields.list()).toEqual([]), 20_000);
  expect(valuesIn(office)).toBe(0);
});

test('given a sweep that was cut short, when the clock is then set back, then the field with the half of its values stays away', async () => {
  await using office = new Office();
  const id = await takenAway(office, 2);
  beside(office.folder, (db) =>
    db.prepare("INSERT INTO setting (name, value) VALUES ('fieldUnderSweep', ?)").run(JSON.stringify(id)),
  );
  const client = await office.open();
  expect((await refusedWith(client.fields.takeBack({ id }))).code).toBe('field-kept-no-longer');
});

test('given a clock that is set right while values are dropped, when the field is taken back, then it has all of them or stays away', async () => {
  await using office = new Office();
  const id = await takenAway(office, 1_100);
  office.now = () => new Date('2026-12-01T08:01:00Z');
  const client = await office.open({ start: true });
  office.now = () => new Date('2026-11-20T08:00:00Z');
  const back = await client.fields.takeBack({ id }).then(
    ({ removed, values }) => ({ removed, values }),
    () => null,
  );
  await office.close();
  if (back) expect([back, valuesIn(office)]).toEqual([{ removed: null, values: 1_100 }, 1_100]);
});

test('given a clock that once says 2099, when the program starts, then no removed field loses its values by that', async () => {
  await using office = new Office();
  const id = await takenAway(office, 2);
  office.now = () => new Date('2099-01-01T08:00:00Z');
  let client = await office.open({ start: true });
  // As many writes as would let a sweep through that waits its turn among them.
  for (let i = 1; i <= 10; i++) await client.settings.update({ lockAfterMinutes: i });
  expect(valuesIn(office)).toBe(2);
  await office.close();
  office.now = () => new Date('2026-11-02T08:00:00Z');
  client = await office.open({ start: true });
  expect(await client.fields.takeBack({ id })).toMatchObject({ values: 2, removed: null });
});

test('given a field that was taken away thirty days ago, when the program starts, then its values are dropped for good, and not a day earlier', async () => {
  await using office = new Office();
  office.now = () => new Date('2026-11-01T08:00:00Z');
  let client = await office.open({ start: true });
  await client.reference.import(isp);
  await client.fields.add(field('ONU'));
  await imported(client, withNids(...Array.from({ length: 1_100 }, (_, i) => String(1_000 + i))));
  const [nid] = await client.fields.list();
  await client.fields.remove({ id: nid!.id, values: 1_100 });
  await office.close();

  office.now = () => new Date('2026-12-01T07:59:00Z');
  client = await office.open({ start: true });
  expect(labels(await client.fields.list())).toEqual(['ONU', 'NID']);
  await office.close();

  office.now = () => new Date('2026-12-01T08:01:00Z');
  client = await office.open({ start: true });
  await vi.waitFor(async () => expect(labels(await client.fields.list())).toEqual(['ONU']), 20_000);
  await office.close();
  const left = beside(office.folder, (db) =>
    db.prepare("SELECT count(*) FROM customer WHERE custom <> '{}'").pluck().get(),
  );
  expect(left).toBe(0);
});
