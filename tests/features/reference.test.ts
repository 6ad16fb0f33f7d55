import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReferenceDocument } from '#shared/contract/reference.ts';
import { slugOf } from '#main/features/reference/plan/codes.ts';
import { beside, coreAtWork } from './core-at-work.ts';
import { csv, imported, isp, line } from './office.ts';
import { refusedWith } from './refusals.ts';

/** The document of the issue that asked for it. */
const DOCUMENT: ReferenceDocument = {
  settings: { country: 'BD', currency: 'BDT', timeZone: 'Asia/Dhaka' },
  operators: [{ name: 'Dhaka North', code: 'DN', kind: 'reseller', parent: 'admin' }],
  packages: [
    { name: 'Home 10M', connection: 'pppoe', downKbps: 10240, upKbps: 5120, price: '800.00', validityDays: 30 },
  ],
  billingProfiles: [
    { name: 'Monthly', mode: 'monthly', billingDay: 1, graceDays: 7, autoSuspend: true },
    { name: 'Daily', mode: 'daily' },
  ],
  zones: [{ name: 'Mirpur' }],
  networkAddresses: [{ cidr: '10.0.0.0/22', gateway: '10.0.0.1', packages: ['Home 10M'] }],
  customFields: [{ label: 'NID', type: 'text', required: false }],
};

const counts = (created: number, updated: number, unchanged: number) => ({ created, updated, unchanged });
const NOTHING = counts(0, 0, 0);

/** What stands in a table, beside the core. */
const rowsOf = (folder: string, sql: string): unknown[] => beside(folder, (db) => db.prepare(sql).all());

