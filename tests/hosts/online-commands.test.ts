import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { peopleOnIt, RouterBeside } from '../fixtures/router-beside.ts';
import { csv, imported, isp, line, Office } from '../features/office.ts';
import { programPath } from '../programs.ts';

// Who is online, as scripts ask: real processes beside a router, exit statuses, one JSON document.

/** An office of two customers with a router, and its command line. */
async function scene() {
  const router = await RouterBeside.start({ fill: peopleOnIt('user1', 'user2') });
  const office = new Office();
  onTestFinished(async () => {
    await office[Symbol.asyncDispose]();
    await router.simulator.stop();
  });
  const client = await office.open();
  await client.reference.import(isp);
  await imported(client, csv([line(1), line(2)]));
  await router.addTo(client);
  await office.close();
  // Not a synchronous one: the router has to answer meanwhile.
  const run = (...args: readonly string[]): Promise<{ status: unknown; stdout: string; stderr: string }> =>
    new Promise((resolve) => {
      const env = { ...process.env, LASTMILE_KEYS: join(office.root, 'keys') };
      const all = [programPath('cli'), ...args, '--data', office.folder];
      execFile(process.execPath, all, { env }, (error, stdout, stderr) => {
        resolve({ status: error === null ? 0 : error.code, stdout, stderr });
      });
    });
  return { router, run };
}

test('given customers online, when it is asked, then they are told by name; searched and by router too', async () => {
  const { router, run } = await scene();
  router.dial('user1', 'AA:BB:CC:00:00:01');
  router.dial('user2', 'AA:BB:CC:00:00:02');
  const { status, stdout } = await run('online', '--json');
  const session = { username: 'user1', router: 'RTR-1', address: '10.0.0.2', mac: 'AA:BB:CC:00:00:01' };
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    sessions: [{ ...session, uptime: expect.any(Number) }, expect.objectContaining({ username: 'user2' })],
  });
  const searched = await run('online', '--router', 'rtr-1', '--search', 'user2');
  expect(searched).toMatchObject({ status: 0, stderr: '' });
  expect(searched.stdout).toMatch(/^user2 +RTR-1 +10\.0\.0\.3 +AA:BB:CC:00:00:02 +00:00:\d\d\n1 session\.\n$/);
  expect(await run('online', '--router', 'nowhere')).toMatchObject({
    ...{ status: 2, stderr: 'There is no router called "nowhere".\n' },
  });
});

test('given a router that is off, when it is asked, then exit status 1, and standard error says why', async () => {
  const { router, run } = await scene();
  await router.simulator.stop();
  const { status, stdout, stderr } = await run('online', '--json');
  expect({ status, answer: JSON.parse(stdout) as unknown }).toEqual({ status: 1, answer: { sessions: [] } });
  expect(stderr).toContain('RTR-1 refuses the connection');
});

test('given customers online, when some are disconnected, then they are out; of one who was not in it says so', async () => {
  const { router, run } = await scene();
  const [kicked, kept] = [router.dial('user1'), router.dial('user2')];
  expect(await run('disconnect', 'USER1')).toEqual({ status: 0, stdout: 'USER1 is disconnected.\n', stderr: '' });
  expect([kicked.isOnline(), kept.isOnline()]).toEqual([false, true]);
  const { status, stdout } = await run('disconnect', 'user1', 'user2', '--json');
  expect({ status, answer: JSON.parse(stdout) as unknown }).toEqual({
    status: 1,
    answer: {
      results: [
        {
          ...{ username: 'user1', ended: 0, failed: 0 },
          reason: { code: 'not-online', message: 'user1 is not online.' },
        },
        { username: 'user2', ended: 1, failed: 0 },
      ],
    },
  });
  expect(kept.isOnline()).toBe(false);
});

test('given customers, when they are disconnected as an action, then each is told with how many sessions were ended', async () => {
  const { router, run } = await scene();
  const session = router.dial('user1');
  const { status, stdout } = await run('customer', 'disconnect', 'user1', 'user2', '--json');
  expect({ status, answer: JSON.parse(stdout) as unknown }).toEqual({
    status: 1,
    answer: {
      results: [
        {
          username: 'user1',
          status: 'active',
          applied: true,
          ended: 1,
          code: 'disconnected',
          reason: expect.any(String),
        },
        {
          username: 'user2',
          status: 'active',
          applied: false,
          code: 'disconnect-not-online',
          reason: 'Was not online.',
        },
      ],
      run: expect.any(String),
    },
  });
  expect(session.isOnline()).toBe(false);
  router.dial('user2');
  // It cannot be taken back, and so nothing is said of that.
  expect(await run('customer', 'disconnect', 'user2')).toEqual({
    ...{ status: 0, stderr: '', stdout: 'user2: active (1 session ended on RTR-1.)\n' },
  });
});

test('given customers whose router is off, when those not on their router are asked for, then they alone are listed', async () => {
  const { router, run } = await scene();
  await router.simulator.stop();
  expect((await run('customer', 'change-router', 'user2', '--router', 'RTR-1')).status).toBe(0);
  const { status, stdout } = await run('customers', '--not-on-router', '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ total: 1, customers: [{ username: 'user2', provisioning: 'queued' }] });
});
