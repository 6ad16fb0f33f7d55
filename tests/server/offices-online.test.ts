import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sealWith } from '#server/key/seal.ts';
import { putNas } from '#server/radius/nas.ts';
import { type Client, csv, HEADINGS, imported, line } from '../features/office.ts';
import { refusedWith as refusal } from '../features/refusals.ts';
import { peopleOnIt, RouterBeside } from '../fixtures/router-beside.ts';
import { hasPostgreSql } from './databases.ts';
import { enrolled, type Isp, newIsp, newOffice, NOW, withPassword } from './offices/isp.ts';

// Who is and was online as a console shows it: what routers tell beside what FreeRADIUS told the real server.

const MINUTE = 60_000;
/** Where the router beside stands, as its reports tell it. */
const NEAR = '127.0.0.1';
const FAR = '10.9.9.9';

interface Reported {
  /** Minutes before now. */
  readonly start?: number;
  readonly updated?: number;
  readonly end?: number | null;
  readonly cause?: string;
  readonly nas?: string;
  readonly address?: string | null;
  readonly mac?: string;
  readonly up?: number;
  readonly down?: number;
}

/** A session as FreeRADIUS writes it down. */
async function report({ database }: Isp, username: string, told: Reported = {}): Promise<void> {
  const { start = 60, updated = 0, end = null, cause = null, nas = FAR, address = '10.0.0.77' } = told;
  const { mac = 'AA-BB-CC-00-00-77', up = 0, down = 0 } = told;
  const at = (ago: number | null): number | null => (ago === null ? null : NOW.getTime() - ago * MINUTE);
  await database.query(
    `INSERT INTO radacct (acctsessionid, acctuniqueid, username, nasipaddress, acctstarttime, acctupdatetime,
       acctstoptime, acctterminatecause, framedipaddress, callingstationid, acctinputoctets, acctoutputoctets)
     VALUES ('s', $1, $2, $3, to_timestamp($4::bigint / 1000), to_timestamp($5::bigint / 1000),
       to_timestamp($6::bigint / 1000), $7, $8, $9, $10, $11)`,
    [randomUUID(), username, nas, at(start), at(updated), at(end), cause, address, mac, up, down],
  );
}

const ofZulu = (i: number): string => line(i).replace('Dhaka North', 'Zulu');

/** An office at the server with user1, user2 and user3 of one reseller and user9 of another, and a router on which nobody is. */
async function scene() {
  const isp = await newIsp();
  const { client, office } = await newOffice();
  await client.reference.import({ operators: [{ name: 'Zulu', code: 'ZU', kind: 'reseller' }] });
  await imported(client, csv([line(1), line(2), line(3), ofZulu(9)], 'customers.csv', HEADINGS));
  const { operators } = await client.reference.lists();
  // Before there is a password anybody may be anybody.
  const as = (name: string): Client =>
    office.as({
      ...{ operatorId: operators.find((one) => one.name === name)?.id ?? '', isRoot: false, role: 'technician' },
    });
  const [north, zulu] = [as('Dhaka North'), as('Zulu')];
  await withPassword(client);
  await enrolled(client, isp);
  const router = await RouterBeside.start({ fill: peopleOnIt('user1', 'user2', 'user3') });
  onTestFinished(() => router.simulator.stop());
  const idOf = async (username: string): Promise<string> => (await client.customers.find({ username })).id;
  return { isp, client, router, north, zulu, idOf };
}

const told = async (client: Client) => {
  const { sessions } = await client.online.list({});
  return sessions.map(({ username, router, knownFrom }) => `${username} ${router} ${knownFrom}`);
};

