import { describe, expect, inject, onTestFinished, test } from 'vitest';
import type { Patience } from '#radius/index.ts';
import { peopleOnIt, RouterBeside } from '../fixtures/router-beside.ts';
import { ROUTER_SECRET, StandInRadiusRouter } from '../fixtures/radius-router.ts';
import { type Client, csv, imported, isp, line, Office } from './office.ts';
import { refusedWith } from './refusals.ts';

// Sessions are ended and changed by RADIUS: a router's API beside a peer of its own that takes the orders.

const SHORT = { deadline: 400, firstWait: 100 };

/** An office with user1 and user2, who belong to a router that takes orders by RADIUS. */
async function scene({
  secret = ROUTER_SECRET,
  patience = SHORT,
}: { readonly secret?: string | null; readonly patience?: Patience } = {}) {
  const router = await RouterBeside.start({ fill: peopleOnIt('user1', 'user2', 'user3') });
  const radius = await new StandInRadiusRouter().start();
  const office = new Office();
  office.radiusPatience = patience;
  onTestFinished(async () => {
    await office[Symbol.asyncDispose]();
    await router.simulator.stop();
    await radius[Symbol.asyncDispose]();
  });
  const client = await office.open();
  await client.reference.import(isp);
  await imported(client, csv([line(1), line(2)]));
  router.listensByRadius(radius.port);
  const { who } = await client.signIn.state();
  const { id: routerId } = await client.routers.add({
    ...router.fields(who?.operatorId ?? '', { writes: false }),
    authentication: 'radius',
    radiusSecret: secret,
  });
  const id = async (username: string) => (await client.customers.find({ username })).id;
  const belongs = async (username: string): Promise<string> => {
    const customer = await id(username);
    const run = await client.actions.run({
      request: crypto.randomUUID(),
      which: { ids: [customer] },
      terms: { action: 'change-router', router: routerId },
    });
    while ((await run.next()).done !== true);
    return customer;
  };
  return { office, client, router, radius, routerId, id, belongs };
}

const history = async (client: Client, customer: string) =>
  (await client.history.list({ filter: { customer } })).lines.map(({ action }) => action);

describe('a session that is ended by RADIUS', () => {
  test('given two sessions, when they are ended, then each is named as the router has it, and the history tells it', async () => {
    const { client, router, radius, belongs } = await scene();
    const customer = await belongs('user1');
    router.dial('user1', 'AA:BB:CC:00:00:01');
    router.dial('user1', 'AA:BB:CC:00:00:02');
    router.dial('user2', 'AA:BB:CC:00:00:03');
    await client.online.refresh({});
    const done = { outcome: 'done', reason: null };
    expect(await client.radius.disconnect({ customer })).toEqual({
      router: 'RTR-1',
      sessions: [
        { address: '10.0.0.2', ...done },
        { address: '10.0.0.3', ...done },
      ],
    });
    const order = { kind: 'disconnect', username: 'user1', rate: undefined };
    expect(radius.orders.toSorted((a, b) => (String(a.address) < String(b.address) ? -1 : 1))).toEqual([
      { ...order, address: '10.0.0.2', sessionId: '81a00000' },
      { ...order, address: '10.0.0.3', sessionId: '81a00001' },
    ]);
    expect((await client.online.list({})).sessions.map(({ username }) => username)).toEqual(['user2']);
    expect((await history(client, customer)).slice(0, 2)).toEqual(['customer.disconnect', 'customer.disconnect']);
  });

  test('given a router whose API says nothing, when a session is ended, then the name alone is told, on the usual port', async () => {
    const { client, router, radius, belongs } = await scene();
    const customer = await belongs('user1');
    await router.simulator.stop();
    // Nobody listens there (3799): the router's own port is only known from the router.
    const { sessions } = await client.radius.disconnect({ customer });
    expect(sessions).toMatchObject([{ address: null, outcome: 'no-answer' }]);
    expect(radius.orders).toEqual([]);
  });

  test.each([
    [
      { cause: 503 },
      'refused',
      { code: 'radius-nak', params: { cause: 503, context: 'unknown', words: 'Session context not found' } },
    ],
    [{ cause: 501 }, 'refused', { code: 'radius-nak', params: { words: 'Administratively prohibited' } }],
    [{ cause: null }, 'refused', { code: 'radius-nak', params: { context: 'none' } }],
    ['silent', 'no-answer', { code: 'radius-silent', params: { context: 'router', router: 'RTR-1' } }],
    ['forged', 'no-answer', { code: 'radius-forged', params: { context: 'router' } }],
  ] as const)(
    'given a router that answers %j, when a session is ended, then it is told as not done, and why',
    async (mood, outcome, reason) => {
      const { client, router, radius, belongs } = await scene();
      const customer = await belongs('user1');
      router.dial('user1');
      radius.mood = mood;
      const { sessions } = await client.radius.disconnect({ customer });
      expect(sessions).toMatchObject([{ address: '10.0.0.2', outcome, reason }]);
      expect(await history(client, customer)).not.toContain('customer.disconnect');
      expect(JSON.stringify(await client.history.list({ filter: {} }))).not.toContain(ROUTER_SECRET);
    },
  );

  test('given another secret on the router, when a session is ended, then the router drops it', async () => {
    const { client, router, radius, belongs } = await scene({ secret: 'another' });
    const customer = await belongs('user1');
    router.dial('user1');
    expect((await client.radius.disconnect({ customer })).sessions).toMatchObject([
      { reason: { code: 'radius-silent' } },
    ]);
    expect(radius.orders).toEqual([]);
  });

  test('given no router, no secret, or a router that takes no orders, when a session is ended, then it says what to do', async () => {
    const { client, router, routerId, id, belongs } = await scene({ secret: null });
    const customer = await id('user1');
    const refused = () => refusedWith(client.radius.disconnect({ customer }));
    expect(await refused()).toMatchObject({ code: 'radius-no-router' });
    await belongs('user1');
    expect(await refused()).toMatchObject({ code: 'radius-router-secret', params: { router: 'RTR-1' } });
    const { who } = await client.signIn.state();
    await client.routers.change({
      ...{ id: routerId, version: 1 },
      fields: { ...router.fields(who?.operatorId ?? '', { writes: false }), radiusSecret: ROUTER_SECRET },
    });
    router.listensByRadius(null);
    expect(await refused()).toMatchObject({ code: 'radius-router-off', params: { router: 'RTR-1' } });
    // Made for one place, it goes to no other.
    const moved = { ...router.fields(who?.operatorId ?? '', { writes: false }), host: 'localhost' };
    await client.routers.change({ id: routerId, version: 2, fields: moved });
    expect(await refused()).toMatchObject({ code: 'radius-router-secret' });
  });
});

