import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { peopleOnIt, RouterBeside } from '../fixtures/router-beside.ts';
import { beside } from './core-at-work.ts';
import { type Client, csv, ending, imported, isp, line, Office } from './office.ts';
import { refusedWith } from './refusals.ts';

// Customers are thrown out by the action, one or many, of real routers that run beside.

const terms = { action: 'disconnect' } as const;

/** An office with the customers user1 to user4 of a reseller and one with a fixed address, and its routers. */
async function scene(routers: readonly string[] = ['RTR-1']) {
  const office = new Office();
  onTestFinished(() => office[Symbol.asyncDispose]());
  const client = await office.open();
  await client.reference.import(isp);
  await imported(client, csv([line(1), line(2), line(3), line(4)]));
  const beneath: RouterBeside[] = [];
  for (const name of routers) {
    const router = await RouterBeside.start({ fill: peopleOnIt('user1', 'user2', 'user3', 'user4', 'USER1') });
    onTestFinished(() => router.simulator.stop());
    await router.addTo(client, { name, writes: false });
    beneath.push(router);
  }
  const id = async (username: string): Promise<string> => (await client.customers.find({ username })).id;
  return { office, client, routers: beneath, id };
}

const idsOf = (client: Client, ...usernames: readonly string[]): Promise<string[]> =>
  Promise.all(usernames.map(async (username) => (await client.customers.find({ username })).id));

async function disconnected(client: Client, ...usernames: readonly string[]) {
  const request = randomUUID();
  const which = { ids: await idsOf(client, ...usernames) };
  const run = await ending(await client.actions.run({ request, which, terms }));
  return { run, request, ...(await client.actions.outcomes({ run: request })) };
}

const belongTo = (client: Client, ids: readonly string[], router: string) =>
  client.actions
    .run({ request: randomUUID(), which: { ids: [...ids] }, terms: { action: 'change-router', router } })
    .then(ending);

const routerId = async (client: Client, name: string): Promise<string> =>
  (await client.routers.list()).find((one) => one.name === name)?.id ?? '';

