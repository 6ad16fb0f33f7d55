import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ActionTerms } from '#shared/contract/actions.ts';
import type { Actor } from '#main/procedure.ts';
import { OfficeWithRouter } from '../fixtures/office-with-router.ts';
import { routerFields } from '../fixtures/router-beside.ts';
import { beside } from './core-at-work.ts';
import { type Client, csv, ending, imported } from './office.ts';

const plan = (name: string, connection: 'pppoe' | 'hotspot' | 'static' | 'other') =>
  ({ name, connection, downKbps: 10_240, upKbps: 5120, price: '500', validityDays: 30 }) as const;

const REFERENCE = {
  operators: [
    { name: 'Dhaka North', kind: 'reseller' as const },
    { name: 'Dhaka South', kind: 'reseller' as const },
  ],
  packages: [plan('Home', 'pppoe'), plan('Office', 'static'), plan('Evening', 'hotspot'), plan('Cable', 'other')],
  billingProfiles: [{ name: 'Monthly', mode: 'monthly' as const }],
  networkAddresses: [
    { cidr: '10.1.0.0/24', gateway: '10.1.0.1', packages: ['Home'] },
    { cidr: '10.2.0.0/24', gateway: '10.2.0.1', packages: ['Office'] },
  ],
};
const HEADINGS = 'Username,Password,Full Name,Phone,Email,Operator,Package,Billing Profile,Zone,Address,IP Address,MAC';
const LINES = [
  'rahim,secret-1,Rahim Uddin,,,Dhaka North,Home,Monthly,,,,AA:BB:CC:00:00:01',
  'karim,secret-2,Karim Mia,,,Dhaka North,Home,Monthly,,,10.1.0.9,',
  'fixed,secret-3,A Fixed,,,Dhaka North,Office,Monthly,,,10.2.0.9,',
  'guest,secret-4,A Guest,,,admin,Evening,Monthly,,,,',
  'cable,secret-5,A Cable,,,admin,Cable,Monthly,,,,',
];

/** Five customers, two routers that nobody may write to, and blocks that are not connected to them yet. */
async function fiveCustomers() {
  const router = { name: 'Router A', writes: false };
  const at = await OfficeWithRouter.open({ reference: REFERENCE, router, connected: false });
  onTestFinished(() => at[Symbol.asyncDispose]());
  const { client, office, root } = at;
  await imported(client, csv(LINES, 'five.csv', HEADINGS));
  const second = await client.routers.add(
    routerFields(root, { name: 'Router B', host: 'router-b.example', writes: false }),
  );
  const operators = await client.operators.list();
  return {
    client,
    routers: { a: at.routerId, b: second.id },
    north: operators.find(({ name }) => name === 'Dhaka North')?.id ?? '',
    south: operators.find(({ name }) => name === 'Dhaka South')?.id ?? '',
    id: (username: string) => at.customerId(username),
    act: (username: string, terms: ActionTerms) => at.act(username, terms),
    connect: (cidr: string, routerId: string | null) => at.connect(cidr, routerId),
    as: (actor: Partial<Actor>): Client => office.as({ isRoot: actor.operatorId === undefined, ...actor }),
    /** Customers and routers ("rahim A") of whom something waits, by name. */
    waiting: async (): Promise<readonly string[]> => {
      const { jobs } = await client.provisioning.list({ state: 'queued' });
      return jobs.map(({ username, router: on }) => `${username} ${on.slice(-1)}`).sort();
    },
    /** As if all that waits had been done; or had failed for this reason. */
    settle: (code: string | null = null): void =>
      beside(office.folder, (db) => {
        db.prepare(
          `UPDATE provisioning SET state = ?, code = ?, params = ?, attempts = 1, kick = 0, ended_at = 1
           WHERE state = 'queued'`,
        ).run(code === null ? 'applied' : 'failed', code, code === null ? null : '{"username":"x"}');
      }),
    set: (sql: string): void => void beside(office.folder, (db) => db.exec(sql)),
  };
}

type At = Awaited<ReturnType<typeof fiveCustomers>>;

/** Saves a record's form with other values. */
async function edit<Line extends { id: string; version: number; name: string }>(
  kind: { list: () => Promise<Line[]>; change: (asked: never) => Promise<unknown> },
  name: string,
  values: Record<string, unknown>,
  names: readonly string[],
): Promise<void> {
  const line = (await kind.list()).find((one) => one.name === name);
  if (!line) throw new Error(`There is no ${name}`);
  const all: Record<string, unknown> = { ...line };
  const fields = Object.fromEntries(names.map((one) => [one, all[one]]));
  // Cast: the names are those of the kind's form.
  await kind.change({ id: line.id, version: line.version, fields: { ...fields, ...values } } as never);
}