describe('a speed that is changed by RADIUS', () => {
  test('given a session, when no speed is said, then it goes on at that of the package; else at the one that is said', async () => {
    const { client, router, radius, belongs } = await scene();
    const customer = await belongs('user1');
    router.dial('user1');
    expect(await client.radius.changeRate({ customer })).toMatchObject({ sessions: [{ outcome: 'done' }] });
    await client.radius.changeRate({ customer, speed: { downKbps: 2048, upKbps: 1024 } });
    const order = { kind: 'coa', username: 'user1', address: '10.0.0.2', sessionId: '81a00000' };
    expect(radius.orders).toEqual([
      { ...order, rate: '5120k/10240k' },
      { ...order, rate: '1024k/2048k' },
    ]);
    expect((await history(client, customer)).slice(0, 2)).toEqual(['customer.change-rate', 'customer.change-rate']);
  });

  test('given a technician, when a speed is changed, then it is not allowed; a session may be ended', async () => {
    const { office, belongs, router } = await scene();
    const customer = await belongs('user1');
    router.dial('user1');
    const technician = office.as({ role: 'technician' });
    expect(await refusedWith(technician.radius.changeRate({ customer }))).toMatchObject({ code: 'not-allowed' });
    expect(await technician.radius.disconnect({ customer })).toMatchObject({ sessions: [{ outcome: 'done' }] });
  });
});

const there = inject('freeradius');

describe.skipIf(!there)('FreeRADIUS as the router', () => {
  test('given the session that it has, when it is ended and changed, then it does the one and says why not the other', async () => {
    const { coa, secret } = there ?? { coa: 0, secret: '' };
    const patience = { deadline: 15_000, firstWait: 1000 };
    const { client, router, belongs } = await scene({ secret, patience });
    await imported(client, csv([line(3).replace('user3', 'rahim')], 'rahim.csv'));
    const customer = await belongs('rahim');
    router.listensByRadius(coa);
    router.simulator.tables.at('/ppp/secret').find('name', 'user1')?.values.set('name', 'rahim');
    router.dial('rahim');
    router.simulator.tables.at('/ppp/active').find('name', 'rahim')?.values.set('session-id', '0x81e0002c');
    expect(await client.radius.disconnect({ customer })).toMatchObject({ sessions: [{ outcome: 'done' }] });
    // It takes one rate, written as it likes.
    expect(await client.radius.changeRate({ customer })).toMatchObject({
      sessions: [{ outcome: 'refused', reason: { code: 'radius-nak', params: { words: 'Unsupported attribute' } } }],
    });
    router.simulator.tables.at('/ppp/active').find('name', 'rahim')?.values.set('address', '10.0.0.77');
    expect(await client.radius.disconnect({ customer })).toMatchObject({
      sessions: [{ outcome: 'refused', reason: { code: 'radius-nak', params: { context: 'unknown' } } }],
    });
  });
});
