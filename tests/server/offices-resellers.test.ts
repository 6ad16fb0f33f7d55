import { describe, expect, test } from 'vitest';
import { beside } from '../features/core-at-work.ts';
import { packageForm } from '../features/record-forms.ts';
import { csv, imported, isp as usual, line } from '../features/office.ts';
import { hasPostgreSql } from './databases.ts';
import { act, named, paper, profile, refusedOf, states } from './offices/at-work.ts';
import { enrolled, newIsp, newOffice, withPassword } from './offices/isp.ts';
import { inStep, joined, PASSWORD } from './offices/two-offices.ts';

// A console that was enrolled for a reseller, beside those of the ISP itself and of another reseller.

/** A line of a file for a customer of one operator. */
const of = (operator: string, i: number): string => line(i).replace('Dhaka North', operator);

/** The ISP's office with a customer of each operator, and what it knows that is nobody else's to know. */
async function ispAtWork() {
  const isp = await newIsp();
  await isp.addOperator('Dhaka South');
  const { client: root } = await newOffice();
  await withPassword(root);
  await enrolled(root, isp, 'Shapla', 'head office');
  await imported(root, csv([of('Dhaka North', 1), of('Dhaka South', 2), of('Shapla', 3)]));
  const operators = await root.operators.list();
  const south = named(operators, 'Dhaka South');
  await root.packages.add(packageForm(south.id, 'South 5M', { code: 'S5' }));
  await root.staff.add({ operatorId: south.id, name: 'Sultana', role: 'manager' });
  await root.sync.now();
  return { isp, root };
}

