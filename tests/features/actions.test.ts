import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ActionTerms } from '#shared/contract/actions.ts';
import type { CustomerSelection } from '#shared/contract/customers.ts';
import type { ReferenceDocument } from '#shared/contract/reference.ts';
import type { Actor } from '#main/procedure.ts';
import { type Client, csv, ending, everything, imported, isp, line, Office } from './office.ts';
import { refusedWith } from './refusals.ts';

/** Two resellers side by side, one of them with somebody beneath, and packages of every owner. */
const office: ReferenceDocument = {
  ...isp,
  operators: [
    { name: 'Dhaka North', code: 'DN', kind: 'reseller' },
    { name: 'Dhaka South', code: 'DS', kind: 'reseller' },
    { name: 'Mirpur Ten', code: 'M10', kind: 'sub-reseller', parent: 'Dhaka North' },
  ],
  packages: [
    ...(isp.packages ?? []),
    { ...pppoe('Home 20M'), operator: undefined },
    { ...pppoe('North Only'), operator: 'Dhaka North' },
    { name: 'Evening', connection: 'hotspot', downKbps: 1024, upKbps: 1024, price: '50', validityDays: 1 },
    { name: 'Half Done', connection: 'pppoe' },
  ],
  networkAddresses: [
    { cidr: '10.0.0.0/22', gateway: '10.0.0.1', packages: ['Office'] },
    { cidr: '10.9.0.0/24', packages: ['Home 20M'] },
  ],
};

function pppoe(name: string) {
  return { name, connection: 'pppoe' as const, downKbps: 1024, upKbps: 1024, price: '500', validityDays: 30 };
}

const HEADINGS = 'Username,Password,Full Name,Phone,Email,Operator,Package,Billing Profile,Zone,Address,IP Address,MAC';
const LINES = [
  'rahim,secret-1,Rahim Uddin,01711000001,,Dhaka North,Home 10M,Monthly,Mirpur,,,AA:BB:CC:00:00:01',
  'karim,secret-2,Karim Mia,01711000002,,Dhaka North,Home 10M,Daily,,,,',
  'office,secret-3,An Office,01711000003,,Dhaka North,Office,Monthly,,,10.0.0.9,',
  'guest,secret-4,A Guest,01711000004,,Mirpur Ten,Evening,Daily,,,,',
  'south,secret-5,Somebody South,01711000005,,Dhaka South,Home 10M,Monthly,,,,',
];

interface AtWork {
  readonly client: Client;
  /** The contract as somebody else calls it. */
  readonly as: (actor: Partial<Actor>) => Client;
  readonly id: (username: string) => Promise<string>;
  readonly run: (usernames: readonly string[], terms: ActionTerms, client?: Client) => ReturnType<typeof did>;
  readonly named: Readonly<Record<string, string>>;
}

async function did(client: Client, which: CustomerSelection, terms: ActionTerms, request = randomUUID()) {
  const run = await ending(await client.actions.run({ request, which, terms }));
  const { outcomes } = await client.actions.outcomes({ run: request, limit: 1000 });
  return { request, run, outcomes, first: outcomes[0] };
}

async function atWork(here: Office): Promise<AtWork> {
  const client = await here.open();
  await client.reference.import(office);
  await imported(client, csv(LINES, 'five.csv', HEADINGS));
  // As in an office that is open: the clock has looked at everybody.
  await client.billing.run({});
  const lists = await client.reference.lists();
  const all = [...lists.operators, ...lists.packages, ...lists.billingProfiles, ...lists.zones];
  const id = async (username: string): Promise<string> => {
    const { customers } = await client.customers.list({ filter: { search: username, status: 'all' } });
    const found = customers.find((customer) => customer.username === username);
    if (!found) throw new Error(`There is no ${username}`);
    return found.id;
  };
  return {
    client,
    as: (actor) => here.as(actor),
    id,
    named: Object.fromEntries(all.map((one) => [one.name, one.id])),
    run: async (usernames, terms, by = client) => did(by, { ids: await Promise.all(usernames.map(id)) }, terms),
  };
}

