import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { StandInRadiusRouter, ROUTER_SECRET } from '../fixtures/radius-router.ts';
import { type Client, csv, HEADINGS, imported, isp, line, Office } from '../features/office.ts';
import { hasPostgreSql } from './databases.ts';
import { NAS, NAS_SECRET, Radius } from './freeradius/isp.ts';
import { startFreeRadius } from './freeradius/start.ts';
import { act, refusedOf, states } from './offices/at-work.ts';
import { withPassword } from './offices/isp.ts';
import { WholeServer } from './offices/whole-server.ts';

// The whole of it, with nothing that only plays its part but the router: consoles, the server over TLS, PostgreSQL, FreeRADIUS.

describe.skipIf(!hasPostgreSql() || !inject('hasFreeRadius'))('an ISP with a central server', () => {
  test('given a spreadsheet that was imported while the server was down, when it is there again, then its customers log in, are cut off from the console, and another office agrees about all of it', async () => {
    await using router = await new StandInRadiusRouter().start();
    const server = await WholeServer.start();
    await server.command({ command: 'operator add', name: 'Shapla', parent: null });
    const nas = { name: 'tower', address: NAS, secret: NAS_SECRET, host: '127.0.0.1', port: router.port };
    await server.command({ command: 'nas add', nas: { ...nas, managementSecret: ROUTER_SECRET } });
    const one = await office();
    await one.reference.import({ ...isp, networkAddresses: [{ cidr: '10.0.0.0/22', packages: ['Home 10M'] }] });
    await enrolledOver(server, one, 'Dhaka');

    await server.stop();
    await imported(one, csv([`${line(1)},10.0.3.9`, `${line(2)},`], 'june.csv', `${HEADINGS},IP Address`));
    expect(await one.sync.now()).toMatchObject({
      waiting: 2,
      failure: { reason: { code: 'sync-server-refuses' }, nextTryAt: expect.any(String) },
    });
    expect(await states(one)).toEqual(['user1 waiting', 'user2 waiting']);

    await server.up();
    expect(await one.sync.now()).toMatchObject({ waiting: 0, conflicts: 0, refused: 0, failure: null });
    expect(await states(one)).toEqual(['user1 synced', 'user2 synced']);
    const { auth, acct } = await startFreeRadius(server.databaseUrl);
    const radius = new Radius(auth, acct);
    expect(await radius.login('user1', 'secret-1')).toMatchObject({
      code: 'Access-Accept',
      attributes: { 'Mikrotik-Rate-Limit': '5120k/10240k', 'Framed-IP-Address': '10.0.3.9' },
    });
    expect((await radius.login('user2', 'secret-2')).attributes).not.toHaveProperty('Framed-IP-Address');
    expect(await radius.login('user2', 'secret-1')).toMatchObject({ code: 'Access-Reject' });

    await radius.report('user1', 'Start', '81e0002c');
    expect(await act(one, 'user1', { action: 'suspend' })).toMatchObject({ state: 'applied' });
    await one.sync.now();
    expect(await radius.login('user1', 'secret-1')).toMatchObject({
      code: 'Access-Reject',
      attributes: { 'Reply-Message': 'Account suspended' },
    });
    // The server tells the router by itself.
    await expect
      .poll(() => router.orders, { timeout: 20_000 })
      .toMatchObject([{ kind: 'disconnect', username: 'user1', sessionId: '81e0002c' }]);

    const two = await office();
    await enrolledOver(server, two, 'Chattogram');
    const list = await two.customers.list({ filter: {}, limit: 10 });
    expect(list.customers.map(({ username, status, ip, sync }) => [username, status, ip, sync])).toEqual([
      ['user1', 'suspended', '10.0.3.9', 'synced'],
      ['user2', 'active', null, 'synced'],
    ]);

    // Two offices give one name while neither hears of the other.
    await imported(one, csv([line(3)], 'one.csv'));
    await imported(two, csv([line(3).replace('secret-3', 'another-3')], 'two.csv'));
    await one.sync.now();
    expect(await two.sync.now()).toMatchObject({ waiting: 0, refused: 1, conflicts: 0 });
    expect(await refusedOf(two)).toEqual(['user3 USERNAME_TAKEN username']);
    const { conflicts } = await two.sync.conflicts({});
    expect(conflicts).toMatchObject([{ mine: { value: 'user3' }, choices: ['theirs', 'edit'] }]);
    const ids = conflicts.map(({ id }) => id);
    expect(await two.sync.solve({ ids, choice: 'edit', value: 'user3b' })).toEqual({ solved: 1, left: [] });
    expect(await two.sync.now()).toMatchObject({ waiting: 0, refused: 0, conflicts: 0 });
    await one.sync.now();
    for (const client of [one, two]) {
      expect(await states(client)).toEqual(['user1 synced', 'user2 synced', 'user3 synced', 'user3b synced']);
    }
    expect(await radius.login('user3', 'secret-3')).toMatchObject({ code: 'Access-Accept' });
    expect(await radius.login('user3b', 'another-3')).toMatchObject({ code: 'Access-Accept' });

    expect(server.log.filter((entry) => entry.includes('"error"'))).toEqual([]);
    expect(server.log.join('')).not.toMatch(/secret-\d|another-3/);
  });
});

/** A console at the real time, whose admin has a password. */
async function office(): Promise<Client> {
  const console = new Office();
  onTestFinished(() => console[Symbol.asyncDispose]());
  const client = await console.open();
  await withPassword(client);
  return client;
}

/** As somebody does it at the screen: the certificate is looked at, compared and trusted, and both are put together. */
async function enrolledOver(server: WholeServer, client: Client, consoleName: string): Promise<void> {
  const { url, fingerprint } = server;
  const seen = await client.sync.look({ url, fingerprint: null });
  expect(seen.certificate).toMatchObject({ fingerprint, subject: '127.0.0.1' });
  const code = await server.code('Shapla');
  await client.sync.enrol({ url, code, fingerprint, consoleName });
  await client.sync.join({ into: {} });
  expect(await client.sync.now()).toMatchObject({ waiting: 0, failure: null });
}
