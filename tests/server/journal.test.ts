import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ActionTerms } from '#shared/contract/actions.ts';
import { changeOf } from '../features/customer-form.ts';
import { TellingOffice, type Truth } from '../features/journal-truth.ts';
import { blockForm, packageForm, profileForm, routerForm, zoneForm } from '../features/record-forms.ts';
import { type Client, csv, ending, HEADINGS, imported, isp } from '../features/office.ts';

const DAY = 86_400_000;

const document = {
  ...isp,
  zones: [{ name: 'Mirpur' }, { name: 'Gulshan' }],
  operators: [
    { name: 'Dhaka North', code: 'DN', kind: 'reseller' as const },
    { name: 'Mirpur Ten', code: 'M10', kind: 'sub-reseller' as const, parent: 'Dhaka North' },
  ],
  packages: [
    ...(isp.packages ?? []),
    { name: 'Better', connection: 'pppoe' as const, downKbps: 20480, upKbps: 20480, price: '1500', validityDays: 30 },
    {
      name: 'North Only',
      connection: 'pppoe' as const,
      downKbps: 1024,
      upKbps: 1024,
      price: '500',
      operator: 'Dhaka North',
    },
  ],
};

const LINES = [
  'rahim,secret-1,Rahim Uddin,01711000001,,Dhaka North,Home 10M,Monthly,Mirpur,House 1,,AA:BB:CC:00:00:01,150,1990',
  'karim,secret-2,করিম মিয়া,01711000002,,Dhaka North,Home 10M,Daily,Mirpur,,,,-200.50,',
  'office,secret-3,An Office,,,admin,Office,Monthly,,,10.0.0.9,,,1991',
  'guest,secret-4,A Guest,01711000004,,Mirpur Ten,Home 10M,Daily,,,,,,',
];

/** An import of four customers, and more. */
async function withCustomers(office: TellingOffice, more = 0): Promise<Client> {
  const client = await office.open();
  await client.reference.import(document);
  const others = Array.from({ length: more }, (_, i) => `user${i},pw-${i},User ${i},,,admin,Home 10M,Monthly,,,,,,`);
  await imported(client, csv([...LINES, ...others], 'four.csv', `${HEADINGS},IP Address,MAC,Balance,NID`));
  return client;
}

const idOf = async (client: Client, username: string): Promise<string> =>
  (await client.customers.find({ username })).id;

/** Does it to some customers, and answers the run, if it was done to every one of them. */
async function does(client: Client, usernames: readonly string[], terms: ActionTerms): Promise<string> {
  const request = randomUUID();
  const ids = await Promise.all(usernames.map((username) => idOf(client, username)));
  const run = await ending(await client.actions.run({ request, which: { ids }, terms }));
  const { outcomes } = await client.actions.outcomes({ run: run.id });
  const undone = outcomes.filter(({ state }) => state !== 'applied');
  expect(undone, terms.action).toEqual([]);
  return run.id;
}

async function undoes(client: Client, run: string): Promise<void> {
  const { applied, refused, failed } = await ending(await client.actions.undo({ request: randomUUID(), run }));
  expect({ isDone: applied > 0, refused, failed }).toEqual({ isDone: true, refused: 0, failed: 0 });
}

/** Closes the office, tells a server everything, and holds the two against each other. */
async function compared(office: TellingOffice, asFar: (truth: Truth) => Truth = (truth) => truth): Promise<void> {
  await office.close();
  const { refused, there } = await office.told();
  expect(refused).toEqual([]);
  expect(asFar(there)).toEqual(asFar(await office.own()));
}

/** How far billing has come is each side's own reckoning, by its own clock (tests/server/billing/same.test.ts). */
const RECKONED = [
  'settledAt',
  'billedThrough',
  'nextDueAt',
  'expiresAt',
  'pausedSince',
  'pausedDays',
  'paidUntil',
  'at',
];
const POSTED_BY_CLOCK = ['day', 'period', 'renewal'];

const withoutReckoning = (truth: Truth): Truth =>
  Object.fromEntries(
    Object.entries(truth)
      // Cast: every one of them is a row.
      .map(([key, row]) => [key, row as Readonly<Record<string, unknown>>] as const)
      .filter(([, { kind }]) => typeof kind !== 'string' || !POSTED_BY_CLOCK.includes(kind))
      .map(([key, row]) => [key, Object.fromEntries(Object.entries(row).filter(([name]) => !RECKONED.includes(name)))]),
  );

