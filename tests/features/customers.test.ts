import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { searchIndex } from '#main/store/index.ts';
import { beside, type Client, coreAtWork } from './core-at-work.ts';
import { refusedWith } from './refusals.ts';

/** The sample ISP has 42 customers: 29 active, 5 suspended, 3 pending, 3 expired, 2 deleted. */
async function sampleIsp() {
  const work = await coreAtWork();
  await work.as().reference.demo();
  const { operators } = await work.as().reference.lists();
  const operatorId = (code: string): string => operators.find((one) => one.code === code)?.id ?? '';
  return { ...work, client: work.as(), asOf: (code: string) => work.as({ operatorId: operatorId(code) }) };
}

const usernames = async (client: Client, filter: Parameters<Client['customers']['list']>[0]['filter']) =>
  (await client.customers.list({ filter, limit: 1000 })).customers.map(({ username }) => username);

const idOf = async (client: Client, username: string): Promise<string> =>
  (await client.customers.list({ filter: { search: username, status: 'all' } })).customers.find(
    (one) => one.username === username,
  )?.id ?? '';

describe('the list', () => {
  test('given no filter, when it is listed, then deleted customers are neither shown nor counted', async () => {
    const { client } = await sampleIsp();
    const { total, customers, next } = await client.customers.list({ filter: {} });
    expect(total).toBe(40);
    expect(customers).toHaveLength(40);
    expect(customers.some(({ status }) => status === 'deleted')).toBe(false);
    expect(next).toBeNull();
    expect(customers.map(({ username }) => username)).toEqual(customers.map(({ username }) => username).sort());
  });

  test.each([
    ['active', 29],
    ['suspended', 5],
    ['pending', 3],
    ['expired', 3],
    ['deleted', 2],
    ['all', 42],
  ] as const)('given the state %s, when it is listed, then %i are shown and counted', async (status, count) => {
    const { client } = await sampleIsp();
    const { total, customers } = await client.customers.list({ filter: { status } });
    expect([total, customers.length]).toEqual([count, count]);
    if (status !== 'all') expect(new Set(customers.map((one) => one.status))).toEqual(new Set([status]));
  });

  test('given a customer, when it is listed, then the line names what it refers to and tells type and balance', async () => {
    const { client } = await sampleIsp();
    const { customers } = await client.customers.list({ filter: { search: 'tanvir12' } });
    expect(customers).toEqual([
      expect.objectContaining({
        username: 'tanvir12',
        operator: 'Mirpur Link',
        package: 'Home 10M',
        billingProfile: 'Monthly',
        zone: 'Mirpur 12',
        type: 'pppoe-monthly',
        status: 'suspended',
        suspendedReason: 'unpaid',
        provisioning: 'none',
        sync: 'none',
        balance: '-800.00',
      }),
    ]);
  });

  test.each([
    ['part of a name, in any case', 'UDDIN', ['rahim.uddin']],
    ['a name in Bangla', 'সুমাইয়া', ['sumaiya']],
    ['a national number in Bangla digits', '০১৭১১২২৩৩৪৪', ['rahim.uddin']],
    ['an international number', '+8801711223344', ['rahim.uddin']],
    ['an address', '103.150.40.5', ['school.uttara']],
    ['a MAC address', 'd4:ca:6d', ['rahim.uddin']],
    ['an account number', 'AGL-1008', ['garments.anwara']],
    ['the name of a zone', 'agrabad', ['ctg.parveen', 'ctg.selim', 'ctg.shipping']],
    ['what nobody has', 'no such thing', []],
    ['a quotation mark and a word of the query language', '" OR ', []],
  ])('given %s, when it is searched for, then exactly these are found', async (_, search, found) => {
    const { client } = await sampleIsp();
    expect(await usernames(client, { search })).toEqual(found);
  });

  test.each(['username', 'fullName', 'created'] as const)(
    'given an order by %s, when it is read in windows of seven both ways, then every customer comes once and in order',
    async (by) => {
      const { client } = await sampleIsp();
      const read = async (descending: boolean): Promise<string[]> => {
        const seen: string[] = [];
        let after: string | undefined;
        do {
          const page = await client.customers.list({
            filter: { status: 'all' },
            sort: { by, descending },
            limit: 7,
            ...(after === undefined ? {} : { after }),
          });
          seen.push(...page.customers.map(({ username }) => username));
          after = page.next ?? undefined;
        } while (after !== undefined);
        return seen;
      };
      const ascending = await read(false);
      expect(new Set(ascending).size).toBe(42);
      expect(await read(true)).toEqual(ascending.toReversed());
    },
  );

  test('given cursors of windows, when each is entered, then it goes on exactly where the window before ends', async () => {
    const { client, folder } = await sampleIsp();
    addMany(folder, 700);
    for (const filter of [
      {},
      { status: 'all' },
      { status: 'active' },
      { search: 'many' },
      { status: 'deleted' },
    ] as const) {
      for (const by of ['username', 'fullName', 'created'] as const) {
        const sort = { by, descending: by !== 'username' };
        const whole = (await client.customers.list({ filter, sort, limit: 1000 })).customers.map(({ id }) => id);
        const { total, cursors } = await client.customers.windows({ filter, sort, size: 50 });
        expect([total, cursors.length]).toEqual([whole.length, Math.max(0, Math.ceil(whole.length / 50) - 1)]);
        for (const [index, after] of cursors.entries()) {
          const { customers } = await client.customers.list({ filter, sort, after, limit: 50 });
          expect(customers.map(({ id }) => id)).toEqual(whole.slice((index + 1) * 50, (index + 2) * 50));
        }
      }
    }
  });

  test('given a cursor that is none, or of another order, when the list is entered, then it is refused', async () => {
    const { client } = await sampleIsp();
    const { next } = await client.customers.list({ filter: {}, limit: 5 });
    for (const [after, by] of [
      ['nonsense', 'username'],
      [next ?? '', 'created'],
    ] as const) {
      const list = client.customers.list({ filter: {}, sort: { by, descending: false }, after });
      expect(await refusedWith(list)).toEqual({ code: 'customer-cursor', params: {} });
    }
  });

  test('given a change between two reads, when it is counted again, then the count is the new one', async () => {
    const { client, folder } = await sampleIsp();
    expect((await client.customers.list({ filter: {} })).total).toBe(40);
    addMany(folder, 10);
    expect((await client.customers.list({ filter: {} })).total).toBe(50);
    expect((await client.customers.counts()).byStatus.active).toBe(39);
  });
});

