import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ActionTerms } from '#shared/contract/actions.ts';
import type { CustomerFields } from '#shared/contract/customers.ts';
import { changeOf } from '../features/customer-form.ts';
import { type Client, csv, ending, imported, line } from '../features/office.ts';
import { hasPostgreSql } from './databases.ts';
import { enrolled, newIsp, newOffice, withPassword } from './offices/isp.ts';

// Two real consoles and the real server, over a real line: what a person does in one office and sees in another.

describe.skipIf(!hasPostgreSql())('offices with a central server', () => {
  test('given an office that has worked alone, when it enrols and joins, then the server has all of it and nothing waits', async () => {
    const isp = await newIsp();
    const { client } = await newOffice();
    await imported(client, csv([line(1), line(2), line(3)]));
    await withPassword(client);
    const preview = await client.sync.enrol({
      ...{ url: isp.url, code: await isp.code(), fingerprint: null, consoleName: 'Kisumu' },
    });
    expect(preview).toMatchObject({ operator: 'Shapla', isEmpty: true, customers: 3 });
    await client.sync.join({ into: {} });
    const status = await client.sync.now();
    expect(status).toMatchObject({ waiting: 0, conflicts: 0, refused: 0, failure: null, phase: 'resting' });
    const rows = await isp.database.query<{ username: string }>('SELECT username FROM customer ORDER BY username');
    expect(rows.map(({ username }) => username)).toEqual(['user1', 'user2', 'user3']);
    const list = await client.customers.list({ filter: {}, limit: 10 });
    expect(list.customers.map(({ username, sync }) => `${username} ${sync}`)).toEqual([
      'user1 synced',
      'user2 synced',
      'user3 synced',
    ]);
  });

  test('given two offices, when one imports without a line and syncs, then the other has the customers too', async () => {
    const isp = await newIsp();
    const one = await newOffice();
    await withPassword(one.client);
    await enrolled(one.client, isp);
    const two = await newOffice(undefined, null);
    await withPassword(two.client);
    await enrolled(two.client, isp, 'Shapla', 'two');
    await isp.down();
    await imported(one.client, csv([line(1), line(2)]));
    const off = await one.client.sync.now();
    expect(off).toMatchObject({ waiting: 2, failure: { reason: { code: 'sync-server-refuses' } } });
    await isp.up();
    expect(await one.client.sync.now()).toMatchObject({ waiting: 0, failure: null });
    expect(await two.client.sync.now()).toMatchObject({ waiting: 0, failure: null });
    const list = await two.client.customers.list({ filter: {}, limit: 10 });
    expect(list.customers.map(({ username, package: plan, zone }) => [username, plan, zone])).toEqual([
      ['user1', 'Home 10M', 'Mirpur'],
      ['user2', 'Home 10M', 'Mirpur'],
    ]);
  });

  test('given a username that two offices gave without a line, when both sync, then the second is refused, edited on the screen and taken', async () => {
    const { one, two } = await twoOffices();
    await imported(one, csv([line(1)]));
    await imported(two, csv([line(1), line(2)]));
    await one.sync.now();
    expect(await two.sync.now()).toMatchObject({ waiting: 0, refused: 1 });
    const { conflicts } = await two.sync.conflicts({});
    expect(conflicts).toMatchObject([
      {
        title: 'user1',
        code: 'USERNAME_TAKEN',
        field: 'username',
        mine: { value: 'user1' },
        choices: ['theirs', 'edit'],
      },
    ]);
    expect(await states(two)).toEqual(['user1 rejected', 'user1 synced', 'user2 synced']);
    const ids = conflicts.map(({ id }) => id);
    expect(await two.sync.solve({ ids, choice: 'edit', value: 'user1b' })).toEqual({ solved: 1, left: [] });
    expect(await two.sync.now()).toMatchObject({ waiting: 0, refused: 0 });
    await one.sync.now();
    for (const office of [one, two]) {
      expect(await states(office)).toEqual(['user1 synced', 'user1b synced', 'user2 synced']);
    }
  });

  test('given a refused customer of an import, when somebody keeps the other one, then it goes here and everything agrees', async () => {
    const { one, two } = await twoOffices();
    await imported(one, csv([line(1)]));
    await imported(two, csv([line(1), line(2)]));
    await one.sync.now();
    await two.sync.now();
    const { conflicts } = await two.sync.conflicts({});
    await two.sync.solve({ ids: conflicts.map(({ id }) => id), choice: 'theirs' });
    expect(await two.sync.now()).toMatchObject({ waiting: 0, refused: 0, conflicts: 0 });
    expect(await states(two)).toEqual(['user1 synced', 'user2 synced']);
  });

  test('given a package and a phone that two offices changed, when both sync, then the phone merges and the package is asked about', async () => {
    const { one, two } = await twoOffices();
    await imported(one, csv([line(1)]));
    await one.sync.now();
    await two.sync.now();
    await change(one, 'user1', { fullName: 'Rahim of one' });
    await act(one, 'user1', { action: 'change-package', package: await packageNamed(one, 'Home 20M') });
    await change(two, 'user1', { phone: '01812000000' });
    await act(two, 'user1', { action: 'change-package', package: await packageNamed(two, 'Home 30M') });
    await one.sync.now();
    expect(await two.sync.now()).toMatchObject({ waiting: 0, conflicts: 1, refused: 0 });
    const { conflicts } = await two.sync.conflicts({});
    expect(conflicts).toMatchObject([
      {
        ...{ title: 'user1', code: 'STALE_FIELD', field: 'packageId', action: 'change-package' },
        ...{ mine: { value: 'Home 30M' }, theirs: { value: 'Home 20M' }, choices: ['mine', 'theirs'] },
      },
    ]);
    // What the server has stands here until somebody has chosen.
    expect(await profile(two, 'user1')).toMatchObject({ fullName: 'Rahim of one', package: 'Home 20M' });
    await two.sync.solve({ ids: conflicts.map(({ id }) => id), choice: 'mine' });
    expect(await profile(two, 'user1')).toMatchObject({ package: 'Home 30M' });
    await two.sync.now();
    await one.sync.now();
    for (const office of [one, two]) {
      expect(await profile(office, 'user1')).toMatchObject({
        ...{ fullName: 'Rahim of one', phone: '01812000000', package: 'Home 30M', sync: 'synced' },
      });
    }
  });

  test('given records that two offices changed, when both sync, then the second one is asked and nothing is lost', async () => {
    const { one, two } = await twoOffices();
    await rename(one, 'Mirpur', 'Mirpur 10');
    await rename(two, 'Mirpur', 'Mirpur 11');
    await one.sync.now();
    expect(await two.sync.now()).toMatchObject({ conflicts: 1 });
    const { conflicts } = await two.sync.conflicts({});
    expect(conflicts).toMatchObject([
      { entity: 'zone', title: 'Mirpur 11', code: 'STALE_RECORD', choices: ['mine', 'theirs'] },
    ]);
    await two.sync.solve({ ids: conflicts.map(({ id }) => id), choice: 'mine' });
    await two.sync.now();
    await one.sync.now();
    for (const office of [one, two]) expect((await office.zones.list()).map(({ name }) => name)).toEqual(['Mirpur 11']);
  });
});

