import { randomUUID } from 'node:crypto';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import type { NamedAttribute } from '#radius/attribute.ts';
import { RADIUS_SECRET, StandInRadius } from '../fixtures/radius-server.ts';
import { beside } from './core-at-work.ts';
import { type Client, csv, ending, imported, isp, line, Office } from './office.ts';
import { refusedWith } from './refusals.ts';

const SHORT = { deadline: 400, firstWait: 100 };
const GIVEN: readonly NamedAttribute[] = [
  { name: 'Mikrotik-Rate-Limit', value: '5M/20M' },
  { name: 'Framed-Pool', value: 'pool-of-secret-1' },
  { name: 'Class', value: Buffer.from('secret-1') },
];

/** An ISP with the customer "user1" of a reseller, whose password is "secret-1", and "user2". */
async function scene() {
  const office = new Office();
  office.radiusPatience = SHORT;
  onTestFinished(() => office[Symbol.asyncDispose]());
  const client = await office.open();
  await client.reference.import(isp);
  await imported(client, csv([line(1), line(2)]));
  const server = await new StandInRadius('user1', 'secret-1', GIVEN).start();
  onTestFinished(() => server.stop());
  const id = async (username: string) => (await client.customers.find({ username })).id;
  const reseller = (await client.operators.list()).find(({ name }) => name === 'Dhaka North');
  if (!reseller) throw new Error('The reseller is gone');
  const keep = (by: Client = client) =>
    by.radius.changeServer({ version: null, host: '127.0.0.1', port: server.port, secret: RADIUS_SECRET });
  const try1 = async (by: Client = client, method: 'pap' | 'chap' = 'pap') =>
    by.radius.testLogin({ customer: await id('user1'), method });
  return { office, client, server, id, keep, try1, resellerId: reseller.id };
}

describe('a RADIUS server', () => {
  test('given none, when one is kept, changed and removed, then the history tells it and the secret is in no answer', async () => {
    const { client, keep } = await scene();
    expect(await client.radius.server()).toBeNull();
    expect(await refusedWith(client.radius.status())).toMatchObject({ code: 'radius-none' });
    const kept = await keep();
    expect(kept).toMatchObject({ host: '127.0.0.1', isOwn: true, version: 1 });
    const changed = await client.radius.changeServer({
      version: 1,
      host: 'Radius.example',
      port: 1812,
      secret: 'new-secret',
    });
    expect(changed).toMatchObject({ host: 'radius.example', port: 1812, version: 2 });
    expect(await refusedWith(client.radius.removeServer({ version: 1 }))).toMatchObject({ code: 'radius-changed' });
    await client.radius.removeServer({ version: 2 });
    expect(await client.radius.server()).toBeNull();
    const { lines } = await client.history.list({ filter: {} });
    const ours = lines.filter(({ action }) => action.startsWith('radius-server.'));
    expect(ours.map(({ action }) => action)).toEqual([
      'radius-server.remove',
      'radius-server.change',
      'radius-server.add',
    ]);
    const told = JSON.stringify([kept, changed, lines]);
    expect(told).not.toContain(RADIUS_SECRET);
    expect(told).not.toContain('new-secret');
  });

  test('given a kept secret, when the server would move, then it is asked for again, and nothing has changed', async () => {
    const { client, keep } = await scene();
    const { port } = await keep();
    const without = { version: null, host: '127.0.0.1', port: 1812 };
    expect(await refusedWith(client.radius.changeServer(without))).toMatchObject({ code: 'radius-changed' });
    for (const moved of [
      { host: '127.0.0.2', port: port ?? 0 },
      { host: '127.0.0.1', port: 1812 },
    ])
      expect(await refusedWith(client.radius.changeServer({ version: 1, ...moved }))).toMatchObject({
        code: 'radius-secret-again',
        params: { field: 'secret' },
      });
    const same = { version: 1, host: '127.0.0.1', port: port ?? 0 };
    expect(await client.radius.changeServer(same)).toMatchObject({ version: 1, port });
    const strange = { ...same, host: '10.0.0.999', secret: 's' };
    expect(await refusedWith(client.radius.changeServer(strange))).toMatchObject({ code: 'radius-host' });
  });

  test('given a server that is lent, when those beneath ask, then it serves them and does not tell where it is', async () => {
    const { office, client, keep, try1, id, resellerId } = await scene();
    await keep();
    const north = office.as({ operatorId: resellerId, isRoot: false, role: 'technician' });
    expect(await north.radius.server()).toMatchObject({ host: null, port: null, isOwn: false });
    expect(await north.radius.status()).toMatchObject({ alive: true });
    expect(await try1(north)).toMatchObject({ outcome: 'accepted' });
    const own = await client.customers.add({
      request: randomUUID(),
      customer: {
        username: 'of-the-isp',
        password: 'hidden-1',
        fullName: 'Own',
        operator: 'admin',
        package: 'Home 10M',
        billingProfile: 'Monthly',
      },
    });
    expect(own).toBeDefined();
    const ofIsp = await id('of-the-isp');
    expect(await refusedWith(north.radius.testLogin({ customer: ofIsp, method: 'pap' }))).toMatchObject({
      code: 'customer-unknown',
    });
  });

  test('given a server of the customer’s operator, when somebody above tests, then that one is asked', async () => {
    const { office, server, keep, try1, client, resellerId } = await scene();
    const manager = office.as({ operatorId: resellerId, isRoot: false, role: 'manager' });
    await keep(manager);
    expect(await client.radius.server()).toBeNull();
    expect(await try1()).toMatchObject({ outcome: 'accepted' });
    expect(server.asked).toEqual(['user1']);
  });
});

