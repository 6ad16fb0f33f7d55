import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { connect } from '#main/routeros/index.ts';
import { endSessions } from '#main/features/online/index.ts';
import { peopleOnIt, RouterBeside } from '../fixtures/router-beside.ts';
import type { SimulatorOptions } from '../../src-simulator/simulator.ts';
import { type Client, csv, imported, isp, line, Office } from './office.ts';
import { refusedWith as refusal } from './refusals.ts';

// Who is online, as routers tell it: real sockets to routers that run beside.

afterEach(() => void vi.useRealTimers());

/** A router that was run by hand, with people who can dial. */
const onlineRouter = (options: SimulatorOptions = {}): Promise<RouterBeside> =>
  RouterBeside.start({ fill: peopleOnIt('user1', 'user2', 'user3', 'stranger', 'José'), ...options });

/** An office with the customers user1, user2 and user3 of a reseller, and a router with nobody on it. */
async function scene(options?: SimulatorOptions) {
  const router = await onlineRouter(options);
  const office = new Office();
  onTestFinished(async () => {
    await office[Symbol.asyncDispose]();
    await router.simulator.stop();
  });
  const client = await office.open();
  await client.reference.import(isp);
  await imported(client, csv([line(1), line(2), line(3)]));
  const id = await router.addTo(client);
  return { office, client, router, id };
}

const operatorOf = async (client: Client, name: string): Promise<string> => {
  const { operators } = await client.reference.lists();
  const found = operators.find((one) => one.name === name);
  if (!found) throw new Error(`No operator ${name}`);
  return found.id;
};

const names = async (client: Client, asked: Parameters<Client['online']['list']>[0] = {}) =>
  (await client.online.list(asked)).sessions.map(({ username }) => username);

/** Another router for the same office. */
async function another(options?: SimulatorOptions): Promise<RouterBeside> {
  const router = await onlineRouter(options);
  onTestFinished(() => router.simulator.stop());
  return router;
}