/** Two offices of the ISP itself, both in step with the server. */
async function twoOffices() {
  const isp = await newIsp();
  const { client: one, office: first } = await newOffice();
  await one.reference.import({ packages: MORE });
  await withPassword(one);
  await enrolled(one, isp, 'Shapla', 'one');
  const { client: two, office: second } = await newOffice(undefined, null);
  await withPassword(two);
  await enrolled(two, isp, 'Shapla', 'two');
  return { isp, one, two, first, second };
}

const MORE = ['Home 20M', 'Home 30M'].map((name) => ({
  ...{ name, connection: 'pppoe' as const, downKbps: 20_480, upKbps: 20_480, price: '1200', validityDays: 30 },
}));

async function states(client: Client): Promise<string[]> {
  const { customers } = await client.customers.list({ filter: {}, limit: 50 });
  return customers.map(({ username, sync }) => `${username} ${sync}`).sort();
}

async function packageNamed(client: Client, name: string): Promise<string> {
  const found = (await client.packages.list()).find((one) => one.name === name);
  if (!found) throw new Error(`No package ${name}`);
  return found.id;
}

async function act(client: Client, username: string, terms: ActionTerms): Promise<void> {
  const { id } = await client.customers.find({ username });
  await ending(await client.actions.run({ request: randomUUID(), which: { ids: [id] }, terms }));
}

async function profile(client: Client, username: string) {
  const { id } = await client.customers.find({ username });
  return client.customers.get({ id });
}

async function change(client: Client, username: string, to: Partial<CustomerFields>): Promise<void> {
  await client.customers.change(changeOf(await profile(client, username), to));
}

async function rename(client: Client, from: string, name: string): Promise<void> {
  const zone = (await client.zones.list()).find((one) => one.name === from);
  if (!zone) throw new Error(`No zone ${from}`);
  const { id, version, operatorId, parentId, code, colour, distributionPoint, division, district, thana } = zone;
  const fields = { operatorId, parentId, code, colour, distributionPoint, division, district, thana, name };
  await client.zones.change({ id, version, fields });
}