describe('what an action does, by what the customer is afterwards', () => {
  test('given an active customer, when it is suspended and reactivated, then its state and the history follow', async () => {
    await using here = new Office();
    const { client, id, run } = await atWork(here);
    expect((await run(['rahim'], { action: 'suspend', note: 'abuse' })).run).toMatchObject({ applied: 1, refused: 0 });
    const rahim = await client.customers.get({ id: await id('rahim') });
    expect(rahim).toMatchObject({ status: 'suspended', suspendedReason: 'manual', version: 2 });
    expect((await run(['rahim'], { action: 'suspend' })).first).toMatchObject({
      reason: { code: 'action-already-so' },
    });
    await run(['rahim'], { action: 'reactivate' });
    expect(await client.customers.get({ id: rahim.id })).toMatchObject({ status: 'active', suspendedReason: null });
    const { lines } = await client.history.list({ filter: { customer: rahim.id } });
    expect(lines.map(({ action }) => action).slice(0, 2)).toEqual(['customer.reactivate', 'customer.suspend']);
    expect(JSON.stringify(lines[1])).toContain('abuse');
  });

  test('given a new password, when it is set, then whoever may sees it and no line of the history does', async () => {
    await using here = new Office();
    const { client, id, run } = await atWork(here);
    const rahim = { id: await id('rahim') };
    await run(['rahim'], { action: 'reset-password', password: 'better-than-that' });
    expect(await client.customers.revealPassword(rahim)).toEqual({ password: 'better-than-that' });
    await run(['rahim'], { action: 'reset-password' });
    expect((await client.customers.revealPassword(rahim)).password).toMatch(/^[a-hjkmnp-z2-9]{10}$/);
    const history = JSON.stringify(await client.history.list({ filter: {} }));
    expect(history).not.toContain('better-than-that');
    expect((await run(['rahim'], { action: 'reset-password', password: '`x' })).first?.reason?.code).toBe(
      'invalid-password',
    );
    expect((await run(['office'], { action: 'reset-password' })).first?.reason?.code).toBe('action-not-for-type');
  });

  test('given any change that can be taken back, when it is undone, then the customer is exactly as before', async () => {
    const changes: readonly [string, string, (named: AtWork['named']) => ActionTerms, object][] = [
      [
        'another package',
        'rahim',
        (n) => ({ action: 'change-package', package: n['Home 20M'] ?? '' }),
        { package: 'Home 20M' },
      ],
      [
        'a billing profile',
        'rahim',
        (n) => ({ action: 'change-profile', billingProfile: n['Daily'] ?? '' }),
        { type: 'pppoe-daily' },
      ],
      ['no zone', 'rahim', () => ({ action: 'change-zone', zone: null }), { zone: null }],
      [
        'an operator beneath',
        'rahim',
        (n) => ({ action: 'change-operator', operator: n['Mirpur Ten'] ?? '' }),
        { operator: 'Mirpur Ten' },
      ],
      ['an address', 'karim', () => ({ action: 'change-ip', ip: '10.77.0.9' }), { ip: '10.77.0.9' }],
      ['a free address of the block', 'office', () => ({ action: 'change-ip', ip: '10.0.0.10' }), { ip: '10.0.0.10' }],
      [
        'by the day, a package from tomorrow on with an address in its block',
        'karim',
        (n) => ({ action: 'change-package', package: n['Home 20M'] ?? '', ip: '10.9.0.5' }),
        { package: 'Home 10M', ip: '10.9.0.5' },
      ],
      ['a device', 'guest', () => ({ action: 'bind-mac', mac: '5432.1012.3456' }), { macs: ['54:32:10:12:34:56'] }],
      ['no device', 'rahim', () => ({ action: 'remove-mac' }), { macs: [] }],
      ['nothing at all', 'rahim', () => ({ action: 'delete' }), { status: 'deleted', deletedBy: 'admin' }],
    ];
    await using here = new Office();
    const { client, id, run, named } = await atWork(here);
    for (const [what, who, terms, is] of changes) {
      const before = await client.customers.get({ id: await id(who) });
      const { run: done, request } = await run([who], terms(named));
      expect(done, what).toMatchObject({ applied: 1, canUndo: true });
      expect(await client.customers.get({ id: before.id }), what).toMatchObject(is);

      const undo = await ending(await client.actions.undo({ request: randomUUID(), run: request }));
      expect(undo, what).toMatchObject({ applied: 1, undoes: request, canUndo: false });
      const restored = await client.customers.get({ id: before.id });
      expect({ ...restored, version: before.version, updatedAt: before.updatedAt }, what).toEqual(before);
      expect(await client.actions.get({ run: request }), what).toMatchObject({ applied: 0, undone: 1, canUndo: false });
    }
    expect(await client.backups.check()).toEqual({ ok: true, problems: [] });
  });

  test('given what cannot be, when it is tried, then preview and outcome say why and nothing changes', async () => {
    const tried: readonly [string, string, (named: AtWork['named']) => ActionTerms, string][] = [
      [
        'a fixed address by the day',
        'office',
        (n) => ({ action: 'change-profile', billingProfile: n['Daily'] ?? '' }),
        'package-type-mismatch',
      ],
      [
        'the package it has',
        'rahim',
        (n) => ({ action: 'change-package', package: n['Home 10M'] ?? '' }),
        'action-already-so',
      ],
      [
        'a package of fixed addresses without one',
        'rahim',
        (n) => ({ action: 'change-package', package: n['Office'] ?? '' }),
        'ip-required',
      ],
      [
        'a package of another operator',
        'south',
        (n) => ({ action: 'change-package', package: n['North Only'] ?? '' }),
        'choice-not-of-operator',
      ],
      ['the gateway', 'office', () => ({ action: 'change-ip', ip: '10.0.0.1' }), 'ip-taken'],
      ['an address of another block', 'office', () => ({ action: 'change-ip', ip: '10.9.0.7' }), 'ip-outside-pool'],
      ['no address where one is needed', 'office', () => ({ action: 'change-ip', ip: null }), 'ip-required'],
      ['what is no address', 'office', () => ({ action: 'change-ip', ip: '10.0.0.010' }), 'invalid-ip'],
      ['an address on a hotspot', 'guest', () => ({ action: 'change-ip', ip: '10.77.0.1' }), 'action-not-for-type'],
      ['what is no device', 'rahim', () => ({ action: 'bind-mac', mac: 'FF:FF:FF:FF:FF:FF' }), 'invalid-mac'],
      ['the device it has', 'rahim', () => ({ action: 'bind-mac', mac: 'aabbcc000001' }), 'action-already-so'],
      ['a device taken that it has not', 'karim', () => ({ action: 'remove-mac' }), 'mac-none'],
      ['restored while it is there', 'rahim', () => ({ action: 'restore' }), 'action-not-in-state'],
      ['activated while it is active', 'rahim', () => ({ action: 'activate' }), 'action-already-so'],
    ];
    await using here = new Office();
    const { client, id, run, named } = await atWork(here);
    for (const [what, who, terms, code] of tried) {
      const before = await client.customers.get({ id: await id(who) });
      const preview = await client.actions.preview({ which: { ids: [before.id] }, terms: terms(named) });
      const refused = [{ reason: { code }, count: 1, usernames: [who] }];
      expect(preview, what).toMatchObject({ affected: 0, refused });
      expect((await run([who], terms(named))).first, what).toMatchObject({ state: 'refused', reason: { code } });
      expect(await client.customers.get({ id: before.id }), what).toEqual(before);
    }
  });

  test('given a new operator who cannot use the package, when the customer is moved, then it is told what to change first', async () => {
    await using here = new Office();
    const { run, named } = await atWork(here);
    await run(['rahim'], { action: 'change-package', package: named['North Only'] ?? '' });
    expect(
      (await run(['rahim'], { action: 'change-operator', operator: named['Dhaka South'] ?? '' })).first?.reason,
    ).toEqual({
      code: 'operator-lacks',
      params: { context: 'package', name: 'North Only', operator: 'Dhaka South' },
    });
  });

  test('given a device that somebody else has, when it is bound again, then it is done and told', async () => {
    await using here = new Office();
    const { client, id, run } = await atWork(here);
    const terms = { action: 'bind-mac', mac: 'AA-BB-CC-00-00-01', type: 'router' } as const;
    const preview = await client.actions.preview({ which: { ids: [await id('karim')] }, terms });
    expect(preview).toMatchObject({
      affected: 1,
      notes: [{ reason: { code: 'mac-also-of', params: { who: 'rahim' } } }],
    });
    expect((await run(['karim'], terms)).first).toMatchObject({ state: 'applied', reason: { code: 'mac-also-of' } });
  });
});