const PACKAGE = [
  ...['operatorId', 'name', 'code', 'connection', 'downKbps', 'upKbps', 'price', 'vatPercent', 'priceIncludesVat'],
  ...['validity', 'validityUnit', 'volumeMb', 'routerProfile', 'radiusGroup', 'sharing', 'medium'],
  ...['burstDownKbps', 'burstUpKbps', 'burstSeconds', 'addressFromPool', 'pools'],
];
const ROUTER = [
  ...['operatorId', 'name', 'code', 'host', 'port', 'tls', 'fingerprint', 'username', 'codePage', 'writes'],
  ...['authentication', 'suspension', 'staticWay', 'pppLocalAddress', 'hotspotServer', 'dhcpServer'],
  'customerInterface',
];
const editPackage = (client: Client, name: string, values: Record<string, unknown>) =>
  edit(client.packages, name, values, PACKAGE);
const editRouter = (client: Client, name: string, values: Record<string, unknown>) =>
  edit(client.routers, name, { password: null, radiusSecret: null, ...values }, ROUTER);

async function packageNamed(client: Client, name: string): Promise<string> {
  return (await client.packages.list()).find((one) => one.name === name)?.id ?? '';
}

/** Both on router A: by the package, and by an address. */
const HOMES = ['karim A', 'rahim A'];

test('given a block that is connected to a router, when it is saved, then exactly its customers are queued there', async () => {
  const at = await fiveCustomers();
  expect(await at.waiting()).toEqual([]);
  await at.connect('10.1.0.0/24', at.routers.a);
  expect(await at.waiting()).toEqual(HOMES);
  await at.connect('10.2.0.0/24', at.routers.b);
  expect(await at.waiting()).toEqual(['fixed B', ...HOMES]);
});

interface Change {
  readonly told: string;
  readonly does: (at: At) => Promise<unknown>;
  /** Who waits afterwards. */
  readonly queues: readonly string[];
}

const CHANGES: readonly Change[] = [
  { told: 'a suspension', does: ({ act }) => act('rahim', { action: 'suspend' }), queues: ['rahim A'] },
  { told: 'a deletion', does: ({ act }) => act('rahim', { action: 'delete' }), queues: ['rahim A'] },
  {
    told: 'another package',
    does: async ({ act, client }) =>
      act('rahim', { action: 'change-package', package: await packageNamed(client, 'Evening') }),
    // Of where they are not any more it has to be taken away.
    queues: ['rahim A'],
  },
  {
    told: 'an address of the other router’s block',
    does: ({ act }) => act('karim', { action: 'change-ip', ip: null }),
    queues: ['karim A'],
  },
  { told: 'a password', does: ({ act }) => act('rahim', { action: 'reset-password' }), queues: ['rahim A'] },
  {
    told: 'a device that is bound',
    does: ({ act }) => act('karim', { action: 'bind-mac', mac: 'AA:BB:CC:00:00:02' }),
    queues: ['karim A'],
  },
  { told: 'a device that is removed', does: ({ act }) => act('rahim', { action: 'remove-mac' }), queues: ['rahim A'] },
  {
    told: 'another router that is chosen',
    does: ({ act, routers }) => act('rahim', { action: 'change-router', router: routers.b }),
    queues: ['rahim A', 'rahim B'],
  },
  {
    told: 'a username',
    does: async ({ client, id }) => {
      const of = await client.customers.get({ id: await id('rahim') });
      const before = {
        ...{ username: of.username, fullName: of.fullName, phone: of.phone ?? '', email: of.email ?? '' },
        ...{ address: of.address ?? '', accountNumber: of.accountNumber ?? '', clientType: of.clientType ?? '' },
        ...{ medium: of.medium ?? '', sharing: of.sharing ?? '', distributionPoint: of.distributionPoint ?? '' },
        ...{ division: of.division ?? '', district: of.district ?? '', thana: of.thana ?? '', custom: {} },
      };
      const saved = await client.customers.change({
        ...{ id: of.id, version: of.version, before, fields: { ...before, username: 'rahim2' } },
      });
      expect(saved.kind).toBe('saved');
    },
    queues: ['rahim2 A'],
  },
  { told: 'a zone', does: ({ act }) => act('rahim', { action: 'change-zone', zone: null }), queues: [] },
  {
    told: 'another speed of the package',
    does: ({ client }) => editPackage(client, 'Home', { downKbps: 20_480 }),
    queues: HOMES,
  },
  { told: 'another price', does: ({ client }) => editPackage(client, 'Home', { price: '700' }), queues: [] },
  {
    told: 'a package that is taken from the block',
    does: async ({ client }) => {
      const block = (await client.networkAddresses.list()).find(({ cidr }) => cidr === '10.1.0.0/24');
      if (!block) throw new Error('There is no block');
      const { id, version, operatorId, code, cidr, gateway, routerId, reserved } = block;
      const fields = { operatorId, code, cidr, gateway, routerId, packages: [], reserved };
      await client.networkAddresses.change({ id, version, fields });
    },
    queues: HOMES,
  },
  {
    told: 'the block on another router',
    does: ({ connect, routers }) => connect('10.1.0.0/24', routers.b),
    queues: ['karim A', 'karim B', 'rahim A', 'rahim B'],
  },
  {
    told: 'another way to suspend on the router',
    does: ({ client }) => editRouter(client, 'Router A', { suspension: 'list' }),
    queues: HOMES,
  },
  {
    told: 'another name of the router',
    does: ({ client }) => editRouter(client, 'Router A', { name: 'Router 2A' }),
    queues: [],
  },
  {
    told: 'another way to suspend on a router without customers',
    does: ({ client }) => editRouter(client, 'Router B', { suspension: 'list' }),
    queues: [],
  },
];

