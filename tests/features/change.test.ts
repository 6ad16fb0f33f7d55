import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CustomerFields, CustomerProfile, NewCustomer } from '#shared/contract/customers.ts';
import { changeCustomer } from '#main/features/customers/change.ts';
import { firstAdmin } from '#main/features/operators/index.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import { openStore, type Store } from '#main/store/index.ts';
import { machine } from '../store/scene.ts';
import { beside } from './core-at-work.ts';
import { type Client, csv, ending, imported, isp, line, Office } from './office.ts';
import { refusedWith } from './refusals.ts';

async function opened(office: Office): Promise<{ client: Client; one: CustomerProfile }> {
  const client = await office.open();
  await client.reference.import(isp);
  await imported(client, csv([line(1), line(2)]));
  return { client, one: await client.customers.get(await client.customers.find({ username: 'user1' })) };
}

/** What a form of this customer is filled in with. */
function formOf(one: CustomerProfile): CustomerFields {
  const { username, fullName, phone, email, address, accountNumber, clientType, medium, sharing } = one;
  const { distributionPoint, division, district, thana, custom } = one;
  return {
    ...{ username, fullName, phone, email, address, accountNumber, clientType, medium, sharing },
    ...{ distributionPoint, division, district, thana, custom },
  };
}

const NEW: NewCustomer = {
  username: 'nadia',
  password: 'secret-77',
  fullName: 'Nadia Islam',
  phone: '01711223399',
  operator: 'DN',
  package: 'home 10m',
  billingProfile: 'Monthly',
  zone: 'Mirpur',
  mac: 'aabb.ccdd.ee02',
  custom: { nid: '12345' },
};