describe('a package of another kind', () => {
  const OF_NO_ADDRESS = [
    { name: 'Evening', left: { ip: null, macs: ['AA:BB:CC:00:00:01'] } },
    { name: 'Cable', left: { ip: null, macs: [] } },
  ];
  test.each(OF_NO_ADDRESS)(
    'given an address and a device, when the package becomes $name, then nothing stays that nobody could take away',
    async ({ name, left }) => {
      await using here = new Office();
      const { client, run, id } = await atWork(here);
      await client.reference.import({
        packages: [{ name: 'Cable', connection: 'other', price: '300', validityDays: 30 }],
      });
      const { packages } = await client.reference.lists();
      const plan = packages.find((one) => one.name === name)?.id ?? '';
      expect((await run(['rahim'], { action: 'change-ip', ip: '10.7.0.9' })).run.applied).toBe(1);
      const done = await run(['rahim'], { action: 'change-package', package: plan });
      expect(done.outcomes).toMatchObject([{ state: 'applied' }]);
      expect(await client.customers.get({ id: await id('rahim') })).toMatchObject(left);
      const asked = await run(['rahim'], { action: 'change-ip', ip: '10.7.0.9' });
      expect(asked.outcomes).toMatchObject([{ state: 'refused', reason: { code: 'action-not-for-type' } }]);
    },
  );
});