describe('a reference document', () => {
  test('given an empty store, when it is taken in, then everything stands, with the defaults for what is not said', async () => {
    const { as, folder } = await coreAtWork();
    const changed = await as().reference.import(DOCUMENT);
    expect(changed).toEqual({
      operators: counts(1, 0, 0),
      packages: counts(1, 0, 0),
      billingProfiles: counts(2, 0, 0),
      zones: counts(1, 0, 0),
      networkAddresses: counts(1, 0, 0),
      customFields: counts(1, 0, 0),
    });
    const lists = await as().reference.lists();
    expect(lists.operators.map(({ name, code, kind }) => [name, code, kind])).toEqual([
      ['admin', 'admin', 'admin'],
      ['Dhaka North', 'DN', 'reseller'],
    ]);
    expect(lists.packages).toEqual([
      expect.objectContaining({ name: 'Home 10M', code: 'home-10m', connection: 'pppoe', complete: true }),
    ]);
    expect(lists.zones).toEqual([expect.objectContaining({ name: 'Mirpur', code: 'mirpur' })]);
    expect(lists.customFields).toEqual([expect.objectContaining({ label: 'NID', type: 'text', options: [] })]);
    expect(
      rowsOf(folder, 'SELECT name, billing_day, grace_days, auto_suspend FROM billing_profile ORDER BY name'),
    ).toEqual([
      { name: 'Daily', billing_day: 1, grace_days: 0, auto_suspend: 1 },
      { name: 'Monthly', billing_day: 1, grace_days: 7, auto_suspend: 1 },
    ]);
    expect(rowsOf(folder, 'SELECT price, validity, validity_unit FROM package')).toEqual([
      { price: 80_000, validity: 30, validity_unit: 'days' },
    ]);
    const owners = `SELECT DISTINCT operator.name FROM operator JOIN
      (SELECT operator_id FROM package UNION SELECT operator_id FROM zone UNION SELECT operator_id FROM network_address)
      ON operator_id = operator.id`;
    expect(rowsOf(folder, owners)).toEqual([{ name: 'admin' }]);
  });

  test('given the same document again, when it is taken in, then nothing changes and nothing is recorded', async () => {
    const { as, folder } = await coreAtWork();
    await as().reference.import(DOCUMENT);
    const before = rowsOf(
      folder,
      'SELECT (SELECT count(*) FROM audit) AS lines, (SELECT count(*) FROM sync_journal) AS entries',
    );
    const changed = await as().reference.import(DOCUMENT);
    expect(changed.billingProfiles).toEqual(counts(0, 0, 2));
    expect(changed.networkAddresses).toEqual(counts(0, 0, 1));
    expect(before).toEqual([{ lines: 1, entries: 1 }]);
    expect(
      rowsOf(folder, 'SELECT (SELECT count(*) FROM audit) AS lines, (SELECT count(*) FROM sync_journal) AS entries'),
    ).toEqual(before);
  });

  test('given names in another case and with spaces, when it is taken in, then the same records are meant and only what is said changes', async () => {
    const { as, folder } = await coreAtWork();
    await as().reference.import(DOCUMENT);
    const changed = await as().reference.import({
      packages: [{ name: '  HOME 10m ', price: '900' }],
      zones: [{ name: 'mirpur', colour: '#123456' }],
    });
    expect([changed.packages, changed.zones, changed.operators]).toEqual([counts(0, 1, 0), counts(0, 1, 0), NOTHING]);
    expect(rowsOf(folder, 'SELECT name, price, down_kbps, code, version FROM package')).toEqual([
      { name: 'HOME 10m', price: 90_000, down_kbps: 10_240, code: 'home-10m', version: 3 },
    ]);
  });

  test('given an operator, a zone and their parents in any order, when it is taken in, then the parents are found', async () => {
    const { as, folder } = await coreAtWork();
    await as().reference.import({
      operators: [{ name: 'Beneath', kind: 'sub-reseller', parent: 'top' }, { name: 'Top' }],
      zones: [
        { name: 'Sector 7', parent: 'UT' },
        { name: 'Uttara', code: 'UT' },
      ],
    });
    const parents = (table: string) =>
      rowsOf(
        folder,
        `SELECT a.name, b.name AS parent FROM ${table} a LEFT JOIN ${table} b ON b.id = a.parent_id ORDER BY a.name`,
      );
    expect(parents('operator')).toEqual([
      { name: 'Beneath', parent: 'Top' },
      { name: 'Top', parent: 'admin' },
      { name: 'admin', parent: null },
    ]);
    expect(parents('zone')).toEqual([
      { name: 'Sector 7', parent: 'Uttara' },
      { name: 'Uttara', parent: null },
    ]);
  });

  test('given a package without a price, when it is taken in, then it stands, and is not complete', async () => {
    const { as } = await coreAtWork();
    await as().reference.import({ packages: [{ name: 'Half', connection: 'pppoe' }] });
    expect((await as().reference.lists()).packages).toEqual([
      expect.objectContaining({ name: 'Half', complete: false }),
    ]);
  });

  test('given an owner, when packages of one name belong to two operators, then each is its own record', async () => {
    const { as } = await coreAtWork();
    await as().reference.import(DOCUMENT);
    const changed = await as().reference.import({ packages: [{ name: 'Home 10M', operator: 'dn', price: '700' }] });
    expect(changed.packages).toEqual(counts(1, 0, 0));
    const codes = (await as().reference.lists()).packages.map(({ code }) => code);
    expect(codes.sort()).toEqual(['home-10m', 'home-10m-2']);
  });

  test('given a change, when it is taken in, then one audit line and one sealed journal entry carry it', async () => {
    const { as, folder } = await coreAtWork();
    await as().reference.import(DOCUMENT);
    expect(rowsOf(folder, 'SELECT action, console FROM audit')).toEqual([
      { action: 'reference.import', console: 'office-pc' },
    ]);
    const [entry] = rowsOf(folder, 'SELECT name, records, state, sealed FROM sync_journal') as { sealed: Buffer }[];
    expect(entry).toMatchObject({ name: 'records.put', records: 7, state: 'pending' });
    expect(entry?.sealed.includes('Mirpur')).toBe(false);
  });

  test.each<[string, ReferenceDocument, string, Record<string, unknown>]>([
    [
      'an unknown parent',
      { operators: [{ name: 'A', parent: 'B' }] },
      'reference-unknown-parent',
      { item: 'operators "A"', value: 'B' },
    ],
    [
      'an unknown owner',
      { zones: [{ name: 'A', operator: 'B' }] },
      'reference-unknown-operator',
      { item: 'zones "A"', value: 'B' },
    ],
    [
      'an operator beneath itself',
      {
        operators: [
          { name: 'A', parent: 'B' },
          { name: 'B', parent: 'A' },
        ],
      },
      'reference-circle',
      {},
    ],
    ['a second admin', { operators: [{ name: 'A', kind: 'admin' }] }, 'reference-one-admin', { item: 'operators "A"' }],
    [
      'an admin that gets a parent',
      { operators: [{ name: 'A' }, { name: 'admin', parent: 'A' }] },
      'reference-admin-has-no-parent',
      {},
    ],
    ['the same zone twice', { zones: [{ name: 'A' }, { name: 'a ' }] }, 'reference-twice', { item: 'zones "a"' }],
    [
      'a code that two have',
      {
        zones: [
          { name: 'A', code: 'x' },
          { name: 'B', code: 'X' },
        ],
      },
      'reference-code-taken',
      { item: 'zones "B"', code: 'X' },
    ],
    [
      'a price that is none',
      { packages: [{ name: 'A', price: 'cheap' }] },
      'reference-price',
      { item: 'packages "A"', value: 'cheap', currency: 'BDT' },
    ],
    ['a price below nothing', { packages: [{ name: 'A', price: '-5' }] }, 'reference-price', {}],
    ['a price with too many digits', { packages: [{ name: 'A', price: 1.234 }] }, 'reference-price', {}],
    [
      'a price past every one',
      { packages: [{ name: 'A', price: 1_000_000_000.01 }] },
      'reference-price',
      { item: 'packages "A"', most: '1000000000.00' },
    ],
    [
      'a validity that no calendar counts',
      { packages: [{ name: 'A', validity: 2_000_000_000, validityUnit: 'months' }] },
      'input-invalid',
      {},
    ],
    [
      'more months than a hundred years',
      { packages: [{ name: 'A', validity: 1201, validityUnit: 'months' }] },
      'reference-validity',
      { item: 'packages "A"', most: 1200 },
    ],
    [
      'more days than a hundred years',
      { packages: [{ name: 'A', validityDays: 36_501 }] },
      'reference-validity',
      { most: 36_500 },
    ],
    [
      'a validity said twice',
      { packages: [{ name: 'A', validityDays: 30, validity: 1 }] },
      'reference-validity-twice',
      {},
    ],
    [
      'a new profile without a mode',
      { billingProfiles: [{ name: 'A' }] },
      'reference-mode-missing',
      { item: 'billingProfiles "A"' },
    ],
    [
      'a block that is none',
      { networkAddresses: [{ cidr: '10.0.0.0' }] },
      'reference-cidr',
      { item: 'networkAddresses "10.0.0.0"' },
    ],
    [
      'a block that begins in the middle',
      { networkAddresses: [{ cidr: '10.0.3.9/22' }] },
      'reference-cidr-start',
      { item: 'networkAddresses "10.0.3.9/22"', fix: '10.0.0.0/22' },
    ],
    [
      'blocks that overlap',
      { networkAddresses: [{ cidr: '10.0.4.0/24' }, { cidr: '10.0.0.0/16' }] },
      'reference-overlap',
      { item: 'networkAddresses "10.0.4.0/24"', other: '10.0.0.0/16' },
    ],
    [
      'a gateway outside its block',
      { networkAddresses: [{ cidr: '10.0.0.0/24', gateway: '10.0.1.1' }] },
      'reference-gateway',
      {},
    ],
    [
      'the broadcast address as gateway',
      { networkAddresses: [{ cidr: '10.0.0.0/24', gateway: '10.0.0.255' }] },
      'reference-gateway',
      {},
    ],
    [
      'an unknown package of a block',
      { networkAddresses: [{ cidr: '10.0.0.0/24', packages: ['A'] }] },
      'reference-unknown-package',
      { item: 'networkAddresses "10.0.0.0/24"', value: 'A' },
    ],
    [
      'a dropdown without choices',
      { customFields: [{ label: 'A', type: 'dropdown' }] },
      'reference-options-missing',
      {},
    ],
    [
      'a time zone that nobody knows',
      { settings: { timeZone: 'Asia/Mirpur' } },
      'reference-time-zone',
      { value: 'Asia/Mirpur' },
    ],
  ])(
    'given %s, when it is taken in, then it is refused by name and nothing stands',
    async (_, document, code, params) => {
      const { as, folder, logged } = await coreAtWork();
      const refused = await refusedWith(
        as().reference.import({ ...document, zones: [{ name: 'Before' }, ...(document.zones ?? [])] }),
      );
      expect(refused.code).toBe(code);
      expect(refused.params).toMatchObject(params);
      expect(
        rowsOf(folder, 'SELECT 1 FROM zone UNION ALL SELECT 1 FROM audit UNION ALL SELECT 1 FROM sync_journal'),
      ).toEqual([]);
      expect(logged).toEqual([]);
    },
  );

  test('given money in the ledger, when another currency is taken in, then what was paid in taka stays taka', async () => {
    const { as } = await coreAtWork();
    await as().reference.demo();
    expect(await as().settings.get()).toMatchObject({ currency: 'BDT', hasMoney: true });
    const refused = await refusedWith(as().settings.update({ currency: 'KES' }));
    expect(refused).toMatchObject({ code: 'reference-currency-in-use', params: { context: 'money' } });
    expect((await as().settings.update({ country: 'KE', timeZone: 'Africa/Nairobi' })).currency).toBe('BDT');
  });

  test('given an ISP that has said its name, when a file says "admin" as the operator, then its customers are the ISP’s as before', async () => {
    const { as } = await coreAtWork();
    const client = as();
    await client.reference.import({ ...isp, operators: [{ name: 'Ziwa Net', code: 'admin', kind: 'admin' }] });
    const file = csv([line(1), line(2)].map((one) => one.replace('Dhaka North', 'admin')));
    expect(await imported(client, file)).toMatchObject({ imported: 2, failed: 0 });
    const { customers } = await client.customers.list({ filter: {} });
    expect(customers.map(({ operator }) => operator)).toEqual(['Ziwa Net', 'Ziwa Net']);
  });

  test('given a name for the ISP by its code, when it is taken in, then the root bears it and "admin" still means it', async () => {
    const { as } = await coreAtWork();
    const client = as();
    await client.reference.import({ operators: [{ name: 'Ziwa Net', code: 'admin', kind: 'admin' }] });
    await client.reference.import({ operators: [{ name: 'Lake', parent: 'admin' }] });
    const lines = await client.operators.list();
    expect(lines).toMatchObject([
      { name: 'Ziwa Net', code: 'admin', kind: 'admin' },
      { name: 'Lake', parent: 'Ziwa Net' },
    ]);
    const taken = await refusedWith(
      client.reference.import({ operators: [{ name: 'Lake', code: 'admin', kind: 'admin' }] }),
    );
    expect(taken).toEqual({ code: 'reference-name-taken', params: { item: 'operators "Lake"' } });
  });

  test('given a currency with other decimals and prices that stand, when it is taken in, then 800.00 does not become 80,000', async () => {
    const { as } = await coreAtWork();
    await as().reference.import(DOCUMENT);
    const refused = await refusedWith(as().reference.import({ settings: { currency: 'UGX' } }));
    expect(refused).toEqual({ code: 'reference-currency-in-use', params: { value: 'UGX', current: 'BDT' } });
    expect((await as().settings.get()).currency).toBe('BDT');
  });

  test('given a key that is not known, when it is taken in, then it is refused with the place', async () => {
    const { as } = await coreAtWork();
    const document = { packages: [{ name: 'A', pirce: '800' }] } as unknown as ReferenceDocument;
    const refused = await refusedWith(as().reference.import(document));
    expect(refused).toEqual({
      code: 'input-invalid',
      params: { where: 'packages[0]', field: 'packages', what: 'nothing is called "pirce" here' },
    });
  });
});