describe('changing a customer', () => {
  test('given a form, when some of it is changed, then that is written, found and recorded, and nothing else', async () => {
    await using office = new Office();
    const { client, one } = await opened(office);
    const nid = (await client.reference.lists()).customFields[0]?.id ?? '';
    const before = formOf(one);
    const fields = { ...before, phone: '০১৮১১-২২৩৩৪৪', district: ' Dhaka ', custom: { [nid]: '77' } };
    const saved = await client.customers.change({ id: one.id, version: one.version, before, fields });
    expect(saved).toMatchObject({
      kind: 'saved',
      customer: { version: 2, phone: '01811-223344', district: 'Dhaka', custom: { [nid]: '77' } },
    });
    expect((await client.customers.list({ filter: { search: '8801811223344' } })).total).toBe(1);
    const { lines } = await client.history.list({ filter: { customer: one.id, action: 'customer.change' } });
    expect(lines[0]?.changes.map(({ field }) => field).sort()).toEqual(['custom:NID', 'district', 'phone']);
    expect(await client.backups.check()).toEqual({ ok: true, problems: [] });
  });

  test('given two windows on one customer, when they change different fields, then both are kept', async () => {
    await using office = new Office();
    const { client, one } = await opened(office);
    const before = formOf(one);
    const save = (fields: Partial<CustomerFields>) =>
      client.customers.change({ id: one.id, version: one.version, before, fields: { ...before, ...fields } });
    await save({ email: 'one@example.com' });
    expect(await save({ address: 'House 9' })).toMatchObject({
      kind: 'saved',
      customer: { email: 'one@example.com', address: 'House 9', version: 3 },
    });
  });

  test('given two windows on one customer, when they change one field, then the later is told who, when and what', async () => {
    await using office = new Office();
    const { client, one } = await opened(office);
    const before = formOf(one);
    const save = (version: number, fields: Partial<CustomerFields>, from = before) =>
      client.customers.change({ id: one.id, version, before: from, fields: { ...before, ...fields } });
    await save(1, { fullName: 'Rahim', address: 'House 7' });
    const told = await save(1, { fullName: 'Karim', address: 'House 7' });
    expect(told).toMatchObject({
      kind: 'conflict',
      version: 2,
      by: 'admin',
      both: ['fullName'],
      theirs: { fullName: 'Rahim' },
    });
    expect(await client.customers.get({ id: one.id })).toMatchObject({ fullName: 'Rahim', version: 2 });
    if (told.kind !== 'conflict') throw new Error('No conflict');
    // Decided for one's own: the form is asked again over what is there now.
    expect(await save(told.version, { fullName: 'Karim', address: 'House 7' }, told.theirs)).toMatchObject({
      kind: 'saved',
      customer: { fullName: 'Karim', version: 3 },
    });
  });

  test('given values that a file’s row could not have, when they are saved, then each is told by its field', async () => {
    await using office = new Office();
    const { client, one } = await opened(office);
    const before = formOf(one);
    const tell = async (fields: Partial<CustomerFields>) => {
      const told = await client.customers.change({ id: one.id, version: 1, before, fields: { ...before, ...fields } });
      return told.kind === 'refused' ? told.problems.map(({ field, code }) => `${field} ${code}`) : [told.kind];
    };
    expect(await tell({ username: 'USER2' })).toEqual(['username duplicate-username']);
    expect(await tell({ username: ' ', fullName: '' })).toEqual([
      'username missing-required',
      'fullName missing-required',
    ]);
    expect(await tell({ phone: '12', email: 'x' })).toEqual(['phone invalid-phone', 'email invalid-email']);
    expect(await tell({ custom: { [randomUUID()]: 'x' } })).toEqual([expect.stringContaining('custom-field-unknown')]);
    const told = await client.customers.change({
      id: one.id,
      version: 1,
      before,
      fields: { ...before, username: 'us\u0435r1' },
    });
    expect(told).toMatchObject({
      problems: [{ code: 'invalid-username', params: { context: 'foreign', code: 'U+0435' } }],
    });
    expect(await tell({})).toEqual(['saved']);
    expect((await client.customers.get({ id: one.id })).version).toBe(1);
  });

  test('given a customer that goes to another office while a form over it is saved, then it is no longer there for that form', async () => {
    await using office = new Office();
    const { client, one } = await opened(office);
    await client.reference.import({ operators: [{ name: 'Khulna' }] });
    const { operators } = await client.reference.lists();
    const idOf = (name: string): string => operators.find((operator) => operator.name === name)?.id ?? '';
    await office.close();
    const keys = [keyFiles(join(office.root, 'keys'))];
    const store = await openStore({ ...machine().options, folder: office.folder, keys, create: false });
    const write: Store['write'] = async (job, options) => {
      await store.write((tx) => tx.db.prepare('UPDATE customer SET operator_id = ?').run(idOf('Khulna')));
      return store.write(job, options);
    };
    const before = formOf(one);
    const asked = { id: one.id, version: 1, before, fields: { ...before, fullName: 'X' } };
    const actor = { ...firstAdmin(store), operatorId: idOf('Dhaka North'), isRoot: false };
    const deps = { store: { ...store, write }, now: () => new Date(), newId: randomUUID };
    await expect(changeCustomer(deps, actor, asked)).rejects.toMatchObject({ code: 'customer-unknown' });
    const name = store.reader.prepare('SELECT full_name FROM customer WHERE id = ?').pluck().get(one.id);
    expect(name).toBe(one.fullName);
    await store.close();
  });

  test('given a customer of another office, or a deleted one, when it is to be changed, then it is refused', async () => {
    await using office = new Office();
    const { client, one } = await opened(office);
    const asked = { id: one.id, version: 1, before: formOf(one), fields: { ...formOf(one), fullName: 'X' } };
    const elsewhere = office.as({ operatorId: randomUUID(), role: 'manager', isRoot: false });
    expect(await refusedWith(elsewhere.customers.change(asked))).toMatchObject({ code: 'customer-unknown' });
    const which = { ids: [one.id] };
    await ending(await client.actions.run({ request: randomUUID(), which, terms: { action: 'delete' } }));
    expect(await refusedWith(client.customers.change(asked))).toMatchObject({ code: 'customer-deleted' });
  });
});

