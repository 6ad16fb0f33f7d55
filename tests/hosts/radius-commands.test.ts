import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { peopleOnIt, RouterBeside } from '../fixtures/router-beside.ts';
import { ROUTER_SECRET, StandInRadiusRouter } from '../fixtures/radius-router.ts';
import { RADIUS_SECRET, StandInRadius } from '../fixtures/radius-server.ts';
import { type Client, csv, ending, imported, isp, line, Office } from '../features/office.ts';
import { programPath } from '../programs.ts';

// RADIUS as scripts ask it: real processes beside a server, exit statuses, one JSON document.

/** An office of two customers, of whom the server knows the first, and its command line. */
async function scene(withServer = true, more: (client: Client) => Promise<void> = () => Promise.resolve()) {
  const server = await new StandInRadius('user1', 'secret-1', [
    { name: 'Mikrotik-Rate-Limit', value: '5M/20M' },
  ]).start();
  const office = new Office();
  onTestFinished(async () => {
    await office[Symbol.asyncDispose]();
    await server.stop();
  });
  const client = await office.open();
  await client.reference.import(isp);
  await imported(client, csv([line(1), line(2)]));
  if (withServer)
    await client.radius.changeServer({ version: null, host: '127.0.0.1', port: server.port, secret: RADIUS_SECRET });
  await more(client);
  await office.close();

  // Not a synchronous one: the server has to answer meanwhile.
  return (...args: readonly string[]) =>
    new Promise<{ status: unknown; stdout: string; stderr: string }>((resolve) => {
      const env = { ...process.env, LASTMILE_KEYS: join(office.root, 'keys') };
      const all = [programPath('cli'), 'radius', ...args, '--data', office.folder];
      execFile(process.execPath, all, { env }, (error, stdout, stderr) => {
        resolve({ status: error === null ? 0 : error.code, stdout, stderr });
      });
    });
}

test('given a server, when its status and a log-in are asked, then exit status 0 and what it gives, never the password', async () => {
  const run = await scene();
  const status = await run('status', '--json');
  expect([status.status, JSON.parse(status.stdout)]).toMatchObject([0, { alive: true, reason: null }]);
  const plain = await run('test', 'user1', '--chap');
  expect(plain).toMatchObject({ status: 0, stderr: '' });
  expect(plain.stdout).toContain('Accepted: user1 can log in.');
  expect(plain.stdout).toMatch(/Mikrotik-Rate-Limit +5M\/20M/);
  const tested = await run('test', 'user1', '--json');
  expect(JSON.parse(tested.stdout)).toMatchObject({ username: 'user1', method: 'pap', outcome: 'accepted' });
  expect(plain.stdout + tested.stdout).not.toContain('secret-1');
});

test('given a customer whom the server refuses, when the log-in is tested, then exit status 1 and its words', async () => {
  const run = await scene();
  const { status, stdout } = await run('test', 'user2');
  expect(status).toBe(1);
  expect(stdout).toContain('Rejected: user2 cannot log in.');
  expect(stdout).toContain('The server says: Plan expired');
});

test('given a customer online, when they are ended or slowed down by RADIUS, then the router is told, and what it refuses is said', async () => {
  const router = await RouterBeside.start({ fill: peopleOnIt('user1', 'user2') });
  await using radius = await new StandInRadiusRouter().start();
  router.listensByRadius(radius.port);
  const run = await scene(true, async (client) => {
    const { who } = await client.signIn.state();
    const fields = router.fields(who?.operatorId ?? '', { writes: false });
    const { id } = await client.routers.add({ ...fields, authentication: 'radius', radiusSecret: ROUTER_SECRET });
    const which = { ids: [(await client.customers.find({ username: 'user1' })).id] };
    const terms = { action: 'change-router', router: id } as const;
    await ending(await client.actions.run({ request: crypto.randomUUID(), which, terms }));
  });
  onTestFinished(() => router.simulator.stop());
  router.dial('user1');
  expect(await run('rate', 'user1', '--down', '2', '--up', '512k')).toEqual({
    ...{ status: 0, stderr: '', stdout: 'RTR-1 has changed the speed of 1 session of user1.\n' },
  });
  const { status, stdout } = await run('disconnect', 'user1', '--json');
  expect([status, JSON.parse(stdout)]).toEqual([
    0,
    { username: 'user1', router: 'RTR-1', sessions: [{ address: '10.0.0.2', outcome: 'done' }] },
  ]);
  expect(radius.orders).toMatchObject([{ kind: 'coa', rate: '512k/2048k' }, { kind: 'disconnect' }]);
  radius.mood = { cause: 503 };
  const refused = await run('disconnect', 'user1');
  expect(refused).toMatchObject({ status: 1, stdout: '' });
  expect(refused.stderr).toContain('10.0.0.2: RTR-1 has no such session');
  expect(await run('rate', 'user1', '--down', '2')).toMatchObject({ status: 2 });
  expect(await run('rate', 'user1', '--down', 'fast', '--up', '1')).toMatchObject({ status: 2 });
});

test('given nobody of that name, or no server, when a log-in is tested, then exit status 2 and the code', async () => {
  const run = await scene(false);
  for (const [args, code] of [
    [['test', 'nobody'], 'customer-unknown'],
    [['test', 'user1'], 'radius-none'],
    [['status'], 'radius-none'],
  ] as const) {
    const { status, stdout } = await run(...args, '--json');
    expect([status, JSON.parse(stdout)]).toMatchObject([2, { error: { code } }]);
  }
});
