import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { NetworkAddressFields } from '#shared/contract/office.ts';
import { TAKEN } from '#main/features/network-addresses/occupancy.ts';
import { beside, type Client, coreAtWork, NOW } from './core-at-work.ts';
import { csv, ending, everything, HEADINGS, imported, isp, line } from './office.ts';
import { refusedWith } from './refusals.ts';

const MINUTE = 60_000;

/** An ISP with a /29 of its own: .1 the gateway, .2 reserved, .3 to .6 for customers. */
async function office(cidr = '10.9.0.0/29', over: Partial<NetworkAddressFields> = {}) {
  let at = NOW.getTime();
  const work = await coreAtWork(() => new Date(at));
  const client = work.as();
  await client.reference.import(isp);
  const { operatorId: root } = (await client.signIn.state()).who!;
  const { packages, operators } = await client.reference.lists();
  const packageId = (name: string) => packages.find((one) => one.name === name)!.id;
  const block = await client.networkAddresses.add({
    operatorId: root,
    cidr,
    code: null,
    routerId: null,
    gateway: cidr.replace(/0\/\d+$/, '1'),
    packages: [packageId('Office')],
    reserved: [{ from: '10.9.0.2', to: '10.9.0.2', note: 'switch' }],
    ...over,
  });
  return {
    ...work,
    client,
    root,
    block,
    operators,
    packageId,
    later: (minutes: number) => {
      at += minutes * MINUTE;
    },
  };
}

const withAddresses = (...ips: readonly string[]) =>
  csv(
    ips.map((ip, i) => `${line(i).replace('Home 10M', 'Office')},${ip}`),
    'fixed.csv',
    `${HEADINGS},IP Address`,
  );

const newcomer = (ip: string, username = 'newcomer') => ({
  username,
  password: 'secret-of-1',
  fullName: 'Somebody New',
  operator: 'Dhaka North',
  phone: '01711999999',
  package: 'Office',
  billingProfile: 'Monthly',
  ip,
});

const changeIp = async (client: Client, id: string, ip: string) => {
  const request = randomUUID();
  await ending(await client.actions.run({ request, which: { ids: [id] }, terms: { action: 'change-ip', ip } }));
  return outcomeOf(client, request);
};
const outcomeOf = async (client: Client, run: string) =>
  (await client.actions.outcomes({ run, limit: 10 })).outcomes[0];

