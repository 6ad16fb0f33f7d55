import { describe, expect, test } from 'vitest';
import type { ReferenceDocument } from '#shared/contract/reference.ts';
import { type Client, csv, ending, everything, imported, isp, Office } from './office.ts';

const resellers: ReferenceDocument = {
  ...isp,
  operators: [
    { name: 'Dhaka North', code: 'DN', kind: 'reseller' },
    { name: 'Dhaka South', code: 'DS', kind: 'reseller' },
    { name: 'Mirpur Ten', code: 'M10', kind: 'sub-reseller', parent: 'Dhaka North' },
  ],
};

interface AtWork {
  readonly admin: Client;
  readonly north: Client;
  readonly south: Client;
  readonly ids: ReadonlyMap<string, string>;
}

async function atWork(office: Office): Promise<AtWork> {
  const admin = await office.open();
  await admin.reference.import(resellers);
  const ids = new Map((await admin.operators.list()).map(({ name, id }) => [name, id]));
  const as = (name: string): Client => office.as({ operatorId: ids.get(name) ?? '', role: 'manager', isRoot: false });
  return { admin, north: as('Dhaka North'), south: as('Dhaka South'), ids };
}

const row = (username: string, operator: string, phone: string): string =>
  `${username},secret-1,Some Body,${phone},,${operator},Home 10M,Monthly,,`;

describe('a batch whose customers have gone to somebody else since', () => {
  test('given their operator was moved away, when the batch is undone, then nobody is touched or told of', async () => {
    await using office = new Office();
    const { admin, north, south, ids } = await atWork(office);
    const { batch } = await imported(
      north,
      csv([row('one', 'Mirpur Ten', '01711000001'), row('two', 'Mirpur Ten', '01711000002')]),
    );
    const mirpur = (await admin.operators.list()).find(({ name }) => name === 'Mirpur Ten');
    if (!mirpur) throw new Error('There is no Mirpur Ten');
    const { id, version, name, code, country, kind } = mirpur;
    const parentId = ids.get('Dhaka South') ?? '';
    await admin.operators.change({ id, version, fields: { name, code, country, kind, parentId } });

    expect(await north.import.undoBatch({ batch })).toEqual({ batch, removed: 0, left: [] });
    expect((await south.customers.list({ filter: {} })).total).toBe(2);
    expect(await north.import.batches()).toEqual([expect.objectContaining({ batch, undoable: 0 })]);
  });

  test('given one of them was given away and changed, when the batch is undone, then the other one goes', async () => {
    await using office = new Office();
    const { admin, north, ids } = await atWork(office);
    const { batch } = await imported(
      north,
      csv([row('one', 'Dhaka North', '01711000001'), row('two', 'Dhaka North', '01711000002')]),
    );
    const { customers } = await admin.customers.list({ filter: { search: 'two' } });
    const terms = { action: 'change-operator' as const, operator: ids.get('Dhaka South') ?? '' };
    await ending(
      await admin.actions.run({ request: crypto.randomUUID(), which: { ids: [customers[0]?.id ?? ''] }, terms }),
    );

    expect(await north.import.undoBatch({ batch })).toEqual({ batch, removed: 1, left: [] });
    expect((await admin.customers.list({ filter: {} })).customers).toMatchObject([{ username: 'two' }]);
  });
});

test('given a phone of another operator’s customer, when a file is checked, then nothing tells that it is known', async () => {
  await using office = new Office();
  const { north, south } = await atWork(office);
  await imported(north, csv([row('theirs', 'Dhaka North', '01778901234')]));
  const codesFor = async (client: Client, operator: string): Promise<string[]> => {
    const file = csv([row('mine', operator, '01778901234')]);
    const told = await everything(await client.import.dryRun({ file, choices: {} }));
    return told.flat().map(({ code }) => code);
  };

  expect(await codesFor(north, 'Dhaka North')).toContain('duplicate-phone');
  expect(await codesFor(south, 'Dhaka South')).not.toContain('duplicate-phone');
});