describe('restoring', () => {
  test('given a deleted customer, when nobody has its name and address, then it takes them back and waits for its renewal', async () => {
    await using here = new Office();
    const { client, id, run } = await atWork(here);
    const before = await client.customers.get({ id: await id('office') });
    await run(['office'], { action: 'delete' });
    expect((await run(['office'], { action: 'restore' })).run.applied).toBe(1);
    const { status, deletedAt, ip, package: plan } = await client.customers.get({ id: before.id });
    expect({ status, deletedAt, ip, plan }).toEqual({
      status: 'expired',
      deletedAt: null,
      ip: '10.0.0.9',
      plan: 'Office',
    });
  });

  test('given that somebody has its username and its address by now, when it is restored, then both are told and others solve it', async () => {
    await using here = new Office();
    const { client, id, run } = await atWork(here);
    const gone = await id('office');
    await run(['office'], { action: 'delete' });
    await imported(client, csv([(LINES[2] ?? '').replace('01711000003', '01711000009')], 'again.csv', HEADINGS));
    const restore = async (terms: object) =>
      (await did(client, { ids: [gone] }, { action: 'restore', ...terms })).first;
    expect(await restore({})).toMatchObject({ reason: { code: 'username-taken', params: { value: 'office' } } });
    expect(await restore({ username: 'office2' })).toMatchObject({
      reason: { code: 'ip-taken', params: { value: '10.0.0.9', by: 'office' } },
    });
    expect(await restore({ username: 'office2', ip: null })).toMatchObject({ reason: { code: 'ip-required' } });
    expect(await restore({ username: 'of\u200Bfice', ip: '10.0.0.11' })).toMatchObject({
      reason: { code: 'invalid-username', params: { context: 'invisible', code: 'U+200B' } },
    });
    expect(await restore({ username: 'office2', ip: '10.0.0.11' })).toMatchObject({
      state: 'applied',
      status: 'expired',
    });
    expect(await client.customers.get({ id: gone })).toMatchObject({ username: 'office2', ip: '10.0.0.11' });
    expect((await client.customers.list({ filter: { search: 'office2' } })).total).toBe(1);
    expect(await client.backups.check()).toEqual({ ok: true, problems: [] });
  });
});