describe('free addresses', () => {
  test('given a block with customers, when the free ones are asked for, then they come in order, with their number and the way to more', async () => {
    const { client, block } = await office();
    await imported(client, withAddresses('10.9.0.4'));
    const free = (over = {}) => client.networkAddresses.free({ block: block.id, ...over });
    expect(await free()).toEqual({ free: 3, size: 4, addresses: ['10.9.0.3', '10.9.0.5', '10.9.0.6'], next: null });
    expect(await free({ limit: 1 })).toMatchObject({ addresses: ['10.9.0.3'], next: '10.9.0.3' });
    expect(await free({ limit: 2, after: '10.9.0.3' })).toMatchObject({
      addresses: ['10.9.0.5', '10.9.0.6'],
      next: null,
    });
    expect(await free({ prefix: '১০.৯.০.৫' })).toMatchObject({ free: 3, addresses: ['10.9.0.5'] });
    expect(await free({ prefix: '10.8' })).toMatchObject({ addresses: [] });
  });

  test('given a deleted customer, when the free ones are asked for, then the address is free again, unless somebody else has it by now', async () => {
    const { client, block, folder } = await office();
    await imported(client, withAddresses('10.9.0.3', '10.9.0.4', '10.9.0.5'));
    beside(folder, (db) => {
      db.exec("UPDATE customer SET status = 'deleted', deleted_at = 1 WHERE username IN ('user0', 'user1')");
      // As a central server may send it: two rows with one address, one of them deleted.
      db.exec("UPDATE customer SET ip = (SELECT ip FROM customer WHERE username = 'user1') WHERE username = 'user2'");
    });
    const { free, addresses } = await client.networkAddresses.free({ block: block.id });
    expect([free, addresses]).toEqual([3, ['10.9.0.3', '10.9.0.5', '10.9.0.6']]);
    expect((await client.networkAddresses.list()).find(({ id }) => id === block.id)).toMatchObject({
      taken: 1,
      size: 4,
    });
  });

  test('given any block, when what is taken is looked for, then only living customers with an address are come by', async () => {
    const { folder } = await office();
    beside(folder, (db) => {
      for (const sql of Object.values(TAKEN)) {
        const plan = db
          .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
          .all(...Array.from(sql.matchAll(/\?/g), () => 1));
        expect(plan.map(({ detail }) => detail)).toEqual([
          'SEARCH customer USING COVERING INDEX customer_living_ip (ip>? AND ip<?)',
        ]);
      }
    });
  });

  test('given a /8, when free ones of a beginning are asked for, then they are there, and the rest is counted', async () => {
    const { client, block } = await office('11.0.0.0/8', { gateway: '11.0.0.1', reserved: [] });
    await imported(client, withAddresses('11.0.3.1', '11.0.3.2', '11.200.0.1'));
    const found = await client.networkAddresses.free({ block: block.id, prefix: '11.0.3', limit: 3 });
    expect(found).toEqual({
      free: 2 ** 24 - 3 - 3,
      size: 2 ** 24 - 3,
      addresses: ['11.0.3.0', '11.0.3.3', '11.0.3.4'],
      next: '11.0.3.4',
    });
    const { addresses, next } = await client.networkAddresses.map({ block: block.id, from: '11.200.0.0', limit: 2 });
    expect([addresses.map(({ ip, state, by }) => [ip, state, by]), next]).toEqual([
      [
        ['11.200.0.0', 'free', null],
        ['11.200.0.1', 'taken', 'user2'],
      ],
      '11.200.0.2',
    ]);
  });
});

describe('the map of a block', () => {
  test('given customers, holds and what is set aside, when it is drawn, then every address says what it is', async () => {
    const { client, block } = await office();
    await imported(client, withAddresses('10.9.0.4'));
    await client.networkAddresses.hold({ draft: randomUUID(), block: block.id, ip: '10.9.0.5' });
    const { addresses, next } = await client.networkAddresses.map({ block: block.id });
    expect(addresses.map(({ state }) => state)).toEqual([
      'edge',
      'gateway',
      'reserved',
      'free',
      'taken',
      'held',
      'free',
      'edge',
    ]);
    expect(addresses[2]).toMatchObject({ ip: '10.9.0.2', by: 'switch', customer: null });
    const { id } = await client.customers.find({ username: 'user0' });
    expect(addresses[4]).toMatchObject({ by: 'user0', customer: id });
    expect(next).toBeNull();
  });

  test('given a customer of somebody else, when a reseller looks, then the address is taken, and by whom is not said', async () => {
    const { client, as, block, operators } = await office();
    await client.reference.import({ operators: [{ name: 'Khulna' }] });
    const khulna = (await client.reference.lists()).operators.find(({ name }) => name === 'Khulna')!.id;
    await imported(client, withAddresses('10.9.0.4'));
    const reseller = as({ operatorId: khulna, role: 'manager', isRoot: false });
    const { addresses } = await reseller.networkAddresses.map({ block: block.id });
    expect(addresses[4]).toEqual({ ip: '10.9.0.4', state: 'taken', by: null, customer: null });
    const taken = reseller.networkAddresses.hold({ draft: randomUUID(), block: block.id, ip: '10.9.0.4' });
    expect(await refusedWith(taken)).toEqual({ code: 'ip-taken', params: { value: '10.9.0.4' } });
    const own = as({
      operatorId: operators.find(({ name }) => name === 'Dhaka North')!.id,
      role: 'cashier',
      isRoot: false,
    });
    const seen = own.networkAddresses.hold({ draft: randomUUID(), block: block.id, ip: '10.9.0.4' });
    expect((await refusedWith(seen)).params).toEqual({ value: '10.9.0.4', by: 'user0', context: 'by' });
  });
});