describe('counts', () => {
  test('given the sample ISP, when states are counted, then each state has its number', async () => {
    const { client } = await sampleIsp();
    const byStatus = { pending: 3, active: 29, suspended: 5, expired: 3, deleted: 2 };
    expect(await client.customers.counts()).toEqual({ byStatus, expiring: 5, notSynced: 0, notOnRouter: 0 });
  });

  test('given an empty store, when states are counted, then every one is zero', async () => {
    const { as } = await coreAtWork();
    const byStatus = { pending: 0, active: 0, suspended: 0, expired: 0, deleted: 0 };
    expect(await as().customers.counts()).toEqual({ byStatus, expiring: 0, notSynced: 0, notOnRouter: 0 });
  });
});

describe('the reach of an operator', () => {
  test('given a reseller, when it lists, then it sees its own and those of the operators beneath, and no others', async () => {
    const { asOf } = await sampleIsp();
    const { customers, total } = await asOf('DN').customers.list({ filter: { status: 'all' } });
    expect(new Set(customers.map(({ operator }) => operator))).toEqual(new Set(['Dhaka North', 'Mirpur Link']));
    expect(total).toBe(customers.length);
    const beneath = await asOf('ML').customers.list({ filter: { status: 'all' } });
    expect(new Set(beneath.customers.map(({ operator }) => operator))).toEqual(new Set(['Mirpur Link']));
  });

  test('given a reseller, when it searches, counts or enters windows, then nothing foreign is among them', async () => {
    const { asOf } = await sampleIsp();
    expect(await usernames(asOf('ML'), { search: 'ctg' })).toEqual([]);
    const counts = await asOf('KHL').customers.counts();
    expect(counts.byStatus).toEqual({ pending: 0, active: 3, suspended: 0, expired: 1, deleted: 0 });
    expect((await asOf('KHL').customers.windows({ filter: {}, size: 50 })).total).toBe(4);
  });

  test('given a foreign id, when it is asked for, then the answer is the one for an id that does not exist', async () => {
    const { client, asOf } = await sampleIsp();
    const foreign = await idOf(client, 'ctg.selim');
    const missing = '00000000-0000-7000-8000-000000000000';
    for (const procedure of ['get', 'revealPassword'] as const) {
      const answer = await refusedWith(asOf('DN').customers[procedure]({ id: foreign }));
      expect(answer).toEqual(await refusedWith(asOf('DN').customers[procedure]({ id: missing })));
      expect(answer).toEqual({ code: 'customer-unknown', params: {} });
    }
    expect((await asOf('CTG').customers.get({ id: foreign })).username).toBe('ctg.selim');
  });
});