describe('the list', () => {
  test('given PPPoE and hotspot customers, when routers are read, then all are there by username with what the router told', async () => {
    const { client, router, id } = await scene();
    router.dial('user1', 'AA:BB:CC:00:00:01');
    router.dial('guest', 'AA:BB:CC:00:00:02', 'hotspot');
    router.simulator.tables.at('/queue/simple').find('name', '<pppoe-user1>')?.values.set('rate', '1000/2000');
    const { routers } = await client.online.refresh({});
    expect(routers).toMatchObject([{ id, name: 'RTR-1', sessions: 2, reason: null }]);
    const { sessions, total, next } = await client.online.list({});
    expect({ total, next }).toEqual({ total: 2, next: null });
    expect(sessions).toMatchObject([
      { ...{ kind: 'hotspot', username: 'guest', customer: null, fullName: null, mac: 'AA:BB:CC:00:00:02' } },
      {
        ...{ kind: 'pppoe', username: 'user1', fullName: 'Customer 1', zone: 'Mirpur', router: 'RTR-1', routerId: id },
        ...{ address: '10.0.0.2', mac: 'AA:BB:CC:00:00:01', uptimeSeconds: 0, upBps: 1000, downBps: 2000 },
      },
    ]);
    expect(sessions[1]?.customer).toEqual(expect.any(String));
  });

  test('given several who are online, when something is searched or filtered, then only those are shown', async () => {
    const { client, router, id } = await scene();
    router.dial('user1', 'AA:BB:CC:00:00:01');
    router.dial('user2', 'AA:BB:CC:00:00:02');
    router.dial('stranger', 'AA:BB:CC:00:00:03');
    await client.online.refresh({});
    expect(await names(client, { search: 'USER1' })).toEqual(['user1']);
    expect(await names(client, { search: 'customer 2' })).toEqual(['user2']);
    expect(await names(client, { search: '10.0.0.4' })).toEqual(['stranger']);
    expect(await names(client, { search: 'aabb.cc00.0002' })).toEqual(['user2']);
    expect(await names(client, { search: 'nobody at all' })).toEqual([]);
    const { zones } = await client.reference.lists();
    expect(await names(client, { zone: zones[0]?.id })).toEqual(['user1', 'user2']);
    expect(await names(client, { router: id })).toEqual(['stranger', 'user1', 'user2']);
    const [, user1] = (await client.online.list({})).sessions;
    expect(await names(client, { customer: user1?.customer ?? '' })).toEqual(['user1']);
  });

  test('given two routers, when the list is read in windows, then everybody is there once, by username', async () => {
    const { client, router } = await scene();
    await using second = await another();
    await second.addTo(client, { name: 'RTR-2' });
    for (const name of ['user1', 'user2', 'stranger']) router.dial(name);
    for (const name of ['user1', 'user3']) second.dial(name);
    await client.online.refresh({});
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const window = await client.online.list({ limit: 2, ...(after !== undefined && { after }) });
      expect(window.total).toBe(5);
      seen.push(...window.sessions.map(({ username, router: on }) => `${username} ${on}`));
      after = window.next ?? undefined;
    } while (after !== undefined);
    expect(seen.map((one) => one.split(' ')[0])).toEqual(['stranger', 'user1', 'user1', 'user2', 'user3']);
    expect(new Set(seen).size).toBe(5);
    expect(await refusal(client.online.list({ after: 'no place' }))).toMatchObject({ code: 'customer-cursor' });
  });

  test('given names in bytes that are no UTF-8, when they are read and ended, then it is by what people read', async () => {
    const { client, router } = await scene({ faults: ['latin1-names'] });
    const dialled = router.dial('José');
    await client.online.refresh({});
    expect(await names(client, { search: 'josé' })).toEqual(['José']);
    const { sessions } = await client.online.list({});
    expect(await client.online.disconnect({ sessions })).toEqual({ ended: 1, failed: [] });
    expect(dialled.isOnline()).toBe(false);
  });

  test('given a reseller, when it looks, then it sees its own customers and nobody else', async () => {
    const { office, client, router, id } = await scene();
    router.dial('user1');
    router.dial('stranger');
    await client.reference.import({ operators: [{ name: 'Zulu', code: 'ZU', kind: 'reseller' }] });
    const reseller = (operatorId: string) => office.as({ operatorId, isRoot: false, role: 'technician' });
    const north = reseller(await operatorOf(client, 'Dhaka North'));
    const zulu = reseller(await operatorOf(client, 'Zulu'));
    await client.online.refresh({});
    expect(await names(client)).toEqual(['stranger', 'user1']);
    expect(await names(north)).toEqual(['user1']);
    expect((await north.online.list({})).routers).toMatchObject([{ id, sessions: 1 }]);
    expect(await names(zulu)).toEqual([]);
    // What it does not see, it cannot end: as if it were not there.
    const { sessions } = await client.online.list({});
    const gone = { reason: { code: 'session-gone', params: { context: 'unknown' } } };
    expect(await zulu.online.disconnect({ sessions })).toMatchObject({ ended: 0, failed: [gone, gone] });
    expect(await north.online.disconnect({ sessions })).toMatchObject({ ended: 1, failed: [gone] });
    await client.online.refresh({});
    expect(await names(client)).toEqual(['stranger']);
  });

  test('given a router of another reseller, when it is to be read, then it answers as one that is not there', async () => {
    const { office, client } = await scene();
    await client.reference.import({ operators: [{ name: 'Zulu', code: 'ZU', kind: 'reseller' }] });
    const second = await another();
    const of = await second.addTo(client, {
      name: 'Of the north',
      operatorId: await operatorOf(client, 'Dhaka North'),
    });
    const zulu = office.as({ operatorId: await operatorOf(client, 'Zulu'), isRoot: false });
    const missing = await refusal(zulu.online.refresh({ router: '00000000-0000-4000-8000-000000000000' }));
    expect(missing).toMatchObject({ code: 'record-unknown' });
    expect(await refusal(zulu.online.refresh({ router: of }))).toEqual(missing);
    expect((await zulu.online.list({})).routers.map(({ name }) => name)).toEqual(['RTR-1']);
  });
});