describe('an address that is held', () => {
  test('given many wizards at once, when each asks for the next free one, then no two get the same, and the last are told that the block is full', async () => {
    const { client, block } = await office();
    const asked = await Promise.allSettled(
      Array.from({ length: 9 }, () => client.networkAddresses.hold({ draft: randomUUID(), block: block.id })),
    );
    const got = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value.ip] : []));
    expect(got.toSorted()).toEqual(['10.9.0.3', '10.9.0.4', '10.9.0.5', '10.9.0.6']);
    const full = client.networkAddresses.hold({ draft: randomUUID(), block: block.id });
    expect(await refusedWith(full)).toEqual({ code: 'block-full', params: { block: '10.9.0.0/29' } });
  });

  test('given twenty held by somebody, when they want another one, then it is refused until one is free, and nobody else is kept out', async () => {
    const { client, as, block, later } = await office('10.9.0.0/24');
    const drafts = Array.from({ length: 20 }, () => randomUUID());
    const hold = (draft: string, by = client) => by.networkAddresses.hold({ draft, block: block.id });
    for (const draft of drafts) await hold(draft);
    expect(await refusedWith(hold(randomUUID()))).toEqual({ code: 'holds-many', params: { count: 20 } });
    // Another address for one of the twenty is none more, and somebody else has none yet.
    await hold(drafts[0] ?? '');
    await hold(randomUUID(), as({ role: 'cashier', staffUserId: randomUUID() }));
    await client.networkAddresses.release({ draft: drafts[1] ?? '' });
    await hold(randomUUID());
    expect((await refusedWith(hold(randomUUID()))).code).toBe('holds-many');
    later(15);
    await hold(randomUUID());
  });

  test('given two wizards, when both choose one address, then one has it; when the first chooses another, then it is free again', async () => {
    const { client, block, later } = await office();
    const [first, second] = [randomUUID(), randomUUID()];
    const hold = (draft: string, ip?: string) =>
      client.networkAddresses.hold({ draft, block: block.id, ...(ip && { ip }) });
    const both = await Promise.allSettled([hold(first, '10.9.0.3'), hold(second, '10.9.0.3')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await hold(first, '10.9.0.3')).toMatchObject({ ip: '10.9.0.3' });
    expect(await refusedWith(hold(second, '10.9.0.3'))).toEqual({ code: 'ip-held', params: { value: '10.9.0.3' } });
    expect((await client.networkAddresses.free({ block: block.id, draft: first })).addresses).toContain('10.9.0.3');
    expect((await client.networkAddresses.free({ block: block.id })).addresses).not.toContain('10.9.0.3');

    await hold(first, '10.9.0.4');
    expect(await hold(second, '10.9.0.3')).toMatchObject({ ip: '10.9.0.3' });
    expect((await client.networkAddresses.list()).find(({ id }) => id === block.id)).toMatchObject({ held: 2 });
    later(16);
    expect((await client.networkAddresses.list()).find(({ id }) => id === block.id)).toMatchObject({ held: 0 });
    expect(await hold(second, '10.9.0.4')).toMatchObject({ ip: '10.9.0.4' });
  });

  test('given what nobody may have, when it is chosen, then it is refused, and why', async () => {
    const { client, block } = await office();
    const hold = (ip: string) =>
      refusedWith(client.networkAddresses.hold({ draft: randomUUID(), block: block.id, ip }));
    expect(await hold('10.9.0.1')).toMatchObject({ code: 'ip-taken', params: { context: 'gateway' } });
    expect(await hold('10.9.0.2')).toEqual({ code: 'ip-reserved', params: { value: '10.9.0.2' } });
    expect(await hold('10.9.0.7')).toMatchObject({ code: 'ip-reserved', params: { context: 'edge' } });
    expect(await hold('10.9.0.8')).toMatchObject({ code: 'ip-outside-pool', params: { block: '10.9.0.0/29' } });
    expect(await hold('10.9.0')).toMatchObject({ code: 'invalid-ip' });
    await client.networkAddresses.retire({ id: block.id, retired: true });
    expect(await hold('10.9.0.3')).toMatchObject({ code: 'block-retired' });
  });

  test('given a hold, when somebody else releases it or takes its draft over, then it stays; when its own person does, then it is free', async () => {
    const { client, as, block } = await office();
    const draft = randomUUID();
    await client.networkAddresses.hold({ draft, block: block.id, ip: '10.9.0.3' });
    const other = as({ staffUserId: randomUUID(), role: 'cashier' });
    expect(await other.networkAddresses.release({ draft })).toEqual({ released: false });
    const over = other.networkAddresses.hold({ draft, block: block.id, ip: '10.9.0.4' });
    expect((await refusedWith(over)).code).toBe('hold-elsewhere');
    expect(await client.networkAddresses.release({ draft })).toEqual({ released: true });
    expect(await client.networkAddresses.release({ draft })).toEqual({ released: false });
    expect(await other.networkAddresses.hold({ draft: randomUUID(), block: block.id, ip: '10.9.0.3' })).toMatchObject({
      ip: '10.9.0.3',
    });
  });

  test('given an address that a draft holds, when others are given it, then they are refused; the draft itself becomes the customer, and holds no more', async () => {
    const { client, block, folder } = await office();
    await imported(client, withAddresses('10.9.0.6'));
    const { id } = await client.customers.find({ username: 'user0' });
    const draft = randomUUID();
    await client.networkAddresses.hold({ draft, block: block.id, ip: '10.9.0.3' });

    expect(await client.customers.add({ request: randomUUID(), customer: newcomer('10.9.0.3') })).toEqual({
      kind: 'refused',
      problems: [{ field: 'ip', code: 'ip-held', params: { value: '10.9.0.3' } }],
    });
    expect(await changeIp(client, id, '10.9.0.3')).toMatchObject({ state: 'refused', reason: { code: 'ip-held' } });
    expect(await client.customers.add({ request: draft, customer: newcomer('10.9.0.3') })).toMatchObject({
      kind: 'added',
    });
    expect(beside(folder, (db) => db.prepare('SELECT count(*) FROM address_hold').pluck().get())).toBe(0);
    expect(await changeIp(client, id, '10.9.0.3')).toMatchObject({ reason: { code: 'ip-taken' } });

    // A customer's own id is its draft when its address is changed.
    await client.networkAddresses.hold({ draft: id, block: block.id, ip: '10.9.0.4' });
    expect(await changeIp(client, id, '10.9.0.4')).toMatchObject({ state: 'applied' });
  });
});

