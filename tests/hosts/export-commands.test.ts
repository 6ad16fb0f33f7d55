import { execFile } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../src-simulator/simulator.ts';
import { Office } from '../features/office.ts';
import { programPath } from '../programs.ts';

// What a router exported, as scripts hand it in: real processes.

/** An office with packages of the exports' profiles, and the command line on it. */
async function scene() {
  const office = new Office();
  onTestFinished(() => office[Symbol.asyncDispose]());
  const client = await office.open();
  const speeds = { downKbps: 10_240, upKbps: 5120, price: '800', validityDays: 30 };
  await client.reference.import({
    packages: [{ name: 'Gold', code: 'G', connection: 'pppoe', ...speeds }],
    billingProfiles: [
      { name: 'Monthly', mode: 'monthly' },
      { name: 'Daily', mode: 'daily' },
    ],
  });
  await office.close();
  const run = (...args: readonly string[]) =>
    new Promise<{ status: unknown; stdout: string; stderr: string }>((resolve) => {
      const env = { ...process.env, LASTMILE_KEYS: join(office.root, 'keys'), ROUTER_PASSWORD: 'secret' };
      const all = [programPath('cli'), ...args, '--data', office.folder];
      execFile(process.execPath, all, { env }, (error, stdout, stderr) => {
        resolve({ status: error === null ? 0 : error.code, stdout, stderr });
      });
    });
  const exported = (name: string): string => {
    const path = join(office.root, `${name}.rsc`);
    copyFileSync(join(import.meta.dirname, `../fixtures/router-exports/${name}.rsc`), path);
    return path;
  };
  return { run, exported };
}

test('Given an export without its secrets, when it is validated and imported, then it is said what is missing and how to get it, beside the one document', async () => {
  const { run, exported } = await scene();
  const file = exported('7.16-hidden');
  const asked = await run('validate', file, '--json');
  expect([asked.status, JSON.parse(asked.stdout)]).toMatchObject([2, { error: { code: 'import-columns-missing' } }]);
  const checked = await run('validate', file, '--set', 'Billing Profile=Monthly', '--json');
  expect([checked.status, JSON.parse(checked.stdout)]).toMatchObject([1, { rows: 4, ok: 2 }]);
  expect(checked.stderr).toContain('3 logins of 3 have no password in this export.');
  expect(checked.stderr).toContain('/export show-sensitive');
  const imported = await run('import', file, '--set', 'Billing Profile=Monthly', '--json');
  expect([imported.status, JSON.parse(imported.stdout)]).toMatchObject([1, { imported: 2, failed: 2, skipped: 0 }]);
});

test('Given a router that hides passwords, when people on it are proposed with its export, then the passwords come from there and stand in no output', async () => {
  const { run, exported } = await scene();
  const simulator = await startSimulator({
    user: 'lastmile',
    password: 'secret',
    group: 'lastmile',
    fill: {
      '/ppp/profile': [{ name: 'Gold' }],
      '/ppp/secret': [
        { name: 'wanjiku2', password: 'njeri 77', service: 'pppoe', profile: 'Gold' },
        { name: 'unheard-of', password: 'x', service: 'pppoe', profile: 'Gold' },
      ],
    },
  });
  onTestFinished(() => simulator.stop());
  const place = ['--host', simulator.host, '--port', String(simulator.port), '--user', 'lastmile'];
  const added = await run('router', 'add', '--name', 'Tower', ...place, '--password-env', 'ROUTER_PASSWORD');
  expect(added.status).toBe(0);
  const strange = await run('router', 'adopt', 'Tower', '--propose', '--export', exported('6.49-pop-mirpur'), '--json');
  expect([strange.status, JSON.parse(strange.stdout)]).toMatchObject([2, { error: { code: 'adopt-export-strange' } }]);
  const file = exported('7.16-show-sensitive');
  const { status, stdout, stderr } = await run('router', 'adopt', 'Tower', '--propose', '--export', file, '--json');
  expect([status, JSON.parse(stdout)]).toMatchObject([0, { proposed: { rows: 2, unknownPasswords: 1 } }]);
  expect(stdout + stderr).not.toMatch(/njeri 77|ot-ieno/);
  const missing = await run('router', 'adopt', 'Tower', '--propose', '--export', 'nowhere.rsc', '--json');
  expect([missing.status, JSON.parse(missing.stdout)]).toMatchObject([2, { error: { code: 'file-missing' } }]);
});