describe('a router that does not answer', () => {
  test('given what was read, when it is off afterwards, then what it told last is shown, and why it may be old', async () => {
    const { client, router } = await scene();
    router.dial('user1');
    const { routers } = await client.online.refresh({});
    await router.simulator.stop();
    await client.online.refresh({});
    const list = await client.online.list({});
    expect(list.sessions).toMatchObject([{ username: 'user1' }]);
    expect(list.routers).toMatchObject([
      { sessions: 1, readAt: routers[0]?.readAt, reason: { code: expect.stringMatching(/^router-/) } },
    ]);
    const { failed, ended } = await client.online.disconnect({ sessions: list.sessions });
    expect({ ended, failed }).toMatchObject({
      ended: 0,
      failed: [{ username: 'user1', reason: { code: 'router-refused' } }],
    });
  });

  test('given one that is silent, when all are read, then another tells meanwhile', async () => {
    const { client, router } = await scene();
    const silent = await another({ faults: ['silence'] });
    await silent.addTo(client, { name: 'Silent' });
    router.dial('user1');
    const all = client.online.refresh({}).catch(() => null);
    await vi.waitFor(async () => expect(await names(client)).toEqual(['user1']));
    const { routers } = await client.online.list({});
    expect(routers).toMatchObject([
      { name: 'RTR-1', reason: null, readAt: expect.any(String) },
      { name: 'Silent', reason: null, readAt: null },
    ]);
    // It hangs no longer than its router does.
    await silent.simulator.stop();
    silent.simulator.dropConnections();
    await all;
  });

  test('given a router without a hotspot, or one that tells no queues, when it is read, then the others are told', async () => {
    const { client, router } = await scene({ version: '6.49.17' });
    router.dial('user1');
    router.simulator.tables.at('/queue/simple').find('name', '<pppoe-user1>')?.values.delete('rate');
    await client.online.refresh({});
    expect((await client.online.list({})).sessions).toMatchObject([{ username: 'user1', upBps: null, downBps: null }]);
  });
});

test('given somebody who looks, when time goes on, then routers are read until nobody has looked for a while', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const { office, client, router } = await scene();
  let at = Date.UTC(2026, 10, 30, 10);
  office.now = () => new Date(at);
  const pass = (ms: number): void => {
    at += ms;
    vi.advanceTimersByTime(ms);
  };
  router.dial('user1');
  expect(await names(client)).toEqual([]);
  await vi.waitFor(async () => expect(await names(client)).toEqual(['user1']), { interval: 5 });
  router.dial('user2');
  pass(10_000);
  await vi.waitFor(async () => expect(await names(client)).toEqual(['user1', 'user2']), { interval: 5 });
  const readAt = (await client.online.list({})).routers[0]?.readAt;
  expect(readAt).toBe(new Date(at).toISOString());
  // Nobody looks for half a minute: it rests, and whatever is asked later begins anew.
  for (let i = 0; i < 4; i++) pass(10_000);
  expect(vi.getTimerCount()).toBe(0);
});