describe('a run', () => {
  test('given the same request twice at once and once again, then it has one effect, and another one under its id is refused', async () => {
    await using here = new Office();
    const { client, id } = await atWork(here);
    const which = { ids: [await id('rahim'), await id('karim')] };
    const asked = { request: randomUUID(), which, terms: { action: 'reset-password' } as const };
    const [one, two] = await Promise.all([client.actions.run(asked), client.actions.run(asked)]);
    expect(await ending(one)).toEqual(await ending(two));
    const password = (await client.customers.revealPassword({ id: which.ids[0] ?? '' })).password;
    await ending(await client.actions.run(asked));
    expect((await client.customers.revealPassword({ id: which.ids[0] ?? '' })).password).toBe(password);
    expect((await client.customers.get({ id: which.ids[0] ?? '' })).version).toBe(2);
    const other = { ...asked, terms: { action: 'suspend' } as const };
    expect(await refusedWith(client.actions.run(other).then(ending))).toMatchObject({ code: 'action-request-taken' });
    expect(await client.actions.recent()).toHaveLength(1);
  });

  test('given all that match but some, when a run is done, then it is for those, and progress ends at all of them', async () => {
    await using here = new Office();
    const { client, id } = await atWork(here);
    await imported(client, csv(Array.from({ length: 450 }, (_, i) => line(i))));
    const which = { filter: { search: 'user' }, except: [await id('user7')] };
    const request = randomUUID();
    const told = await everything(await client.actions.run({ request, which, terms: { action: 'suspend' } }));
    expect(told.at(-1)).toEqual({ done: 449, total: 449 });
    expect((await client.customers.get({ id: await id('user7') })).status).toBe('active');
    const page = await client.actions.outcomes({ run: request, state: 'applied', limit: 400 });
    const rest = await client.actions.outcomes({ run: request, state: 'applied', after: page.next ?? 0, limit: 400 });
    expect([page.outcomes.length, rest.outcomes.length, rest.next]).toEqual([400, 49, null]);
  });

  test('given some who cannot be, when they are tried again after that was put right, then only they are', async () => {
    await using here = new Office();
    const { client, run } = await atWork(here);
    await run(['karim'], { action: 'suspend' });
    const first = await run(['rahim', 'karim', 'south'], { action: 'suspend' });
    expect(first.run).toMatchObject({ total: 3, applied: 2, refused: 1 });
    await run(['karim'], { action: 'reactivate' });
    const again = await ending(await client.actions.retry({ request: randomUUID(), run: first.request }));
    expect(again).toMatchObject({ total: 1, applied: 1 });
    // Asked once more of the first run, as its page still stands: nothing of it is left to do.
    const twice = await ending(await client.actions.retry({ request: randomUUID(), run: first.request }));
    expect(twice).toMatchObject({ total: 0, applied: 0, refused: 0 });
  });

  test('given somebody who was changed since, when the run is undone, then that one stays and is told', async () => {
    await using here = new Office();
    const { client, run, id } = await atWork(here);
    const first = await run(['rahim', 'karim'], { action: 'suspend' });
    await run(['karim'], { action: 'reactivate' });
    const request = randomUUID();
    expect(await ending(await client.actions.undo({ request, run: first.request }))).toMatchObject({
      applied: 1,
      refused: 1,
    });
    const { outcomes } = await client.actions.outcomes({ run: request, state: 'refused' });
    expect(outcomes).toMatchObject([{ username: 'karim', reason: { code: 'changed-since' } }]);
    expect((await client.customers.get({ id: await id('karim') })).version).toBe(3);
  });

  test('given a deletion whose username somebody has taken, when it is undone, then it is refused', async () => {
    await using here = new Office();
    const { client, run } = await atWork(here);
    const { request } = await run(['rahim'], { action: 'delete' });
    await imported(client, csv([LINES[0] ?? ''], 'again.csv', HEADINGS));
    const undo = randomUUID();
    await ending(await client.actions.undo({ request: undo, run: request }));
    expect((await client.actions.outcomes({ run: undo })).outcomes[0]?.reason?.code).toBe('username-taken');
    expect(await client.backups.check()).toEqual({ ok: true, problems: [] });
  });

  test('given what can be one customer’s only, when it is asked for many, then nothing is done', async () => {
    await using here = new Office();
    const { client, run } = await atWork(here);
    for (const terms of [
      { action: 'bind-mac', mac: 'AA:BB:CC:00:00:09' },
      { action: 'change-ip', ip: '10.77.0.1' },
      { action: 'restore', username: 'x1' },
    ] as const) {
      expect(await refusedWith(run(['rahim', 'karim'], terms))).toMatchObject({ code: 'action-one-at-a-time' });
    }
    expect(await client.actions.recent()).toEqual([]);
  });

  test('given a package that is retired, incomplete or not there, when it is to be given, then the whole run is refused', async () => {
    await using here = new Office();
    const { client, run, named } = await atWork(here);
    await client.packages.retire({ id: named['Home 20M'] ?? '', retired: true });
    const to = (id: string) => run(['rahim'], { action: 'change-package', package: id });
    expect(await refusedWith(to(named['Home 20M'] ?? ''))).toMatchObject({ code: 'choice-retired' });
    expect(await refusedWith(to(named['Half Done'] ?? ''))).toMatchObject({ code: 'package-incomplete' });
    expect(await refusedWith(to(randomUUID()))).toMatchObject({ code: 'package-unknown' });
  });
});