describe.skipIf(!hasPostgreSql())('who is online at an office with a server', () => {
  test('given sessions that a router and the server tell of, when they are listed, then each is there once, with what each of them knows best', async () => {
    const { isp, client, router, idOf } = await scene();
    await putNas(isp.database, sealWith(Buffer.alloc(32, 7)), {
      ...{ name: 'Far tower', address: FAR, secret: 's'.repeat(16), host: FAR, port: 3799 },
      managementSecret: 's'.repeat(16),
    });
    const id = await router.addTo(client);
    router.dial('user1', 'AA:BB:CC:00:00:01');
    router.dial('user3', 'AA:BB:CC:00:00:03');
    await report(isp, 'user1', { nas: NEAR, mac: 'aa-bb-cc-00-00-01', address: null, up: 5, down: 7_000 });
    await report(isp, 'user2', { up: 2 ** 40, down: 2 ** 41 });
    const { routers, server } = await client.online.refresh({});
    expect(routers).toMatchObject([{ id, name: 'RTR-1', sessions: 2, reason: null }]);
    expect(server).toEqual({ sessions: 2, readAt: NOW.toISOString(), reason: null });
    const list = await client.online.list({});
    expect(list).toMatchObject({ total: 3, online: 3, next: null, server });
    expect(list.sessions).toMatchObject([
      {
        ...{ username: 'user1', knownFrom: 'both', routerId: id, router: 'RTR-1', kind: 'pppoe', uptimeSeconds: 0 },
        ...{ address: '10.0.0.2', mac: 'AA:BB:CC:00:00:01', bytesUp: 5, bytesDown: 7_000 },
      },
      {
        ...{ username: 'user2', knownFrom: 'server', routerId: null, router: 'Far tower', kind: null },
        ...{ customer: await idOf('user2'), fullName: 'Customer 2', zone: 'Mirpur', uptimeSeconds: 3600 },
        ...{ address: '10.0.0.77', mac: 'AA:BB:CC:00:00:77', bytesUp: 2 ** 40, bytesDown: 2 ** 41 },
      },
      { username: 'user3', knownFrom: 'router', bytesUp: null, bytesDown: null },
    ]);
    expect(await client.online.list({ search: 'aabbcc000077' })).toMatchObject({ total: 1, online: 3 });
  });

  test('given a router that tells who is on it, when the server has more of it, then the router is believed until it is silent', async () => {
    const { isp, client, router } = await scene();
    await report(isp, 'user2', { nas: NEAR });
    await router.addTo(client);
    router.dial('user1');
    await client.online.refresh({});
    expect(await told(client)).toEqual(['user1 RTR-1 router']);
    await router.simulator.stop();
    await client.online.refresh({});
    expect(await told(client)).toEqual(['user1 RTR-1 router', 'user2 RTR-1 server']);
    expect((await client.online.list({})).routers).toMatchObject([
      { sessions: 2, reason: { code: expect.stringMatching(/^router-/) } },
    ]);
  });

  test('given sessions of one device that were never told to have ended, when they are listed, then the newest is there alone', async () => {
    const { isp, client } = await scene();
    await report(isp, 'user2', { start: 90, down: 1 });
    await report(isp, 'user2', { start: 30, down: 2 });
    await report(isp, 'user2', { start: 30, down: 3, mac: 'AA-BB-CC-00-00-78', address: '10.0.0.78' });
    await client.online.refresh({});
    const { sessions } = await client.online.list({});
    expect(sessions.map(({ bytesDown }) => bytesDown).sort()).toEqual([2, 3]);
  });

  test('given thousands of sessions, when they are listed in windows, then every one is there once', async () => {
    const { isp, client } = await scene();
    await isp.database.query(
      `INSERT INTO radacct (acctsessionid, acctuniqueid, username, nasipaddress, acctstarttime, acctupdatetime,
         framedipaddress)
       SELECT 's', n::text, 'user1', '10.9.9.9', to_timestamp($1::bigint / 1000), to_timestamp($1::bigint / 1000),
         '10.1.0.0'::inet + n
       FROM generate_series(1, 2100) AS n`,
      [NOW.getTime()],
    );
    await client.online.refresh({});
    const seen = new Set<string | null>();
    let after: string | undefined;
    do {
      const window = await client.online.list({ limit: 500, ...(after !== undefined && { after }) });
      expect(window).toMatchObject({ total: 2100, online: 2100, server: { sessions: 2100 } });
      for (const { address } of window.sessions) seen.add(address);
      after = window.next ?? undefined;
    } while (after !== undefined);
    expect(seen.size).toBe(2100);
  });

  test('given a server that is off, when it is looked again, then what it told last stays, and since when and why', async () => {
    const { isp, client } = await scene();
    await report(isp, 'user2');
    await client.online.refresh({});
    await isp.down();
    const { server } = await client.online.refresh({});
    expect(server).toMatchObject({
      ...{ sessions: 1, readAt: NOW.toISOString(), reason: { code: 'sync-server-refuses' } },
    });
    expect(await told(client)).toEqual([`user2 ${FAR} server`]);
    await isp.up();
    expect((await client.online.refresh({})).server).toMatchObject({ reason: null });
    // A console that works alone has none, and nothing of the one that it had.
    await client.sync.leave();
    expect(await client.online.list({})).toMatchObject({ total: 0, server: null });
  });

  test('given customers of two resellers, when people of one look, then they see their own, and what those used alone', async () => {
    const { isp, client, north, zulu, idOf } = await scene();
    await report(isp, 'user2', { down: 1_000 });
    await report(isp, 'user9', { down: 70 });
    await client.online.refresh({});
    expect(await told(client)).toEqual([`user2 ${FAR} server`, `user9 ${FAR} server`]);
    expect(await told(north)).toEqual([`user2 ${FAR} server`]);
    expect(await zulu.online.list({})).toMatchObject({ total: 1, online: 1, server: { sessions: 1 } });
    const [two, nine] = [await idOf('user2'), await idOf('user9')];
    expect((await zulu.online.sessions({ customer: nine })).sessions).toMatchObject([{ bytesDown: 70 }]);
    for (const ask of [north.online.sessions({ customer: nine }), north.online.usage({ by: 'day', customer: nine })])
      expect(await refusal(ask)).toEqual(await refusal(north.online.sessions({ customer: randomUUID() })));
    expect((await client.online.usage({ by: 'day' })).total.bytesDown).toBe(1_070);
    expect(await north.online.usage({ by: 'customer' })).toMatchObject({
      ...{ total: { bytesDown: 1_000 }, rows: [{ key: two, username: 'user2', fullName: 'Customer 2' }] },
    });
    expect((await zulu.online.usage({ by: 'day' })).total.bytesDown).toBe(70);
  });

  test('given a session that the server alone tells of, when it is ended, then its router does so where it is known here; elsewhere it says how', async () => {
    const { isp, client, router, zulu, idOf } = await scene();
    await report(isp, 'user1', { nas: NEAR });
    await report(isp, 'user2');
    await client.online.refresh({});
    const routerId = await router.addTo(client);
    const [near, far] = (await client.online.list({})).sessions;
    if (!near || !far) throw new Error('Two are online');
    expect(near).toMatchObject({ username: 'user1', routerId, knownFrom: 'server' });
    expect(await zulu.online.disconnect({ sessions: [near] })).toMatchObject({
      failed: [{ reason: { code: 'session-gone' } }],
    });
    const dialled = router.dial('user1', 'AA:BB:CC:00:00:77');
    expect(await client.online.disconnect({ sessions: [near, far] })).toEqual({
      ended: 1,
      failed: [
        {
          ...{ routerId: null, id: far.id, username: 'user2' },
          reason: { code: 'session-elsewhere', params: { name: 'user2', router: FAR } },
        },
      ],
    });
    expect(dialled.isOnline()).toBe(false);
    // The server hears of it later.
    await client.online.refresh({});
    expect(await told(client)).toEqual([`user2 ${FAR} server`]);
    const { lines } = await client.history.list({ filter: { customer: await idOf('user1') } });
    expect(lines[0]).toMatchObject({ action: 'customer.disconnect' });
  });
});