describe('what is set aside', () => {
  test('given reserved addresses, edges and the gateway, when a customer is added, moved or imported there, then it is refused', async () => {
    const { client } = await office();
    await imported(client, withAddresses('10.9.0.6'));
    const { id } = await client.customers.find({ username: 'user0' });
    const refusals = async (ip: string) => {
      const added = await client.customers.add({ request: randomUUID(), customer: newcomer(ip) });
      return [
        added.kind === 'refused' ? added.problems.map(({ code, params }) => [code, params['context']]) : added.kind,
        (await changeIp(client, id, ip))?.reason?.code,
        await addressProblems(client, withAddresses(ip)),
      ];
    };
    expect(await refusals('10.9.0.1')).toEqual([[['ip-taken', 'gateway']], 'ip-taken', ['ip-taken']]);
    expect(await refusals('10.9.0.2')).toEqual([[['ip-taken', 'reserved']], 'ip-reserved', ['ip-taken']]);
    expect(await refusals('10.9.0.7')).toEqual([
      [['ip-outside-pool', undefined]],
      'ip-outside-pool',
      ['ip-outside-pool'],
    ]);
  });

  test('given a package with any address, when its customer is to have the edge of a block, then it is refused', async () => {
    const { client } = await office();
    await imported(client, csv([line(1)]));
    const { id } = await client.customers.find({ username: 'user1' });
    expect(await changeIp(client, id, '10.9.0.0')).toMatchObject({
      reason: { code: 'ip-reserved', params: { context: 'edge' } },
    });
    expect(await changeIp(client, id, '10.9.0.2')).toMatchObject({ reason: { code: 'ip-reserved' } });
    expect(await changeIp(client, id, '172.16.0.9')).toMatchObject({ state: 'applied' });
  });

  test('given a customer, when the address is reserved afterwards, then the customer keeps it, through a change of package too, and it is told how many', async () => {
    const { client, block, packageId, folder } = await office();
    await imported(client, withAddresses('10.9.0.4'));
    const fields: NetworkAddressFields = {
      operatorId: block.operatorId,
      code: block.code,
      cidr: block.cidr,
      gateway: block.gateway,
      routerId: null,
      packages: [packageId('Office')],
      reserved: [
        { from: '10.9.0.4', to: '10.9.0.5', note: 'servers' },
        { from: '10.9.0.2', to: '', note: null },
      ],
    };
    const changed = await client.networkAddresses.change({ id: block.id, version: block.version, fields });
    expect(changed).toMatchObject({
      taken: 1,
      size: 2,
      reservedTaken: 1,
      reserved: [
        { from: '10.9.0.2', to: '10.9.0.2', note: null },
        { from: '10.9.0.4', to: '10.9.0.5', note: 'servers' },
      ],
    });
    expect(await client.networkAddresses.free({ block: block.id })).toMatchObject({ free: 2, size: 2 });
    await client.reference.import({
      packages: [{ name: 'Office Plus', connection: 'static', downKbps: 1, upKbps: 1, price: '1', validityDays: 30 }],
    });
    const plus = (await client.reference.lists()).packages.find(({ name }) => name === 'Office Plus')!.id;
    const { id } = await client.customers.find({ username: 'user0' });
    const request = randomUUID();
    const terms = { action: 'change-package', package: plus } as const;
    await ending(await client.actions.run({ request, which: { ids: [id] }, terms }));
    expect(await outcomeOf(client, request)).toMatchObject({ state: 'applied' });
    const line_ = beside(folder, (db) =>
      db.prepare<[], { after: string }>("SELECT after FROM audit WHERE action = 'network-address.change'").get(),
    );
    expect(JSON.parse(line_!.after)).toEqual({ reserved: '10.9.0.2, 10.9.0.4 – 10.9.0.5 (servers)' });
  });

  test('given reserved ranges that cannot be, when they are saved, then the line is told', async () => {
    const { client, block, root } = await office();
    const save = (...reserved: NetworkAddressFields['reserved']) =>
      refusedWith(
        client.networkAddresses.add({
          operatorId: root,
          cidr: '10.8.0.0/24',
          code: null,
          routerId: null,
          gateway: null,
          packages: [],
          reserved,
        }),
      );
    const range = (from: string, to: string) => ({ from, to, note: null });
    expect(await save(range('10.8.0.2', '10.8.0.9'), range('10.9.0.1', '10.9.0.1'))).toEqual({
      code: 'block-reserved',
      params: { value: '10.9.0.1', line: 2, field: 'reserved', context: 'outside' },
    });
    expect((await save(range('10.8.0.9', '10.8.0.2'))).params['context']).toBe('backwards');
    expect((await save(range('10.8.0.2', '10.8.0.9'), range('10.8.0.9', '10.8.0.12'))).params).toMatchObject({
      context: 'overlap',
      line: 2,
      other: '10.8.0.2 – 10.8.0.9',
    });
    expect(block.reserved).toEqual([{ from: '10.9.0.2', to: '10.9.0.2', note: 'switch' }]);
  });
});

/** The codes of what is wrong with the addresses of a file. */
async function addressProblems(client: Client, file: File): Promise<string[]> {
  const found = await everything(await client.import.dryRun({ file, choices: {} }));
  return found.flat().flatMap(({ code }) => (code.includes('ip') ? [code] : []));
}