describe('the profile', () => {
  test('given a customer with a device and custom fields, when it is asked for, then everything but the password is there', async () => {
    const { client } = await sampleIsp();
    const profile = await client.customers.get({ id: await idOf(client, 'farhana7') });
    expect(profile).toMatchObject({
      fullName: 'Farhana Yasmin',
      passwordKnown: true,
      clientType: 'home',
      division: 'Dhaka',
      thana: 'Uttara West',
      version: expect.any(Number),
      operatorId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      customFields: [
        { label: 'ONU Serial', type: 'text', value: 'HWTC5A10C9E7' },
        { label: 'Building', type: 'dropdown', value: 'Flat' },
      ],
      devices: [{ mac: '48:8F:5A:7C:10:9E', addedBy: 'admin', addedAt: '2026-11-20T10:00:00.000Z' }],
      packageDetail: { downKbps: 51200, upKbps: 51200, price: '1500.00', validity: 30, validityUnit: 'days' },
      batch: null,
    });
    const { password } = await client.customers.revealPassword({ id: profile.id });
    expect(JSON.stringify(profile)).not.toContain(password);
  });

  test('given a password that is revealed, then the audit says by whom, and not what it is', async () => {
    const { client, folder } = await sampleIsp();
    const id = await idOf(client, 'farhana7');
    const { password } = await client.customers.revealPassword({ id });
    const lines = beside(folder, (db) =>
      db
        .prepare("SELECT action, entity_id AS id, console, after FROM audit WHERE action = 'customer.reveal-password'")
        .all(),
    );
    expect(password).toMatch(/^.{9}$/);
    expect(lines).toEqual([{ action: 'customer.reveal-password', id, console: 'office-pc', after: null }]);
  });

  test.each(['cashier', 'technician'] as const)(
    'given a %s, when a password is asked for, then it is refused and nothing is recorded',
    async (role) => {
      const { as, client, folder } = await sampleIsp();
      const call = as({ role }).customers.revealPassword({ id: await idOf(client, 'farhana7') });
      expect((await refusedWith(call)).code).toBe('not-allowed');
      expect(beside(folder, (db) => db.prepare('SELECT 1 FROM audit WHERE action LIKE ?').all('%reveal%'))).toEqual([]);
    },
  );

  test('given a password that is not known, when it is asked for, then the answer is null', async () => {
    const { client, folder } = await sampleIsp();
    const id = await idOf(client, 'farhana7');
    beside(folder, (db) => db.prepare('UPDATE customer SET password_sealed = NULL WHERE id = ?').run(id));
    expect(await client.customers.revealPassword({ id })).toEqual({ password: null });
    expect((await client.customers.get({ id })).passwordKnown).toBe(false);
  });
});

/** Adds copies of an active customer, found by "many". */
function addMany(folder: string, count: number): void {
  beside(folder, (db) => {
    const add = db.prepare(
      `INSERT INTO customer (id, operator_id, username, username_key, full_name, name_key, package_id, billing_profile_id,
         status, created_at, updated_at)
       SELECT ?, operator_id, ?, ?, ?, ?, package_id, billing_profile_id, 'active', 0, 0
       FROM customer WHERE username_key = 'rahim.uddin'`,
    );
    const index = searchIndex(db);
    db.transaction(() => {
      for (let i = 0; i < count; i++) {
        // Many bear the same name, as they do in life.
        const [username, name] = [`many${i}`, `Mohammad ${i % 9}`];
        const { lastInsertRowid } = add.run(randomUUID(), username, username, name, name.toLowerCase());
        index.refresh(Number(lastInsertRowid));
      }
    })();
  });
}