describe('disconnect as an action', () => {
  test('given some online, one of them twice, when many are disconnected, then each is told with how many sessions were ended', async () => {
    const { client, routers, id } = await scene();
    const [router] = routers;
    const [first, second] = [router?.dial('user1'), router?.dial('user1', 'AA:BB:CC:00:00:02')];
    const other = router?.dial('user2');
    const { run, outcomes, next } = await disconnected(client, 'user1', 'user3');
    expect({ next, run }).toMatchObject({ next: null, run: { applied: 1, refused: 1, failed: 0, canUndo: false } });
    expect(outcomes).toMatchObject([
      { username: 'user1', state: 'applied', reason: { code: 'disconnected', params: { count: 2, router: 'RTR-1' } } },
      { username: 'user3', state: 'refused', reason: { code: 'disconnect-not-online' } },
    ]);
    expect([first?.isOnline(), second?.isOnline(), other?.isOnline()]).toEqual([false, false, true]);
    const { lines } = await client.history.list({ filter: { customer: await id('user1') } });
    expect(lines[0]).toMatchObject({ action: 'customer.disconnect', title: 'user1' });
  });

  test('given a customer who belongs to no router, when they are disconnected, then every router is asked', async () => {
    const { client, routers } = await scene(['RTR-1', 'RTR-2']);
    const session = routers[1]?.dial('user2');
    expect((await disconnected(client, 'user2')).outcomes).toMatchObject([
      { state: 'applied', reason: { params: { count: 1, router: 'RTR-2' } } },
    ]);
    expect(session?.isOnline()).toBe(false);
  });

  test('given a router that is off, when its customer is disconnected with others, then it is told of that one alone, and a retry does it', async () => {
    const { client, routers, id } = await scene(['Off', 'On']);
    await belongTo(client, [await id('user1')], await routerId(client, 'Off'));
    await belongTo(client, [await id('user2')], await routerId(client, 'On'));
    const [off, on] = routers;
    off?.dial('user1');
    on?.dial('user2');
    const { port } = off?.simulator ?? { port: 0 };
    await off?.simulator.stop();
    const { run, outcomes, request } = await disconnected(client, 'user1', 'user2');
    expect(run).toMatchObject({ applied: 1, failed: 1 });
    expect(outcomes).toMatchObject([
      { username: 'user1', state: 'failed', reason: { code: 'router-refused', params: { router: 'Off' } } },
      { username: 'user2', state: 'applied' },
    ]);
    const again = await RouterBeside.start({ port, fill: peopleOnIt('user1') });
    onTestFinished(() => again.simulator.stop());
    const back = again.dial('user1');
    const retry = await ending(await client.actions.retry({ request: randomUUID(), run: request }));
    expect(retry).toMatchObject({ total: 1, applied: 1 });
    expect(back.isOnline()).toBe(false);
  });

  test('given a customer online under another case of the name, when it was seen, then that session is ended too', async () => {
    const { client, routers, id } = await scene(['RTR-1', 'RTR-2']);
    await belongTo(client, [await id('user1')], await routerId(client, 'RTR-1'));
    const session = routers[1]?.dial('USER1');
    await client.online.refresh({});
    const preview = await client.actions.preview({ which: { ids: [await id('user1')] }, terms });
    expect(preview).toMatchObject({
      affected: 1,
      notes: [{ reason: { code: 'disconnect-online', params: { count: 1 } } }],
    });
    expect((await disconnected(client, 'user1')).outcomes).toMatchObject([
      { state: 'applied', reason: { params: { count: 1, router: 'RTR-2' } } },
    ]);
    expect(session?.isOnline()).toBe(false);
    expect((await client.online.list({})).sessions).toEqual([]);
  });

  test('given no router, when somebody is to be disconnected, then the preview and the run say so', async () => {
    const { client, id } = await scene([]);
    const reason = { code: 'disconnect-no-router' };
    const which = { ids: [await id('user1')] };
    expect(await client.actions.preview({ which, terms })).toMatchObject({ affected: 0, refused: [{ reason }] });
    expect((await disconnected(client, 'user1')).outcomes).toMatchObject([{ state: 'refused', reason }]);
  });

  test('given a session that the router does not end, when it is tried, then it is told as not done', async () => {
    const { client, routers } = await scene();
    routers[0]?.dial('user1');
    routers[0]?.simulator.faults.set('read-only');
    const { outcomes } = await disconnected(client, 'user1');
    expect(outcomes).toMatchObject([{ state: 'failed', reason: { code: expect.stringMatching(/^router-/) } }]);
  });

  test('given a run that a restart left over, when the program starts, then nobody is thrown out any more, and it says so', async () => {
    const { office, client, routers } = await scene();
    const { request } = await disconnected(client, 'user1');
    const session = routers[0]?.dial('user1');
    await office.close();
    beside(office.folder, (db) => {
      db.prepare("UPDATE action_result SET state = 'waiting', code = NULL, params = NULL").run();
      db.prepare("UPDATE action_run SET state = 'running'").run();
    });
    const later = await office.open({ start: true });
    await vi.waitFor(async () => expect(await later.actions.get({ run: request })).toMatchObject({ state: 'done' }));
    expect((await later.actions.outcomes({ run: request })).outcomes).toMatchObject([
      { state: 'failed', reason: { code: 'disconnect-interrupted' } },
    ]);
    expect(session?.isOnline()).toBe(true);
  });

  test('given a technician of a reseller, when it disconnects, then its own customers are out; a cashier may not', async () => {
    const { office, client, routers } = await scene();
    await client.reference.import({ operators: [{ name: 'Zulu', code: 'ZU', kind: 'reseller' }] });
    const { operators } = await client.reference.lists();
    const as = (name: string, role: 'technician' | 'cashier') =>
      office.as({ operatorId: operators.find((one) => one.name === name)?.id ?? '', isRoot: false, role });
    const session = routers[0]?.dial('user1');
    const which = { ids: await idsOf(client, 'user1') };
    const ask = (by: Client) => by.actions.run({ request: randomUUID(), which, terms }).then(ending);
    expect(await refusedWith(ask(as('Zulu', 'technician')))).toMatchObject({ code: 'customer-unknown' });
    expect(await refusedWith(ask(as('Dhaka North', 'cashier')))).toMatchObject({ code: 'not-allowed' });
    expect(session?.isOnline()).toBe(true);
    expect(await ask(as('Dhaka North', 'technician'))).toMatchObject({ applied: 1 });
    expect(session?.isOnline()).toBe(false);
  });
});