describe('the reach of who takes a document in', () => {
  async function twoResellers() {
    const work = await coreAtWork();
    await work.as().reference.import({
      operators: [{ name: 'North' }, { name: 'South' }, { name: 'Beneath North', parent: 'North' }],
      packages: [{ name: 'Common' }, { name: 'Southern', operator: 'South' }],
    });
    const { operators } = await work.as().reference.lists();
    const idOf = (name: string): string => operators.find((one) => one.name === name)?.id ?? '';
    return { ...work, asOf: (name: string) => work.as({ operatorId: idOf(name) }) };
  }

  test('given a reseller, when it asks what it may choose from, then its own line and what is beneath it answers', async () => {
    const { asOf } = await twoResellers();
    const north = await asOf('North').reference.lists();
    expect(north.operators.map(({ name }) => name)).toEqual(['Beneath North', 'North']);
    expect(north.packages.map(({ name }) => name)).toEqual(['Common']);
    expect((await asOf('South').reference.lists()).packages.map(({ name }) => name)).toEqual(['Common', 'Southern']);
  });

  test('given a reseller, when it takes in what names a foreign operator, then that operator does not exist', async () => {
    const { asOf } = await twoResellers();
    const foreign = await refusedWith(asOf('North').reference.import({ zones: [{ name: 'A', operator: 'South' }] }));
    expect(foreign).toEqual({ code: 'reference-unknown-operator', params: { item: 'zones "A"', value: 'South' } });
    const blocks = [{ cidr: '10.0.0.0/24', packages: ['Southern'] }];
    const unknown = await refusedWith(asOf('North').reference.import({ networkAddresses: blocks }));
    expect(unknown.code).toBe('reference-unknown-package');
  });

  test('given a reseller, when it takes in a package by the name of a foreign one, then it gets one of its own', async () => {
    const { asOf, folder } = await twoResellers();
    expect((await asOf('North').reference.import({ packages: [{ name: 'Southern' }] })).packages).toEqual(
      counts(1, 0, 0),
    );
    const owners = rowsOf(
      folder,
      `SELECT operator.name FROM package JOIN operator ON operator.id = operator_id
      WHERE package.name = 'Southern' ORDER BY operator.name`,
    );
    expect(owners).toEqual([{ name: 'North' }, { name: 'South' }]);
  });

  test('given a reseller, when it takes in settings or custom fields, then only the admin may', async () => {
    const { asOf } = await twoResellers();
    for (const document of [{ settings: { country: 'KE' } }, { customFields: [{ label: 'A' }] }]) {
      expect((await refusedWith(asOf('North').reference.import(document))).code).toBe('reference-admin-only');
    }
  });

  test('given a cashier, when a document is taken in, then it is refused', async () => {
    const { as } = await twoResellers();
    expect((await refusedWith(as({ role: 'cashier' }).reference.import({}))).code).toBe('not-allowed');
  });
});