describe('what has to be brought to a router', () => {
  test.each(CHANGES)('given $told, when it is saved, then those wait whom it concerns', async ({ does, queues }) => {
    const at = await fiveCustomers();
    await at.connect('10.1.0.0/24', at.routers.a);
    at.settle();
    await does(at);
    expect(await at.waiting()).toEqual(queues);
  });

  test('given many changes to one customer, when they are looked at, then one job stands for the latest', async () => {
    const at = await fiveCustomers();
    await at.connect('10.1.0.0/24', at.routers.a);
    await at.act('rahim', { action: 'suspend' });
    await at.act('rahim', { action: 'reactivate' });
    await at.act('rahim', { action: 'reset-password' });
    const { jobs, next } = await at.client.provisioning.list({ customer: await at.id('rahim') });
    expect(jobs).toMatchObject([{ username: 'rahim', router: 'Router A', state: 'queued', attempts: 0 }]);
    expect(next).toBeNull();
  });
});

describe('a customer’s router', () => {
  test('given an address, a package or a choice, when the customer is looked at, then it is told which and why', async () => {
    const at = await fiveCustomers();
    const told = async (username: string) => at.client.customers.get({ id: await at.id(username) });
    expect(await told('rahim')).toMatchObject({ router: null, provisioning: 'none' });
    await at.connect('10.1.0.0/24', at.routers.a);
    expect(await told('rahim')).toMatchObject({ router: { name: 'Router A', by: 'package' }, provisioning: 'queued' });
    expect(await told('karim')).toMatchObject({ router: { name: 'Router A', by: 'address' } });
    const { request, first } = await at.act('karim', { action: 'change-router', router: at.routers.b });
    expect(first).toMatchObject({ state: 'applied', reason: null });
    expect(await told('karim')).toMatchObject({ router: { name: 'Router B', by: 'choice' } });
    const again = await at.act('karim', { action: 'change-router', router: at.routers.b });
    expect(again.first?.reason?.code).toBe('action-already-so');
    await ending(await at.client.actions.undo({ request: randomUUID(), run: request }));
    expect(await told('karim')).toMatchObject({ router: { name: 'Router A', by: 'address' } });
    const { lines } = await at.client.history.list({ filter: { customer: await at.id('karim') } });
    expect(lines.find(({ action }) => action === 'customer.change-router')?.changes).toEqual([
      { field: 'router', before: null, after: 'Router B' },
    ]);
  });

  test('given who cannot be on it, when a router is chosen, then it is said why', async () => {
    const at = await fiveCustomers();
    const south = await at.client.routers.add(routerFields(at.south, { name: 'Router S', host: 'router-s.example' }));
    const why = async (username: string, router: string) =>
      (await at.act(username, { action: 'change-router', router })).first?.reason?.code;
    expect(await why('rahim', south.id)).toBe('choice-not-of-operator');
    expect(await why('cable', at.routers.a)).toBe('action-not-for-type');
    await at.client.routers.retire({ id: at.routers.b, retired: true });
    await expect(at.act('rahim', { action: 'change-router', router: at.routers.b })).rejects.toMatchObject({
      data: { code: 'choice-retired' },
    });
  });

  test('given routers in several states, when lists and counts are asked, then what failed wins over what waits', async () => {
    const at = await fiveCustomers();
    await at.connect('10.1.0.0/24', at.routers.a);
    at.settle('provisioning-no-mac');
    await at.act('rahim', { action: 'change-router', router: at.routers.b });
    at.set(`UPDATE provisioning SET state = 'applied' WHERE customer_id = '${await at.id('karim')}'`);
    at.set(
      `UPDATE provisioning SET state = CASE WHEN router_id = '${at.routers.a}' THEN 'failed' ELSE 'queued' END
       WHERE customer_id = '${await at.id('rahim')}'`,
    );
    const { customers } = await at.client.customers.list({ filter: {} });
    const states = Object.fromEntries(customers.map(({ username, provisioning }) => [username, provisioning]));
    expect(states).toEqual({ cable: 'none', fixed: 'none', guest: 'none', karim: 'applied', rahim: 'failed' });
    const left = await at.client.customers.list({ filter: { notOnRouter: true } });
    expect(left.customers.map(({ username }) => username)).toEqual(['rahim']);
    expect(await at.client.customers.counts()).toMatchObject({ notOnRouter: 1 });
    expect(await at.client.dashboard.get()).toMatchObject({ notOnRouter: 1 });
    expect(await at.as({ operatorId: at.south }).customers.counts()).toMatchObject({ notOnRouter: 0 });
  });
});