describe('adding a customer', () => {
  test('given one, when it is added twice under one request, then there is one, with everything that was given', async () => {
    await using office = new Office();
    const { client } = await opened(office);
    const request = randomUUID();
    const asked = { request, customer: NEW };
    const [added, again] = await Promise.all([client.customers.add(asked), client.customers.add(asked)]);
    expect(added).toEqual({ kind: 'added', id: request, username: 'nadia', status: 'active' });
    expect(again).toEqual(added);
    expect(await client.customers.get({ id: request })).toMatchObject({
      operator: 'Dhaka North',
      package: 'Home 10M',
      zone: 'Mirpur',
      macs: ['AA:BB:CC:DD:EE:02'],
      customFields: [{ label: 'NID', value: '12345' }],
      version: 1,
    });
    expect(await client.customers.revealPassword({ id: request })).toEqual({ password: 'secret-77' });
    expect((await client.customers.list({ filter: { search: 'nadia' } })).total).toBe(1);
    expect(JSON.stringify(await client.history.list({ filter: { customer: request } }))).not.toContain('secret-77');
    expect(await client.backups.check()).toEqual({ ok: true, problems: [] });
  });

  test('given a request that was carried out, when it comes again, then it is told again whatever became of the customer, and another content or person is refused', async () => {
    await using office = new Office();
    const { client } = await opened(office);
    const asked = { request: randomUUID(), customer: NEW };
    const added = await client.customers.add(asked);
    for (const changed of [
      { username: 'other' },
      { fullName: 'Nadia' },
      { password: 'secret-78' },
      { activate: false },
    ]) {
      const other = client.customers.add({ ...asked, customer: { ...NEW, ...changed } });
      expect((await refusedWith(other)).code).toBe('action-request-taken');
    }
    const somebody = office.as({ staffUserId: randomUUID() });
    expect((await refusedWith(somebody.customers.add(asked))).code).toBe('action-request-taken');
    const one = await client.customers.get({ id: asked.request });
    const fields = { ...formOf(one), username: 'nadia2' };
    await client.customers.change({ id: one.id, version: 1, before: formOf(one), fields });
    expect(await client.customers.add(asked)).toEqual({ ...added, username: 'nadia2' });
    // The order in which the fields are written makes no other request of it.
    const turned = Object.fromEntries(Object.entries(NEW).toReversed()) as NewCustomer;
    expect(await client.customers.add({ ...asked, customer: turned })).toMatchObject({ kind: 'added' });
    // Nor is the number of a customer that came with a file a request.
    const { id } = await client.customers.find({ username: 'user1' });
    expect((await refusedWith(client.customers.add({ ...asked, request: id }))).code).toBe('action-request-taken');
  });

  test.each([
    ['a username', {}, 'username duplicate-username'],
    ['an address', { username: 'nadia2', mac: undefined }, 'ip ip-taken'],
  ] as const)('given two who want %s at the same moment, then one of them gets it', async (_, other, problem) => {
    await using office = new Office();
    const { client } = await opened(office);
    const customer: NewCustomer = { ...NEW, package: 'Office', ip: '10.0.0.77' };
    const told = await Promise.all(
      [customer, { ...customer, ...other }].map((one) =>
        client.customers.add({ request: randomUUID(), customer: one }),
      ),
    );
    expect(told.map(({ kind }) => kind).sort()).toEqual(['added', 'refused']);
    const problems = told.flatMap((one) => (one.kind === 'refused' ? one.problems : []));
    expect(problems.map(({ field, code }) => `${field} ${code}`)).toEqual([problem]);
    expect((await client.customers.list({ filter: {} })).total).toBe(3);
  });

  test('given one, when it is added by the ISP for a reseller, then it waits for the centre, and the reseller reads of it', async () => {
    await using office = new Office();
    const { client } = await opened(office);
    const { waiting } = await client.sync.status();
    await client.customers.add({ request: randomUUID(), customer: NEW });
    expect((await client.sync.status()).waiting).toBe(waiting + 1);
    const named = beside(office.folder, (db) =>
      db.prepare('SELECT name FROM sync_journal ORDER BY seq DESC LIMIT 1').pluck().get(),
    );
    expect(named).toBe('customers.add');
    const { operators } = await client.reference.lists();
    const operatorId = operators.find(({ name }) => name === 'Dhaka North')?.id ?? '';
    const [owner] = beside(office.folder, (db) =>
      db.prepare("SELECT of_operator_id FROM audit WHERE action = 'customer.add'").pluck().all(),
    );
    expect(owner).toBe(operatorId);
    const reseller = office.as({ operatorId, isRoot: false });
    const { lines } = await reseller.history.list({ filter: { action: 'customer.add' } });
    expect(lines).toMatchObject([{ title: 'nadia' }]);
  });

  test('given what cannot be, when it is added, then every problem is told by its field and nothing is there', async () => {
    await using office = new Office();
    const { client } = await opened(office);
    const tell = async (customer: Partial<NewCustomer>) => {
      const told = await client.customers.add({ request: randomUUID(), customer: { ...NEW, ...customer } });
      return told.kind === 'refused' ? told.problems.map(({ field, code }) => `${field} ${code}`) : [told.kind];
    };
    expect(await tell({ username: 'User1', package: 'Home 1OM', zone: 'x' })).toEqual([
      'username duplicate-username',
      'package package-not-found',
      'zone zone-not-found',
    ]);
    expect(await tell({ package: 'Office', billingProfile: 'Daily' })).toEqual([
      'package package-type-mismatch',
      'ip ip-required',
    ]);
    expect(await tell({ package: 'Office', ip: '10.0.0.1' })).toEqual(['ip ip-taken']);
    expect(await tell({ custom: { Shoe: '42' } })).toEqual(['custom custom-field-unknown']);
    expect((await client.customers.list({ filter: {} })).total).toBe(2);
  });

  test('given a retired package, when a customer is to get it, then it is not there for new ones', async () => {
    await using office = new Office();
    const { client } = await opened(office);
    const lists = await client.reference.lists();
    const id = lists.packages.find(({ name }) => name === 'Home 10M')?.id ?? '';
    await client.packages.retire({ id, retired: true });
    expect(await client.customers.add({ request: randomUUID(), customer: NEW })).toMatchObject({
      problems: [{ field: 'package', code: 'package-not-found' }],
    });
  });
});