describe('disconnect', () => {
  test('given somebody online twice, when one session is ended, then every one of the name is gone, and it is in the history', async () => {
    const { client, router, id } = await scene();
    const [first, second] = [router.dial('user1'), router.dial('user1', 'AA:BB:CC:00:00:02')];
    const other = router.dial('user2');
    await client.online.refresh({});
    const { sessions } = await client.online.list({ search: 'user1', limit: 1 });
    expect(await client.online.disconnect({ sessions })).toEqual({ ended: 1, failed: [] });
    expect([first.isOnline(), second.isOnline(), other.isOnline()]).toEqual([false, false, true]);
    expect(router.simulator.tables.at('/ip/pool/used').rows).toHaveLength(1);
    expect(await names(client)).toEqual(['user2']);
    const customer = sessions[0]?.customer ?? '';
    const { lines } = await client.history.list({ filter: { customer } });
    expect(lines[0]).toMatchObject({ action: 'customer.disconnect', title: 'user1' });
    expect(await client.online.disconnect({ sessions })).toMatchObject({
      ...{ ended: 0, failed: [{ routerId: id, reason: { code: 'session-gone' } }] },
    });
  });

  test('given a hotspot customer, when they are disconnected, then the cookie does not let the device in again', async () => {
    const { client, router } = await scene();
    router.dial('guest', 'AA:BB:CC:00:00:09', 'hotspot');
    await client.online.refresh({});
    const { sessions } = await client.online.list({});
    expect(await client.online.disconnect({ sessions })).toEqual({ ended: 1, failed: [] });
    expect(router.simulator.tables.at('/ip/hotspot/cookie').rows).toEqual([]);
    const back = router.simulator.connectCustomer({ name: 'guest', mac: 'AA:BB:CC:00:00:09', service: 'hotspot' });
    expect(back.accepted).toBe(false);
    const { lines } = await client.history.list({ filter: {} });
    expect(lines[0]).toMatchObject({ action: 'router.disconnect', title: 'RTR-1' });
  });

  test('given somebody who hung up meanwhile, when they are disconnected, then that is told', async () => {
    const { client, router } = await scene();
    const dialled = router.dial('user1');
    await client.online.refresh({});
    const { sessions } = await client.online.list({});
    dialled.hangUp();
    expect(await client.online.disconnect({ sessions })).toMatchObject({
      ...{ ended: 0, failed: [{ username: 'user1', reason: { code: 'session-gone', params: { name: 'user1' } } }] },
    });
    expect(await names(client)).toEqual([]);
  });

  test('given a user of the router who may only read, when somebody is to be disconnected, then it says which right is missing', async () => {
    const { client, router } = await scene({ faults: ['read-only'] });
    const dialled = router.dial('user1');
    await client.online.refresh({});
    const { sessions } = await client.online.list({});
    const { failed } = await client.online.disconnect({ sessions });
    expect(failed).toMatchObject([{ username: 'user1', reason: { code: 'router-not-permitted' } }]);
    expect(dialled.isOnline()).toBe(true);
    expect(await names(client)).toEqual(['user1']);
  });
});

describe('endSessions', () => {
  test('given one name by PPP and by hotspot, when its sessions are ended, then all and its cookies are gone, and no other', async () => {
    await using router = await onlineRouter();
    const { host, port } = router.simulator;
    const session = await connect({ host, port, user: 'lastmile', password: 'secret' });
    onTestFinished(() => session.close());
    const kicked = [router.dial('user2'), router.dial('user2', 'AA:BB:CC:00:00:05', 'hotspot'), router.dial('user3')];
    const kept = [router.dial('user1'), router.dial('guest', 'AA:BB:CC:00:00:06', 'hotspot')];
    expect(await endSessions(session, ['user2', 'user3', 'nobody'])).toBe(3);
    expect(kicked.map((one) => one.isOnline())).toEqual([false, false, false]);
    expect(kept.map((one) => one.isOnline())).toEqual([true, true]);
    const cookies = router.simulator.tables.at('/ip/hotspot/cookie').rows.map(({ values }) => values.get('user'));
    expect(cookies).toEqual(['guest']);
    expect(await endSessions(session, ['user2'])).toBe(0);
    expect(await endSessions(session, [])).toBe(0);
  });

  test('given more names than a query should hold, when their sessions are ended, then no other one is', async () => {
    await using router = await onlineRouter();
    const { host, port } = router.simulator;
    const session = await connect({ host, port, user: 'lastmile', password: 'secret' });
    onTestFinished(() => session.close());
    router.dial('user1');
    const kept = router.dial('user2');
    const many = Array.from({ length: 40 }, (_, i) => `somebody${i}`);
    expect(await endSessions(session, [...many, 'user1'])).toBe(1);
    expect(kept.isOnline()).toBe(true);
  });
});
