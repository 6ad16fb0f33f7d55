import { expect, test } from 'vitest';
import { type Client, Office } from './office.ts';
import { HostileRouter } from '../fixtures/hostile-router.ts';

// What a router says is somebody else's word: it harms nobody but itself.

/** An office that knows one such router, with its id. */
async function told(client: Client, router: HostileRouter): Promise<string> {
  const { who } = await client.signIn.state();
  return (await client.routers.add(router.fields(who?.operatorId ?? ''))).id;
}

test.each([
  { uptime: '1h', 'cpu-load': '1.5' },
  { uptime: `${'9'.repeat(400)}d`, 'cpu-load': '3' },
  { uptime: '1h', 'cpu-load': '9'.repeat(30) },
])(
  'given a router that tells of itself what no number holds (%#), when the routers are listed, then they still are',
  async (facts) => {
    await using router = await HostileRouter.start((path) =>
      path === '/system/resource/print' ? [{ version: '7.20.4', ...facts }] : undefined,
    );
    await using office = new Office();
    const client = await office.open();
    const id = await told(client, router);
    await client.online.refresh({ router: id });
    expect(await client.routers.list()).toMatchObject([{ id, contact: { version: '7.20.4' } }]);
  },
);

test('given a router that says a book of itself, when it has answered, then no more than a line of it is kept', async () => {
  const book = 'x'.repeat(1_000_000);
  await using router = await HostileRouter.start((path) =>
    path === '/system/identity/print'
      ? [{ name: book }]
      : path === '/system/resource/print'
        ? [{ version: book, 'board-name': book }]
        : undefined,
  );
  await using office = new Office();
  const client = await office.open();
  const id = await told(client, router);
  await client.online.refresh({ router: id });
  expect(JSON.stringify(await client.routers.list()).length).toBeLessThan(5000);
});

test('given a router that tells times and rates no number holds, when who is online is asked, then the list is still there', async () => {
  const long = '9'.repeat(400);
  await using router = await HostileRouter.start((path) => {
    if (path === '/ppp/active/print') return [{ '.id': '*1', name: 'user0', address: '10.0.0.9', uptime: `${long}w` }];
    if (path === '/queue/simple/print') return [{ '.id': '*2', name: '<pppoe-user0>', rate: `${long}/${long}` }];
    return undefined;
  });
  await using office = new Office();
  const client = await office.open();
  const id = await told(client, router);
  await client.online.refresh({ router: id });
  expect(await client.online.list({})).toMatchObject({
    sessions: [{ username: 'user0', uptimeSeconds: null, downBps: null, upBps: null }],
  });
});

test('given a router whose clock is beyond every calendar, when its connection is tested, then the test still answers', async () => {
  await using router = await HostileRouter.start((path) =>
    path === '/system/clock/print'
      ? [{ date: '2026-11-30', time: '10:00:00', 'gmt-offset': '9'.repeat(400) }]
      : undefined,
  );
  await using office = new Office();
  const client = await office.open();
  const { host, port, tls, fingerprint, username, password, codePage } = router.fields('');
  const asked = { id: null, host, port, tls, fingerprint, username, password, codePage };
  const { steps } = await client.routers.test(asked);
  expect(steps.find(({ step }) => step === 'clock')).toMatchObject({
    told: { code: expect.stringMatching(/^clock/) as string },
  });
});
