import { describe, expect, test } from 'vitest';
import type { ReferenceDocument } from '#shared/contract/reference.ts';
import type { TextKind } from '#shared/domain/message/default-texts.ts';
import { type Client, csv, HEADINGS, imported, isp as usual, line } from '../features/office.ts';
import { hasPostgreSql } from './databases.ts';
import { act, named, paper, profile, states } from './offices/at-work.ts';
import { enrolled, newIsp, newOffice, withPassword } from './offices/isp.ts';
import { inStep, PASSWORD } from './offices/two-offices.ts';

// Two offices that have each set up the ISP for themselves, and come together.

const HEADING = `${HEADINGS},IP Address,NID`;
const own = (i: number, ip: string, nid: string): string => `${line(i)},${ip},${nid}`;

/** The same ISP as another office has set it up: other ids, and some of it otherwise. */
const alike: ReferenceDocument = {
  ...usual,
  packages: [
    ...(usual.packages ?? []).map((one) => ({ ...one, price: '850.00' })),
    { name: 'Village 5M', connection: 'pppoe', downKbps: 5120, upKbps: 2048, price: '500', validityDays: 30 },
  ],
  zones: [{ name: 'mirpur' }, { name: 'Uttara' }],
  networkAddresses: [{ cidr: '10.0.0.0/22', gateway: '10.0.0.1', packages: ['Home 10M', 'Office'] }],
};

async function alone(document: ReferenceDocument, lines: readonly string[]): Promise<Client> {
  const { client } = await newOffice(undefined, document);
  await imported(client, csv(lines, 'customers.csv', HEADING));
  await withPassword(client);
  return client;
}

const pooled: ReferenceDocument = {
  ...usual,
  networkAddresses: [{ cidr: '10.0.0.0/22', gateway: '10.0.0.1', packages: ['Home 10M', 'Office'] }],
};