describe('the journal of a console, told to a central server in its order', { timeout: 180_000 }, () => {
  test('given the sample ISP, when it was filled in, then the server has it', async () => {
    const office = await TellingOffice.opened();
    const client = await office.open();
    await client.reference.demo({ router: true });
    await compared(office);
  });

  test('given an import in two chunks, when it was written and taken back, then the server has nobody of it', async () => {
    const office = await TellingOffice.opened();
    const client = await withCustomers(office, 600);
    const [batch] = await client.import.batches();
    await client.import.undoBatch({ batch: batch?.batch ?? '' });
    await compared(office);
  });

  test('given records of every kind, when they were added, changed, retired and removed, then the server has them as they are', async () => {
    const office = await TellingOffice.opened();
    const client = await office.open();
    const root = (await client.signIn.state()).who?.operatorId ?? '';
    await client.signIn.changePassword({ current: null, password: 'a good long one' });

    const north = await client.operators.add({
      name: 'North',
      code: null,
      parentId: root,
      kind: 'reseller',
      country: null,
    });
    const spare = await client.operators.add({
      name: 'Spare',
      code: 'sp',
      parentId: root,
      kind: 'reseller',
      country: 'KE',
    });
    const north2 = { name: 'North Two', code: 'n2', parentId: spare.id, kind: 'sub-reseller' as const, country: null };
    await client.operators.change({ id: north.id, version: north.version, fields: north2 });
    const staff = await client.staff.add({ operatorId: north.id, name: 'nila', role: 'manager' });
    await client.staff.setPassword({ id: staff.id, password: 'another good one' });
    await client.staff.retire({ id: staff.id, retired: true });

    const plan = await client.packages.add(packageForm(root, 'Home'));
    const other = await client.packages.add(packageForm(north.id, 'Office', { connection: 'static', price: '900' }));
    await client.packages.change({
      id: plan.id,
      version: plan.version,
      fields: packageForm(root, 'Home 2', { price: '850' }),
    });
    const profile = await client.billingProfiles.add(profileForm(root, 'Monthly'));
    await client.billingProfiles.change({
      id: profile.id,
      version: 1,
      fields: profileForm(root, 'By month', { graceDays: 9 }),
    });
    const area = await client.zones.add(zoneForm(root, 'Dhaka', { colour: '#aabbcc' }));
    const within = await client.zones.add(zoneForm(root, 'Mirpur', { parentId: area.id }));
    await client.zones.change({ id: within.id, version: 1, fields: zoneForm(root, 'মিরপুর', { parentId: area.id }) });
    const router = await client.routers.add(routerForm(root, 'Mast'));
    await client.routers.change({
      ...{ id: router.id, version: router.version },
      fields: routerForm(root, 'Tower', { password: null, radiusSecret: null, writes: true }),
    });
    const block = await client.networkAddresses.add(
      blockForm(root, '10.0.0.0/24', {
        packages: [plan.id],
        reserved: [{ from: '10.0.0.5', to: '10.0.0.9', note: 'CCTV' }],
      }),
    );
    await client.networkAddresses.change({
      ...{ id: block.id, version: block.version },
      fields: blockForm(root, '10.0.0.0/24', { packages: [plan.id], gateway: '10.0.0.1', routerId: router.id }),
    });
    const nid = await client.fields.add({ label: 'NID', type: 'text', required: false, options: [] });
    const house = await client.fields.add({
      label: 'House',
      type: 'dropdown',
      required: false,
      options: ['Flat', 'Shop'],
    });
    await client.fields.reorder({ ids: [house.id, nid.id] });
    await client.fields.remove({ id: nid.id, values: 0 });
    await client.fields.takeBack({ id: nid.id });
    const text = { kind: 'suspended' as const, text: 'Dear {name}, pay.', automatic: true };
    const template = await client.messages.changeTemplate({ ...text, version: null });
    await client.messages.changeTemplate({ ...text, version: template.version, text: 'Pay, {name}.' });
    await client.messages.changeTemplate({ ...text, kind: 'welcome', version: null });
    await client.messages.changeTemplate({ ...text, kind: 'welcome', version: 1, text: null });
    await client.settings.update({ currency: 'KES', purgeAfterDays: 20, checksRouters: false });
    await client.reports.btrcHandedIn({ month: '2026-10', handedIn: true });
    await client.packages.retire({ id: plan.id, retired: true });
    await client.packages.remove({ id: other.id });
    const gone = await client.zones.add(zoneForm(root, 'Gone'));
    await client.zones.remove({ id: gone.id });
    await compared(office);
  });

  test('given what one transaction did, when it is told, then the records are one entry in the name of who did it, and are noted', async () => {
    const office = await TellingOffice.opened();
    const client = await office.open();
    const staff = (await client.signIn.state()).who?.id;
    await client.reference.import(document);
    await office.close();
    const [entry, ...others] = await office.journal();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ name: 'records.put', args: { by: staff } });
    const told = entry?.name === 'records.put' ? entry.args.records.map(({ kind, id }) => `${kind} ${id}`) : [];
    expect(told.length).toBeGreaterThan(5);
    expect((await office.references()).map(({ entity, id }) => `${entity} ${id}`).sort()).toEqual(told.sort());
  });

  test('given customers from a form, when they were changed, bound, opted out and undone, then the server has them so', async () => {
    const office = await TellingOffice.opened();
    const client = await withCustomers(office);
    const lists = await client.reference.lists();
    const named = (name: string): string =>
      [...lists.packages, ...lists.billingProfiles, ...lists.zones, ...lists.operators].find((one) => one.name === name)
        ?.id ?? '';
    const nid = lists.customFields[0]?.id ?? '';
    const customer = { operator: 'Dhaka North', package: 'Home 10M', billingProfile: 'Monthly' };
    await client.customers.add({
      request: randomUUID(),
      customer: {
        ...customer,
        username: 'nadia',
        password: 'pw',
        fullName: 'Nadia',
        mac: 'AA:BB:CC:00:00:09',
        custom: { NID: '77' },
      },
    });
    await client.customers.add({
      request: randomUUID(),
      customer: {
        ...customer,
        username: 'salma',
        password: 'pw-2',
        fullName: 'Salma',
        method: 'bank',
        reference: 'TX1',
        installationFee: '500',
      },
    });

    const rahim = await client.customers.get({ id: await idOf(client, 'rahim') });
    const saved = await client.customers.change(
      changeOf(rahim, { username: 'Rahim2', phone: '01911000009', fullName: 'Rahim U.', custom: { [nid]: '2000' } }),
    );
    expect(saved.kind).toBe('saved');
    await client.messages.changeOptOut({ customer: rahim.id, optedOut: true });

    const plain: readonly ActionTerms[] = [
      { action: 'suspend', note: 'away' },
      { action: 'reset-password', password: 'fresh-one' },
      { action: 'change-package', package: named('Better') },
      { action: 'change-profile', billingProfile: named('Daily') },
      { action: 'change-zone', zone: named('Gulshan') },
      { action: 'bind-mac', mac: 'AA:BB:CC:00:00:77', type: 'router' },
      { action: 'remove-mac' },
      { action: 'extend', days: 3 },
      { action: 'special-price', price: '700' },
      { action: 'delete' },
    ];
    for (const terms of plain) {
      const run = await does(client, terms.action === 'bind-mac' ? ['Rahim2'] : ['Rahim2', 'nadia'], terms);
      await undoes(client, run);
      office.time += 60_000;
      await does(client, ['Rahim2'], terms);
      office.time += 60_000;
      if (terms.action === 'suspend') await does(client, ['Rahim2'], { action: 'reactivate' });
      if (terms.action === 'delete') await does(client, ['Rahim2'], { action: 'restore', username: 'Rahim3' });
    }
    await does(client, ['karim'], { action: 'change-operator', operator: named('Mirpur Ten') });
    await undoes(client, await does(client, ['office'], { action: 'change-ip', ip: '10.0.0.20' }));
    await does(client, ['office'], { action: 'change-ip', ip: '10.0.0.21' });
    await does(client, ['guest'], { action: 'reset-password' });
    await compared(office, withoutReckoning);
  });

  test('given money that was taken and taken back, when it is told, then the server has the same ledger', async () => {
    const office = await TellingOffice.opened();
    const client = await withCustomers(office);
    await does(client, ['karim'], { action: 'recharge', amount: '500', method: 'cash' });
    await does(client, ['rahim'], { action: 'renew', method: 'mpesa', reference: 'QGH7ABC123' });
    office.time += DAY;
    await does(client, ['rahim', 'office'], {
      action: 'add-payment',
      amount: '1000',
      method: 'bank',
      reference: 'B 1',
    });
    await does(client, ['rahim'], { action: 'add-charge', amount: '50', note: 'cable' });
    await does(client, ['rahim', 'karim'], { action: 'add-credit', amount: '25', note: 'sorry' });
    const { lines } = await client.ledger.ofCustomer({ customer: await idOf(client, 'office'), limit: 50 });
    const paid = lines.find(({ kind }) => kind === 'payment');
    await client.ledger.reverse({ entry: paid?.id ?? '', note: 'bounced' });
    await compared(office, withoutReckoning);
  });

  test('given a zone with customers and zones, when it went over to another one, then each is told once and all have moved', async () => {
    const office = await TellingOffice.opened();
    const client = await withCustomers(office);
    const root = (await client.signIn.state()).who?.operatorId ?? '';
    const mirpur = (await client.reference.lists()).zones.find(({ name }) => name === 'Mirpur')?.id ?? '';
    const into = await client.zones.add(zoneForm(root, 'Banani'));
    await client.zones.add(zoneForm(root, 'Section 10', { parentId: mirpur }));
    expect(await client.zones.merge({ from: mirpur, into: into.id })).toEqual({ moved: 2 });
    await compared(office);
    expect((await office.journal()).slice(-3).map(({ name }) => name)).toEqual([
      ...['records.put', 'zones.merge', 'records.remove'],
    ]);
  });

  test('given a field that was taken away and a customer who was deleted, when their time is over, then the server has neither', async () => {
    const office = await TellingOffice.opened();
    const client = await withCustomers(office);
    await client.settings.update({ purgeAfterDays: 20 });
    await does(client, ['rahim', 'guest'], { action: 'delete' });
    const [field] = await client.fields.list();
    await client.fields.remove({ id: field?.id ?? '', values: 2 });
    for (const days of [1, 10, 20, 12]) {
      await office.close();
      office.time += days * DAY;
      await office.open({ start: true });
    }
    await compared(office);
    const names = (await office.journal()).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['customers.remove', 'fields.purge']));
  });
});