describe.skipIf(!hasPostgreSql())('when a customer was online, and what was used', () => {
  test('given sessions of a customer, when they are asked for, then the newest first in windows, with how long, how much and why they ended', async () => {
    const { isp, client, idOf } = await scene();
    const customer = await idOf('user2');
    await report(isp, 'user2', { start: 300, updated: 200, end: 190, cause: 'Lost-Carrier', up: 3, down: 4 });
    await report(isp, 'user2', { start: 60, updated: 5 });
    const { sessions, next } = await client.online.sessions({ customer, limit: 1 });
    const at = (ago: number): string => new Date(NOW.getTime() - ago * MINUTE).toISOString();
    const where = { address: '10.0.0.77', mac: 'AA:BB:CC:00:00:77', router: FAR, username: 'user2' };
    expect(sessions).toEqual([
      {
        ...{ ...where, id: expect.any(String), start: at(60), end: null, seconds: 55 * 60 },
        ...{ cause: null, bytesUp: 0, bytesDown: 0 },
      },
    ]);
    const older = await client.online.sessions({ customer, ...(next !== null && { after: next }) });
    expect(older).toMatchObject({
      next: null,
      sessions: [
        { ...where, start: at(300), end: at(190), seconds: 110 * 60, cause: 'Lost-Carrier', bytesUp: 3, bytesDown: 4 },
      ],
    });
  });

  test('given data used in two months, when no days are named, then it is what was used since the first of this one', async () => {
    const { isp, client, idOf } = await scene();
    const day = 24 * 60;
    await report(isp, 'user1', { start: 30 * day, updated: 30 * day, end: 30 * day, down: 9 });
    await report(isp, 'user1', { start: day, updated: day, end: day, down: 1_000, up: 10 });
    await report(isp, 'user1', { down: 500 });
    const customer = await idOf('user1');
    expect(await client.online.usage({ by: 'day', customer })).toEqual({
      ...{ from: '2026-11-01', to: '2026-11-20', next: null, total: { bytesDown: 1_500, bytesUp: 10 } },
      rows: [
        { key: '2026-11-19', bytesDown: 1_000, bytesUp: 10, username: null, fullName: null },
        { key: '2026-11-20', bytesDown: 500, bytesUp: 0, username: null, fullName: null },
      ],
    });
    expect(await client.online.usage({ by: 'day', customer, from: '2026-10-01', to: '2026-10-31' })).toMatchObject({
      rows: [{ key: '2026-10-21', bytesDown: 9 }],
    });
  });

  test('given a server that is off, or none, when it is asked, then it says so and tells nothing', async () => {
    const { isp, client, idOf } = await scene();
    const customer = await idOf('user2');
    await report(isp, 'user2', { down: 1 });
    expect((await client.online.sessions({ customer })).sessions).toHaveLength(1);
    const both = () => [client.online.sessions({ customer }), client.online.usage({ by: 'day', customer })];
    await isp.down();
    for (const asked of both()) expect(await refusal(asked)).toMatchObject({ code: 'sync-server-refuses' });
    await isp.up();
    await client.sync.leave();
    for (const asked of both()) expect(await refusal(asked)).toMatchObject({ code: 'sync-none' });
  });
});