describe('who may', () => {
  test('given another office, when it names somebody or a run of ours, then neither exists', async () => {
    await using here = new Office();
    const { as, id, run, named } = await atWork(here);
    const ours = await run(['rahim'], { action: 'suspend' });
    const south = as({ operatorId: named['Dhaka South'] ?? '', role: 'manager', isRoot: false });
    const reactivate = { action: 'reactivate' } as const;
    const foreign = await refusedWith(did(south, { ids: [await id('rahim')] }, reactivate));
    expect(foreign).toEqual(await refusedWith(did(south, { ids: [randomUUID()] }, reactivate)));
    expect(foreign.code).toBe('customer-unknown');
    expect(await refusedWith(south.actions.get({ run: ours.request }))).toMatchObject({ code: 'action-run-unknown' });
    expect(await refusedWith(south.actions.outcomes({ run: ours.request }))).toMatchObject({
      code: 'action-run-unknown',
    });
    expect(
      await refusedWith(south.actions.undo({ request: randomUUID(), run: ours.request }).then(ending)),
    ).toMatchObject({
      code: 'action-run-unknown',
    });
    expect(await south.actions.recent()).toEqual([]);
    // Of several, those that are not one's own are told as not there.
    const { outcomes } = await did(south, { ids: [await id('rahim'), await id('south')] }, { action: 'suspend' });
    expect(outcomes.map(({ username, state }) => [username, state])).toEqual([
      ['', 'refused'],
      ['south', 'applied'],
    ]);
    const all = await did(south, { filter: {}, except: [] }, { action: 'reactivate' });
    expect(all.run.total).toBe(1);
    // A package of the neighbours, and one's neighbours as operator, are not there either.
    const terms = { action: 'change-package', package: named['North Only'] ?? '' } as const;
    expect(await refusedWith(did(south, { ids: [await id('south')] }, terms))).toMatchObject({
      code: 'package-unknown',
    });
    const move = { action: 'change-operator', operator: named['Dhaka North'] ?? '' } as const;
    expect(await refusedWith(did(south, { ids: [await id('south')] }, move))).toMatchObject({
      code: 'operator-unknown',
    });
  });

  test('given an address that a neighbour has, when it is asked for, then it is taken, and by whom is not said', async () => {
    await using here = new Office();
    const { client, as, id, run, named } = await atWork(here);
    await run(['karim'], { action: 'change-ip', ip: '10.77.0.9' });
    const operatorId = named['Dhaka South'] ?? '';
    const { id: staffUserId } = await client.staff.add({ operatorId, name: 'South', role: 'manager' });
    const south = as({ staffUserId, operatorId, role: 'manager', isRoot: false });
    const { first } = await did(south, { ids: [await id('south')] }, { action: 'change-ip', ip: '10.77.0.9' });
    expect(first?.reason).toEqual({ code: 'ip-taken', params: { value: '10.77.0.9' } });
  });

  test('given a cashier, when somebody is to be suspended, looked at or undone, then the whole of it is refused', async () => {
    await using here = new Office();
    const { as, id, run } = await atWork(here);
    const ours = await run(['karim'], { action: 'suspend' });
    const cashier = as({ role: 'cashier' });
    const which = { ids: [await id('rahim')] };
    const terms = { action: 'suspend' } as const;
    expect(await refusedWith(did(cashier, which, terms))).toMatchObject({ code: 'not-allowed' });
    expect(await refusedWith(cashier.actions.preview({ which, terms }))).toMatchObject({ code: 'not-allowed' });
    expect(
      await refusedWith(cashier.actions.undo({ request: randomUUID(), run: ours.request }).then(ending)),
    ).toMatchObject({
      code: 'not-allowed',
    });
    const zone = await did(cashier, which, { action: 'change-zone', zone: null });
    expect(zone.run.applied).toBe(1);
  });
});