describe('a log-in that is tested', () => {
  test.each(['pap', 'chap'] as const)(
    'given the kept password by %s, when it is right, then what is given, and never the password',
    async (method) => {
      const { client, keep, try1, server } = await scene();
      await keep();
      expect(await try1(client, method)).toEqual({
        mac: null,
        outcome: 'accepted',
        message: 'Welcome',
        reason: null,
        attributes: [
          { name: 'Mikrotik-Rate-Limit', value: '5M/20M' },
          { name: 'Framed-Pool', value: '******' },
        ],
      });
      server.mood = 'chatty';
      expect(await try1(client, method)).toMatchObject({ outcome: 'accepted', message: '******' });
      const { lines } = await client.history.list({ filter: {} });
      expect(lines.filter(({ action }) => action === 'customer.test-login')).toHaveLength(2);
      expect(JSON.stringify(lines)).not.toContain('secret-1');
    },
  );

  test('given another password on the server, when it is tested, then it is rejected in the server’s words', async () => {
    const { client, keep, try1, id } = await scene();
    await keep();
    const run = await client.actions.run({
      request: randomUUID(),
      which: { ids: [await id('user1')] },
      terms: { action: 'reset-password', password: 'another-1' },
    });
    expect(await ending(run)).toMatchObject({ applied: 1 });
    expect(await try1()).toMatchObject({ outcome: 'rejected', message: 'Plan expired', reason: null });
  });

  test('given a server that is silent, forged, unsigned or gone, when it is asked, then the reason says what to do', async () => {
    const { client, keep, try1, server } = await scene();
    await keep();
    for (const [mood, code] of [
      ['silent', 'radius-silent'],
      ['forged', 'radius-forged'],
      ['unsigned', 'radius-unsigned'],
    ] as const) {
      server.mood = mood;
      expect(await try1()).toMatchObject({ outcome: 'no-answer', reason: { code } });
      expect(await client.radius.status()).toMatchObject({ alive: false, reason: { code } });
    }
    const gone = await new StandInRadius('nobody', '').start();
    const { port } = gone;
    await gone.stop();
    await client.radius.changeServer({ version: 1, host: '127.0.0.1', port, secret: 'x' });
    expect(await client.radius.status()).toMatchObject({ alive: false, reason: { code: 'radius-refused' } });
  });

  test('given several devices, when none is chosen, then the first that was bound is told; else the chosen one, and no stranger', async () => {
    const { client, keep, id, server } = await scene();
    await keep();
    const customer = await id('user1');
    const bind = async (mac: string) =>
      ending(
        await client.actions.run({
          request: randomUUID(),
          which: { ids: [customer] },
          terms: { action: 'bind-mac', mac },
        }),
      );
    expect(await client.radius.testLogin({ customer, method: 'pap' })).toMatchObject({ mac: null });
    await bind('AA:BB:CC:00:00:09');
    await bind('AA:BB:CC:00:00:01');
    const test = async (mac?: string) => client.radius.testLogin({ customer, method: 'pap', mac });
    expect(await test()).toMatchObject({ outcome: 'accepted', mac: 'AA:BB:CC:00:00:09' });
    expect(await test('aabb.cc00.0001')).toMatchObject({ mac: 'AA:BB:CC:00:00:01' });
    expect(server.callers).toEqual([null, 'AA:BB:CC:00:00:09', 'AA:BB:CC:00:00:01']);
    expect(await refusedWith(test('AA:BB:CC:00:00:02'))).toMatchObject({ code: 'mac-not-bound' });
    expect(await refusedWith(test('nonsense'))).toMatchObject({ code: 'invalid-mac' });
    expect(server.callers).toHaveLength(3);
  });

  test('given a customer without a password, or no server, when it is tested, then it is refused and nothing is sent', async () => {
    const { office, client, keep, try1, id, server } = await scene();
    beside(office.folder, (db) =>
      db.prepare("UPDATE customer SET password_sealed = NULL WHERE username = 'user2'").run(),
    );
    expect(await refusedWith(try1())).toMatchObject({ code: 'radius-none' });
    await keep();
    expect(await refusedWith(client.radius.testLogin({ customer: await id('user2'), method: 'pap' }))).toMatchObject({
      code: 'radius-password-unknown',
    });
    expect(server.asked).toEqual([]);
  });
});

const there = inject('freeradius');

describe.skipIf(!there)('FreeRADIUS', () => {
  test('given a customer of a file, when status and log-in are tested, then both are as the server says', async () => {
    const { auth, secret } = there ?? { auth: 0, secret: '' };
    const { office } = await scene();
    await office.close();
    office.radiusPatience = { deadline: 15_000, firstWait: 1000 };
    const client = await office.open();
    await client.radius.changeServer({ version: null, host: '127.0.0.1', port: auth, secret });
    expect(await client.radius.status()).toMatchObject({ alive: true, reason: null });
    const rahim = line(3).replace('user3,secret-3', 'rahim,p4ss wörd');
    const late = line(4).replace('user4,secret-4', 'late,clear');
    await imported(client, csv([rahim, late], 'radius.csv'));
    const found = async (username: string) => (await client.customers.find({ username })).id;
    for (const method of ['pap', 'chap'] as const)
      expect(await client.radius.testLogin({ customer: await found('rahim'), method })).toMatchObject({
        outcome: 'accepted',
        message: 'Welcome\nback',
        attributes: [
          { name: 'Framed-IP-Address', value: '10.0.0.2' },
          { name: 'Session-Timeout', value: '3600' },
          { name: 'Mikrotik-Rate-Limit', value: '5M/20M' },
          { name: 'Mikrotik-Address-List', value: 'paid' },
        ],
      });
    expect(await client.radius.testLogin({ customer: await found('late'), method: 'pap' })).toMatchObject({
      outcome: 'rejected',
      message: 'Plan expired',
    });
  });
});