describe.skipIf(!hasPostgreSql())('offices that have worked alone', () => {
  test('given the same packages, zones, blocks and fields under other ids, when the second one joins, then each is there once and its customers are of the server’s', async () => {
    const isp = await newIsp();
    const one = await alone(pooled, [own(1, '10.0.3.9', '111')]);
    await enrolled(one, isp, 'Shapla', 'one');
    const two = await alone(alike, [own(2, '10.0.3.10', '222')]);
    await act(two, 'user2', { action: 'add-payment', amount: '500', method: 'cash' });
    const preview = await two.sync.enrol({
      ...{ url: isp.url, code: await isp.code(), fingerprint: null, consoleName: 'two' },
    });
    const told = preview.records.map(({ kind, name, into }) => `${kind} ${name} → ${into?.name ?? 'new'}`);
    expect(told).toEqual(
      expect.arrayContaining([
        'operator admin → Shapla',
        'operator Dhaka North → Dhaka North',
        'package Home 10M → Home 10M',
        'package Village 5M → new',
        'zone mirpur → Mirpur',
        'zone Uttara → new',
        'billing-profile Monthly → Monthly',
        'custom-field NID → NID',
        'staff-user admin → new',
      ]),
    );
    expect(preview.records.find(({ name }) => name === 'Home 10M')?.into?.differs).toEqual([
      { field: 'price', here: '850.00', there: '800.00' },
    ]);
    expect(told.filter((words) => words.startsWith('network-address'))).toEqual([
      expect.stringMatching(/^network-address (\S+) → \1$/),
    ]);
    expect(preview).toMatchObject({ isEmpty: false, customers: 1 });
    await two.sync.join({ into: {} });
    expect(await two.sync.now()).toMatchObject({ waiting: 0, refused: 0, conflicts: 0, failure: null });
    await one.sync.now();

    const nid = (await one.fields.list())[0]?.id ?? '';
    for (const client of [one, two]) {
      expect(await states(client)).toEqual(['user1 synced', 'user2 synced']);
      const packages = await client.packages.list();
      expect(packages.map(({ name }) => name).sort()).toEqual(['Home 10M', 'Office', 'Village 5M']);
      // What the server has stands.
      expect(named(packages, 'Home 10M')).toMatchObject({ price: '800.00', customers: 2 });
      expect((await client.zones.list()).map(({ name }) => name).sort()).toEqual(['Mirpur', 'Uttara']);
      expect(await client.networkAddresses.list()).toMatchObject([{ cidr: '10.0.0.0/22', taken: 2 }]);
      expect((await client.fields.list()).map(({ label, values }) => `${label} ${values}`)).toEqual(['NID 2']);
      expect(await profile(client, 'user2')).toMatchObject({
        ...{ operator: 'Dhaka North', zone: 'Mirpur', ip: '10.0.3.10', custom: { [nid]: '222' } },
      });
      expect(await paper(client, 'user2')).toContain('payment 500.00');
    }
    const ids = async (client: Client) => {
      const { packageId, zoneId, billingProfileId, operatorId } = await profile(client, 'user2');
      return { packageId, zoneId, billingProfileId, operatorId };
    };
    expect(await ids(two)).toEqual(await ids(one));
  });

  test('given what was done before, when the console has joined, then its history is whole, and its people sign in under a name that nobody else has', async () => {
    const isp = await newIsp();
    await enrolled(await alone(pooled, [own(1, '', '')]), isp, 'Shapla', 'one');
    const two = await alone(alike, [own(2, '', '')]);
    await act(two, 'user2', { action: 'suspend' });
    const done = async (): Promise<string[]> => {
      const { lines } = await two.history.list({ filter: {} });
      return lines.map(({ action }) => action);
    };
    const before = await done();
    await enrolled(two, isp, 'Shapla', 'two');
    const after = await done();
    expect(after.slice(after.length - before.length)).toEqual(before);
    expect((await two.staff.list()).map(({ name }) => name).sort()).toEqual(['admin', 'admin (two)']);
    const { id } = await two.customers.find({ username: 'user2' });
    const { lines } = await two.history.list({ filter: { customer: id } });
    expect(lines.map(({ action }) => action)).toContain('customer.suspend');
    await two.signIn.leave();
    expect((await two.signIn.enter({ name: 'admin (two)', password: PASSWORD })).who).toMatchObject({
      ...{ name: 'admin (two)', operator: 'Shapla', isRoot: true },
    });
  });

  test('given choices that somebody makes, when it joins, then one is new under a name that is free, and another becomes what was chosen', async () => {
    const isp = await newIsp();
    const one = await alone(pooled, []);
    await enrolled(one, isp, 'Shapla', 'one');
    const two = await alone(alike, [own(2, '', '')]);
    const preview = await two.sync.enrol({
      ...{ url: isp.url, code: await isp.code(), fingerprint: null, consoleName: 'two' },
    });
    const here = (name: string): string => preview.records.find((one) => one.name === name)?.id ?? '';
    const uttara = here('Uttara');
    const mirpur = named(await one.zones.list(), 'Mirpur').id;
    await two.sync.join({ into: { [here('Home 10M')]: null, [uttara]: mirpur } });
    expect(await two.sync.now()).toMatchObject({ waiting: 0, refused: 0, conflicts: 0 });
    await one.sync.now();
    expect(await profile(one, 'user2')).toMatchObject({ package: 'Home 10M (two)', zone: 'Mirpur' });
    expect((await one.packages.list()).map(({ name, price }) => `${name} ${price ?? ''}`).sort()).toEqual([
      ...['Home 10M (two) 850.00', 'Home 10M 800.00', 'Office 5000.00', 'Village 5M 500.00'],
    ]);
    expect((await one.zones.list()).map(({ name }) => name)).toEqual(['Mirpur']);
  });

  test('given the operator at the top of the console, when it is asked for as new at the server, then that is not offered, and refused', async () => {
    const isp = await newIsp();
    await enrolled(await alone(pooled, []), isp, 'Shapla', 'one');
    const two = await alone(alike, [own(2, '', '')]);
    const { records } = await two.sync.enrol({
      ...{ url: isp.url, code: await isp.code(), fingerprint: null, consoleName: 'two' },
    });
    const top = records.find(({ kind, name }) => kind === 'operator' && name === 'admin');
    expect(top).toMatchObject({ into: { name: 'Shapla' }, asNew: null, candidates: [] });
    expect(records.filter(({ asNew }) => asNew === null)).toHaveLength(1);
    await expect(two.sync.join({ into: { [top?.id ?? '']: null } })).rejects.toMatchObject({
      data: { code: 'join-choice' },
    });
  });

  test('given two texts for one occasion, when the second console joins, then both are shown, the one that is chosen holds in both offices, and the other one is in the history', async () => {
    const isp = await newIsp();
    const one = await alone(pooled, []);
    await text(one, 'welcome', 'Welcome at the head office.');
    await text(one, 'expiring', 'The head office says: pay.');
    await text(one, 'suspended', 'The same in both.');
    await enrolled(one, isp, 'Shapla', 'one');
    const two = await alone(alike, []);
    await text(two, 'welcome', 'Welcome in the village.');
    await text(two, 'expiring', 'The village says: pay.');
    await text(two, 'suspended', 'The same in both.');
    await text(two, 'payment-received', 'The village alone has this.');
    const preview = await two.sync.enrol({
      ...{ url: isp.url, code: await isp.code(), fingerprint: null, consoleName: 'two' },
    });
    const messages = preview.records.filter(({ kind }) => kind === 'message-template');
    expect(messages.map(({ name, texts, asNew }) => ({ name, texts, asNew }))).toEqual(
      expect.arrayContaining([
        {
          name: 'welcome',
          texts: { here: 'Welcome in the village.', there: 'Welcome at the head office.' },
          asNew: null,
        },
        {
          name: 'expiring',
          texts: { here: 'The village says: pay.', there: 'The head office says: pay.' },
          asNew: null,
        },
        { name: 'suspended', texts: null, asNew: null },
        { name: 'payment-received', texts: null, asNew: 'payment-received' },
      ]),
    );
    const welcome = messages.find(({ name }) => name === 'welcome')?.id ?? '';
    await two.sync.join({ into: {}, keep: [welcome] });
    expect(await two.sync.now()).toMatchObject({ waiting: 0, refused: 0, conflicts: 0, failure: null });
    await inStep(one, two);
    for (const client of [one, two]) {
      expect(await texts(client)).toMatchObject({
        welcome: 'Welcome in the village.',
        expiring: 'The head office says: pay.',
        suspended: 'The same in both.',
        'payment-received': 'The village alone has this.',
      });
    }
    const { lines } = await two.history.list({ filter: {} });
    expect(lines.map(({ action }) => action)).toContain('sync.join');
    const gone = lines.filter(({ action }) => action === 'message-template.change').flatMap(({ changes }) => changes);
    expect(JSON.stringify(gone)).toContain('Welcome at the head office.');
    expect(JSON.stringify(gone)).toContain('The village says: pay.');
    await text(one, 'welcome', 'Welcome once more.');
    await inStep(one, two);
    expect(await texts(two)).toMatchObject({ welcome: 'Welcome once more.' });
  });

  test('given a console that gave its server up, when it enrols again, then it goes on: what it did meanwhile arrives, and nobody is there twice', async () => {
    const isp = await newIsp();
    const one = await alone(pooled, [own(1, '', '')]);
    await enrolled(one, isp, 'Shapla', 'one');
    await one.sync.leave();
    await act(one, 'user1', { action: 'add-payment', amount: '800', method: 'cash' });
    await imported(one, csv([own(2, '', '')], 'more.csv', HEADING));
    await one.sync.enrol({ url: isp.url, code: await isp.code(), fingerprint: null, consoleName: 'one again' });
    expect(await one.sync.status()).toMatchObject({ server: { state: 'joined', consoleName: 'one again' } });
    expect(await one.sync.now()).toMatchObject({ waiting: 0, refused: 0, conflicts: 0, failure: null });
    const { client: two } = await newOffice(undefined, null);
    await withPassword(two);
    await enrolled(two, isp, 'Shapla', 'two');
    await inStep(one, two);
    for (const client of [one, two]) {
      expect(await states(client)).toEqual(['user1 synced', 'user2 synced']);
      expect((await paper(client, 'user1')).filter((entry) => entry.startsWith('payment'))).toEqual(['payment 800.00']);
    }
  });
});

async function text(client: Client, kind: TextKind, words: string): Promise<void> {
  const own = (await client.messages.templates()).find((one) => one.kind === kind && one.isOwn);
  await client.messages.changeTemplate({ kind, version: own?.version ?? null, text: words, automatic: false });
}

const texts = async (client: Client): Promise<Record<string, string>> =>
  Object.fromEntries((await client.messages.templates()).map(({ kind, text: words }) => [kind, words]));