describe.skipIf(!hasPostgreSql())('a reseller of an ISP with a central server', () => {
  test('given customers of its own, of its sibling and of the ISP, when its console joins, then it has its own alone, in its store too', async () => {
    const { isp } = await ispAtWork();
    const { client, office } = await joined(isp, 'north', 'Dhaka North');
    expect(await states(client)).toEqual(['user1 synced']);
    expect((await client.operators.list()).map(({ name }) => name)).toEqual(['Dhaka North']);
    expect((await client.packages.list()).map(({ name }) => name).sort()).toEqual(['Home 10M', 'Office']);
    expect((await client.staff.list()).map(({ name }) => name)).toEqual(['admin (north)']);
    const kept = beside(office.folder, (db) => {
      const all = (sql: string) => db.prepare(sql).pluck().all();
      return {
        customers: all('SELECT username FROM customer'),
        operators: all('SELECT name FROM operator ORDER BY name'),
        staff: all('SELECT name FROM staff_user'),
        packages: all('SELECT name FROM package ORDER BY name'),
      };
    });
    expect(kept).toEqual({
      ...{ customers: ['user1'], operators: ['Dhaka North', 'Shapla'], staff: ['admin (north)'] },
      packages: ['Home 10M', 'Office'],
    });
  });

  test('given a username that another reseller’s customer has, when it is refused at the console of the ISP, then the ISP sees whose it is and the reseller’s manager there does not', async () => {
    const { isp, root } = await ispAtWork();
    const { client: north } = await joined(isp, 'north', 'Dhaka North');
    await imported(north, csv([line(9)]));
    await north.sync.now();
    await imported(root, csv([of('Dhaka South', 9)], 'south.csv'));
    expect(await root.sync.now()).toMatchObject({ refused: 1 });
    const holderOf = async () =>
      (await root.sync.conflicts({})).conflicts.map(({ title, holder }) => [title, holder?.title]);
    expect(await holderOf()).toEqual([['user9', 'user9']]);
    const sultana = named(await root.staff.list(), 'Sultana');
    await root.staff.setPassword({ id: sultana.id, password: PASSWORD });
    await root.signIn.leave();
    await root.signIn.enter({ name: 'Sultana', password: PASSWORD });
    expect(await holderOf()).toEqual([['user9', undefined]]);
    const { conflicts } = await root.sync.conflicts({});
    expect(conflicts.map(({ reason }) => reason.params['holder'])).toEqual(['']);
  });

  test('given the packages above it, when it imports a customer with one, then the ISP has them and its sibling has not', async () => {
    const { isp, root } = await ispAtWork();
    const { client: north } = await joined(isp, 'north', 'Dhaka North');
    const { client: south } = await joined(isp, 'south', 'Dhaka South');
    await imported(north, csv([line(9)]));
    expect(await north.sync.now()).toMatchObject({ waiting: 0, refused: 0, failure: null });
    await inStep(root, south);
    expect(await profile(root, 'user9')).toMatchObject({ operator: 'Dhaka North', package: 'Home 10M' });
    expect(await states(south)).toEqual(['user2 synced']);
    // A price of the ISP is the reseller's at its next look.
    const home = named(await root.packages.list(), 'Home 10M');
    const fields = packageForm(home.operatorId, 'Home 10M', { code: home.code, price: '950.00' });
    await root.packages.change({ id: home.id, version: home.version, fields });
    await inStep(root, north);
    expect(named(await north.packages.list(), 'Home 10M')).toMatchObject({ price: '950.00', mayChange: false });
  });

  test('given what only the ISP says, when a reseller says it, then the server refuses it, both see why, and it is the same again everywhere', async () => {
    const { isp, root } = await ispAtWork();
    const { client: north } = await joined(isp, 'north', 'Dhaka North');
    await north.fields.add({ label: 'Landlord', type: 'text', required: false, options: [] });
    expect(await north.sync.now()).toMatchObject({ waiting: 0, refused: 1 });
    const { conflicts } = await north.sync.conflicts({});
    expect(conflicts).toMatchObject([
      {
        ...{ entity: 'custom-field', title: 'Landlord', code: 'OUT_OF_REACH', choices: ['theirs'] },
        reason: { code: 'rejection-out-of-reach' },
      },
    ]);
    await north.sync.solve({ ids: conflicts.map(({ id }) => id), choice: 'theirs' });
    expect(await north.sync.now()).toMatchObject({ waiting: 0, refused: 0 });
    await root.sync.now();
    for (const client of [north, root]) expect((await client.fields.list()).map(({ label }) => label)).toEqual(['NID']);
    // Settings its console does not even take.
    const update = north.settings.update({ timeZone: 'Africa/Nairobi' });
    await expect(update).rejects.toMatchObject({ data: { code: 'reference-admin-only' } });
  });

  test('given a customer who goes to another operator, when both are in step, then one console has them with all that was paid, and the other what it took in alone', async () => {
    const { isp, root } = await ispAtWork();
    const { client: north, office } = await joined(isp, 'north', 'Dhaka North');
    const { client: south } = await joined(isp, 'south', 'Dhaka South');
    await act(north, 'user1', { action: 'add-payment', amount: '800', method: 'cash' });
    await inStep(north, root);
    const to = named(await root.operators.list(), 'Dhaka South').id;
    expect(await act(root, 'user1', { action: 'change-operator', operator: to })).toMatchObject({ state: 'applied' });
    await inStep(root, north, south);
    expect(await states(north)).toEqual([]);
    expect(await states(south)).toEqual(['user1 synced', 'user2 synced']);
    expect(await paper(south, 'user1')).toContain('payment 800.00');
    // What it took in stays in its cash; nothing else does.
    expect(beside(office.folder, (db) => db.prepare('SELECT kind, amount FROM ledger_entry').raw().all())).toEqual([
      ['payment', 80_000],
    ]);
  });

  test('given a reseller that has worked alone with fields, settings and people of its own, when it joins, then its customers are in and what is the ISP’s stays as it is', async () => {
    const { isp, root } = await ispAtWork();
    const { client: north } = await newOffice(undefined, {
      ...usual,
      packages: [...(usual.packages ?? []), { ...usual.packages?.[0], name: 'South 5M', code: 'S5' }],
      customFields: [{ label: 'Landlord', type: 'text' }],
    });
    await withPassword(north);
    await north.settings.update({ purgeAfterDays: 30 });
    await imported(north, csv([line(7), line(8)]));
    await enrolled(north, isp, 'Dhaka North', 'north');
    // A code that a sibling has, which this console cannot know.
    expect(await refusedOf(north)).toEqual(['South 5M NAME_TAKEN code']);
    const { conflicts } = await north.sync.conflicts({});
    await north.sync.solve({ ids: conflicts.map(({ id }) => id), choice: 'edit', value: 'N5' });
    expect(await north.sync.now()).toMatchObject({ waiting: 0, refused: 0, conflicts: 0 });
    await root.sync.now();
    expect(await states(root)).toEqual([
      'user1 synced',
      'user2 synced',
      'user3 synced',
      'user7 synced',
      'user8 synced',
    ]);
    expect(await states(north)).toEqual(['user1 synced', 'user7 synced', 'user8 synced']);
    expect(await root.settings.get()).toMatchObject({ purgeAfterDays: 365 });
    expect((await root.fields.list()).map(({ label }) => label)).toEqual(['NID']);
    expect((await root.packages.list()).map(({ name, code }) => `${name} ${code ?? ''}`).sort()).toEqual([
      ...['Home 10M H10', 'Office office', 'South 5M N5', 'South 5M S5'],
    ]);
  });

  test('given people of the ISP and of the reseller, when they sign in at the reseller’s console, then its own come in and the ISP’s do not', async () => {
    const { isp, root } = await ispAtWork();
    const { client: north, office } = await joined(isp, 'north', 'Dhaka North');
    const own = await north.staff.list();
    const operatorId = own[0]?.operatorId ?? '';
    const { id } = await north.staff.add({ operatorId, name: 'Nasrin', role: 'cashier' });
    await north.staff.setPassword({ id, password: 'nasrin has one' });
    await inStep(north, root);
    expect((await root.staff.list()).map(({ name }) => name).sort()).toEqual([
      ...['Nasrin', 'Sultana', 'admin', 'admin (north)'],
    ]);
    await office.close();
    const again = await office.open();
    expect(await again.signIn.state()).toMatchObject({ isNeeded: true, who: null });
    await expect(again.signIn.enter({ name: 'admin', password: PASSWORD })).rejects.toMatchObject({
      data: { code: 'sign-in-wrong' },
    });
    const admin = await again.signIn.enter({ name: 'admin (north)', password: PASSWORD });
    expect(admin.who).toMatchObject({ operator: 'Dhaka North', isRoot: true, role: 'admin' });
    const cashier = await again.signIn.enter({ name: 'Nasrin', password: 'nasrin has one' });
    expect(cashier.who).toMatchObject({ operator: 'Dhaka North', role: 'cashier' });
  });
});
