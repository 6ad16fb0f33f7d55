import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { OfficeWithRouter } from '../fixtures/office-with-router.ts';
import { programPath } from '../programs.ts';

// What differs on a router, as scripts ask: real processes beside a router, exit statuses, one JSON document.

const STRANGER = '00000000-0000-7000-8000-000000000001';

/** An office of one customer who is on the router as they should be, and its command line. */
async function scene() {
  const fill = {
    '/ppp/profile': [{ name: 'lastmile-H' }],
    '/ppp/secret': [{ name: 'user0', password: 'x', service: 'pppoe', profile: 'lastmile-H' }],
  };
  const at = await OfficeWithRouter.open({ simulator: { fill }, connected: false });
  await at.customers('user0');
  onTestFinished(() => at[Symbol.asyncDispose]());
  await at.client.adopt.takeOver({ router: at.routerId, records: 'all' });
  await at.office.close();
  // Not a synchronous one: the router has to answer meanwhile.
  const run = (...args: readonly string[]): Promise<{ status: unknown; stdout: string; stderr: string }> =>
    new Promise((resolve) => {
      const env = { ...process.env, LASTMILE_KEYS: join(at.office.root, 'keys') };
      const all = [programPath('cli'), 'router', ...args, '--data', at.office.folder];
      execFile(process.execPath, all, { env }, (error, stdout, stderr) => {
        resolve({ status: error === null ? 0 : error.code, stdout, stderr });
      });
    });
  const secrets = at.simulator.tables.at('/ppp/secret');
  return { run, secrets, names: () => secrets.rows.map(({ values }) => values.get('name')) };
}

test('given a record that somebody renamed, when the router is compared, then exit status 1, and the list and the next comparison tell of it', async () => {
  const { run, secrets } = await scene();
  expect(await run('list')).toMatchObject({ stdout: expect.not.stringContaining('differ') });
  secrets.find('name', 'user0')?.values.set('name', 'by-hand');
  const first = await run('drift', 'rtr-1');
  expect(first).toMatchObject({ status: 1, stderr: '' });
  expect(first.stdout).toMatch(/^different +\/ppp\/secret +user0 +name: "by-hand" -> "user0"\n1 differ, 0 are as/);
  expect((await run('list')).stdout).toMatch(/ 1 differ$/m);
  const { status, stdout } = await run('drift', 'RTR-1', '--repair', 'all');
  expect({ status, stdout }).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(
      /^1 repaired, 0 could not be\.\n0 differ, 1 are as .*\nThe comparison before this one, /,
    ),
  });
  const list = JSON.parse((await run('list', '--json')).stdout) as { routers: readonly unknown[] };
  expect(list.routers).toMatchObject([{ check: { compared: { matching: 1, different: 0 }, unread: null } }]);
  expect((await run('list')).stdout).toMatch(/ as it should be$/m);
});

test('given a record of a customer whom the office does not know, when all is repaired, then it stays; it goes by its name and --yes alone', async () => {
  const { run, secrets, names } = await scene();
  secrets.insert(
    new Map([
      ['name', 'left'],
      ['service', 'pppoe'],
      ['comment', `lastmile:${STRANGER}`],
    ]),
  );
  const repaired = await run('drift', 'RTR-1', '--repair', 'all');
  expect(repaired).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(
      /^unknown +\/ppp\/secret +left\n[^]*\n1 marked for customers whom this office does not know/,
    ),
  });
  expect(await run('drift', 'RTR-1', '--remove', 'user0', '--yes', '--json')).toMatchObject({
    status: 2,
    stdout: expect.stringContaining('"drift-remove-which"'),
  });
  expect(await run('drift', 'RTR-1', '--remove', 'left', '--json')).toMatchObject({
    status: 2,
    stdout: expect.stringContaining('"drift-remove-sure"'),
  });
  expect(names()).toEqual(['user0', 'left']);
  const removed = await run('drift', 'RTR-1', '--remove', 'left', '--yes', '--json');
  expect(removed.status).toBe(0);
  expect(JSON.parse(removed.stdout)).toEqual({
    removed: { id: expect.stringContaining(STRANGER), name: 'left', menu: '/ppp/secret' },
  });
  expect(names()).toEqual(['user0']);
});