describe('a code made of a name', () => {
  test.each([
    ['Home 10M', 'home-10m'],
    ['  Mirpur / Sector-12 ', 'mirpur-sector-12'],
    ['সোনাডাঙ্গা', 'সোনাডাঙ্গা'],
    ['***', 'code'],
    ['A very long name of a package that nobody can type', 'a-very-long-name-of-a-pa'],
  ])('given %j, then it is %j', (name, code) => {
    expect(slugOf(name)).toBe(code);
  });

  test('given any names, when they are taken in, then each has a code, and no two the same', async () => {
    const { as } = await coreAtWork();
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(
          fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).filter((name) => name.trim() !== ''),
          {
            minLength: 2,
            maxLength: 20,
            selector: (name) => name.normalize('NFC').trim().toUpperCase().toLowerCase(),
          },
        ),
        async (names) => {
          await as().reference.import({ zones: names.map((name) => ({ name })) });
          const codes = (await as().reference.lists()).zones.map(({ code }) => code);
          expect(new Set(codes.map((code) => code.toLowerCase())).size).toBe(codes.length);
          expect(codes.every((code) => code.length > 0 && code.length <= 32)).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('the sample ISP', () => {
  test('given an empty store, when it is filled, then there are customers in every state, in English and Bangla', async () => {
    const { as, logged } = await coreAtWork();
    expect(await as().reference.demo()).toEqual({ operators: 4, packages: 13, routers: 0, customers: 42 });
    const { customers } = await as().customers.list({ filter: { status: 'all' } });
    expect(new Set(customers.map(({ status }) => status)).size).toBe(5);
    expect(new Set(customers.map(({ type }) => type)).size).toBe(5);
    expect(customers.filter(({ fullName }) => /\p{Script=Bengali}/u.test(fullName)).length).toBeGreaterThan(5);
    expect((await as().settings.get()).empty).toBe(false);
    expect(logged).toEqual([]);
  });

  test('given it is filled, when the store is checked, then it is whole', async () => {
    const { as } = await coreAtWork();
    await as().reference.demo();
    expect(await as().backups.check()).toEqual({ ok: true, problems: [] });
  });

  test('given it is filled, when it is filled again, then it is refused and nothing is doubled', async () => {
    const { as } = await coreAtWork();
    await as().reference.demo();
    expect(await refusedWith(as().reference.demo())).toEqual({ code: 'demo-not-empty', params: {} });
    expect((await as().customers.list({ filter: { status: 'all' } })).total).toBe(42);
  });

  test('given a package stands, when it is filled, then it is refused and nothing is added', async () => {
    const { as } = await coreAtWork();
    await as().reference.import({ packages: [{ name: 'Ours' }] });
    expect((await refusedWith(as().reference.demo())).code).toBe('demo-not-empty');
    expect((await as().reference.lists()).operators).toHaveLength(1);
  });

  test('given it is filled, then nobody is said to have imported its customers', async () => {
    const { as } = await coreAtWork();
    await as().reference.demo();
    expect(await as().import.batches()).toEqual([]);
  });
});