describe('who was deleted long ago', () => {
  test('given a clock that goes on steadily, when the days that the admin set are over, then they are gone; after a jump nobody is', async () => {
    await using here = new Office();
    const start = Date.UTC(2026, 0, 1);
    const on = (day: number): void => {
      here.now = () => new Date(start + day * 86_400_000);
    };
    on(0);
    const { client, run } = await atWork(here);
    await client.settings.update({ purgeAfterDays: 20 });
    await run(['rahim', 'karim'], { action: 'delete' });
    await here.close();
    const leftOn = async (day: number): Promise<number> => {
      on(day);
      await here.open({ start: true });
      // Closing waits for what goes on behind.
      await here.close();
      const again = await here.open();
      const { total } = await again.customers.list({ filter: { status: 'deleted' } });
      expect(await again.backups.check()).toEqual({ ok: true, problems: [] });
      await here.close();
      return total;
    };
    for (const [day, left] of [
      [0, 2],
      [500, 2], // a clock set wrong, by the look of it
      [1, 2], // put right again
      [15, 2],
      [20, 2],
      [21, 0],
    ] as const) {
      expect(await leftOn(day), `day ${day}`).toBe(left);
    }
    on(22);
    const last = await here.open();
    expect((await last.customers.list({ filter: { search: 'rahim', status: 'all' } })).total).toBe(0);
    const { lines } = await last.history.list({ filter: { action: 'customer.purge' } });
    expect(JSON.stringify(lines)).toContain('"after":"2"');
    // The file can be imported again.
    expect((await imported(last, csv([LINES[0] ?? ''], 'again.csv', HEADINGS))).imported).toBe(1);
    await here.close();
  });
});