describe('the jobs', () => {
  test('given more than a window, when they are read on, then each is there once, the latest first', async () => {
    const at = await fiveCustomers();
    await at.connect('10.1.0.0/24', at.routers.a);
    await at.connect('10.2.0.0/24', at.routers.b);
    at.set(`UPDATE provisioning SET queued_at = 5`);
    await at.act('rahim', { action: 'change-router', router: at.routers.b });
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { jobs, next } = await at.client.provisioning.list({ limit: 1, ...(after === undefined ? {} : { after }) });
      seen.push(...jobs.map(({ username, router }) => `${username} ${router.slice(-1)}`));
      after = next ?? undefined;
    } while (after !== undefined);
    expect([...seen].sort()).toEqual(['fixed B', 'karim A', 'rahim A', 'rahim B']);
    expect(seen.slice(0, 2).sort()).toEqual(['rahim A', 'rahim B']);
  });

  test('given a router that nobody may write to, or that does not answer, when its jobs are read, then they say so', async () => {
    const at = await fiveCustomers();
    await at.connect('10.1.0.0/24', at.routers.a);
    const reasons = async () =>
      (await at.client.provisioning.list({ state: 'queued' })).jobs.map(({ reason }) => reason);
    const notAllowed = { code: 'provisioning-not-allowed', params: { router: 'Router A' } };
    expect(await reasons()).toEqual([notAllowed, notAllowed]);
    at.set(`UPDATE router SET writes = 1`);
    expect(await reasons()).toEqual([null, null]);
    at.set(
      `INSERT INTO router_contact (router_id, failed_at, code, params)
       VALUES ('${at.routers.a}', 1, 'router-timeout', '{"router":"Router A","seconds":10}')`,
    );
    const silent = { code: 'router-timeout', params: { router: 'Router A', seconds: 10 } };
    expect(await reasons()).toEqual([silent, silent]);
  });

  test('given what failed, when it is tried again, then it waits anew, within reach alone, and the history has it', async () => {
    const at = await fiveCustomers();
    await at.connect('10.1.0.0/24', at.routers.a);
    await at.connect('10.2.0.0/24', at.routers.b);
    at.settle('provisioning-no-mac');
    const failed = await at.client.provisioning.list({ state: 'failed' });
    expect(failed.jobs[0]).toMatchObject({ reason: { code: 'provisioning-no-mac', params: { username: 'x' } } });
    expect(await at.client.provisioning.counts()).toEqual({ queued: 0, applied: 0, failed: 3 });

    const south = at.as({ operatorId: at.south });
    expect(await south.provisioning.counts()).toEqual({ queued: 0, applied: 0, failed: 0 });
    expect((await south.provisioning.list({})).jobs).toEqual([]);
    expect(await south.provisioning.retry({})).toEqual({ queued: 0 });

    const one = { customer: await at.id('rahim'), routerId: at.routers.a };
    expect(await at.client.provisioning.retry({ jobs: [one, { ...one, routerId: at.routers.b }] })).toEqual({
      queued: 1,
    });
    expect(await at.waiting()).toEqual(['rahim A']);
    expect(await at.client.provisioning.retry({ router: at.routers.b })).toEqual({ queued: 1 });
    const north = at.as({ operatorId: at.north, role: 'technician' });
    expect(await north.provisioning.counts()).toEqual({ queued: 2, applied: 0, failed: 1 });
    expect(await north.provisioning.retry({})).toEqual({ queued: 1 });
    expect(await at.client.provisioning.counts()).toEqual({ queued: 3, applied: 0, failed: 0 });
    const { lines } = await at.client.history.list({ filter: { customer: one.customer } });
    expect(lines[0]).toMatchObject({ action: 'customer.provision-again' });
  });

  test('given somebody who only sees, when they try again, then it is not theirs to do', async () => {
    const at = await fiveCustomers();
    await expect(at.as({ role: 'cashier' }).provisioning.retry({})).rejects.toMatchObject({
      data: { code: 'not-allowed' },
    });
  });
});
