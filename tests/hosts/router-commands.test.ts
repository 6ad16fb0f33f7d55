import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../src-simulator/simulator.ts';
import { Office } from '../features/office.ts';
import { programPath } from '../programs.ts';

// Routers as scripts keep and test them: real processes beside a simulated router.

const PASSWORD = 'secret-of-a-router';

/** An empty office, a router, and the command line between them. */
async function scene() {
  const simulator = await startSimulator({ user: 'lastmile', password: PASSWORD, group: 'lastmile', tls: true });
  const office = new Office();
  onTestFinished(async () => {
    await office[Symbol.asyncDispose]();
    await simulator.stop();
  });
  await office.open();
  await office.close();
  // Not a synchronous one: the router has to answer meanwhile.
  const run = (...args: readonly string[]) =>
    new Promise<{ status: unknown; stdout: string; stderr: string }>((resolve) => {
      const env = { ...process.env, LASTMILE_KEYS: join(office.root, 'keys'), ROUTER_PASSWORD: PASSWORD, WRONG: 'x' };
      const all = [programPath('cli'), ...args, '--data', office.folder];
      execFile(process.execPath, all, { env }, (error, stdout, stderr) => {
        resolve({ status: error === null ? 0 : error.code, stdout, stderr });
      });
    });
  const asked = async (...args: readonly string[]) => {
    const { status, stdout } = await run(...args, '--json');
    expect(stdout).not.toContain(PASSWORD);
    return { status, answer: JSON.parse(stdout) as Readonly<Record<string, unknown>> };
  };
  const place = ['--host', simulator.host, '--user', 'lastmile', '--password-env', 'ROUTER_PASSWORD'];
  const add = (name: string, ...more: readonly string[]) => asked('router', 'add', '--name', name, ...place, ...more);
  return { simulator, run, asked, add, plain: ['--port', String(simulator.port)] };
}

describe('router add', () => {
  test('given a router, when it is added, then it is tested, kept and listed, and how it is to be run', async () => {
    const { add, asked, run, plain } = await scene();
    const added = await add('Tower', ...plain, '--radius', '--writes');
    expect(added).toMatchObject({ status: 0, answer: { name: 'Tower', version: '7.20.4 (stable)' } });
    expect(Object.keys(added.answer)).toEqual(['id', 'name', 'version']);
    const { answer } = await asked('router', 'list');
    expect(answer['routers']).toMatchObject([
      {
        id: added.answer['id'],
        name: 'Tower',
        writes: true,
        authentication: 'radius',
        password: null,
        contact: { identity: 'MikroTik', failedAt: null },
      },
    ]);
    expect((await run('router', 'list')).stdout).toMatch(/^Tower +127\.0\.0\.1:\d+ +reachable +7\.20\.4/);
  });

  test('given TLS, when no fingerprint is given, then exit status 2 and the fingerprint; when it is, then it is kept', async () => {
    const { simulator, add, asked } = await scene();
    const tls = ['--tls', '--port', String(simulator.tlsPort)];
    const first = await add('Tower', ...tls);
    expect(first).toMatchObject({ status: 2, answer: { error: { code: 'router-fingerprint' } } });
    const fingerprint = String(first.answer['fingerprint']);
    expect(fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(simulator.counters.commands).toBe(0);
    expect((await asked('router', 'list')).answer).toEqual({ routers: [] });
    expect(await add('Tower', ...tls, '--fingerprint', fingerprint)).toMatchObject({ status: 0 });
    expect((await asked('router', 'list')).answer['routers']).toMatchObject([{ tls: true, fingerprint }]);
  });

  test('given a connection that fails or an option that is missing, when it is added, then exit status 2 and nothing is kept', async () => {
    const { add, asked, plain, simulator } = await scene();
    expect(await add('Tower', ...plain, '--password-env', 'WRONG')).toMatchObject({
      status: 2,
      answer: { error: { code: 'router-login-refused' } },
    });
    for (const [args, code] of [
      [['--name', 'Tower'], 'router-option'],
      [['--name', 'T', '--host', 'h', '--user', 'u', '--password-env', 'NOT_THERE'], 'password-missing'],
      [['--name', 'T', '--host', 'h', '--user', 'u', '--password-env', 'WRONG', '--port', 'x'], 'number-option'],
      [
        ['--name', 'T', '--host', 'h', '--user', 'u', '--password-env', 'WRONG', '--tls', '--fingerprint', 'AA'],
        'router-fingerprint-option',
      ],
    ] as const) {
      expect(await asked('router', 'add', ...args)).toMatchObject({ status: 2, answer: { error: { code } } });
    }
    await simulator.stop();
    expect(await add('Tower', ...plain)).toMatchObject({ status: 2, answer: { error: { code: 'router-refused' } } });
    expect((await asked('router', 'list')).answer).toEqual({ routers: [] });
  });
});

describe('router test', () => {
  test('given a router that is kept, when it is tested, then each step; exit status 1 once one fails', async () => {
    const { add, asked, run, plain, simulator } = await scene();
    await add('Tower', ...plain);
    const well = await asked('router', 'test', 'tower');
    expect(well).toMatchObject({ status: 0, answer: { router: 'Tower', version: '7.20.4 (stable)' } });
    expect(well.answer['steps']).toMatchObject([
      { step: 'reach', state: 'ok' },
      { step: 'tls', state: 'left-out', code: 'plain' },
      { step: 'login', state: 'ok' },
      { step: 'permission', state: 'ok' },
      { step: 'version', state: 'ok' },
      { step: 'service', state: 'warning', code: 'service-open' },
      { step: 'clock', state: 'ok' },
    ]);
    simulator.faults.set('read-only');
    expect(await asked('router', 'test', 'Tower')).toMatchObject({ status: 1 });
    expect((await run('router', 'test', 'Tower')).stdout).toMatch(/✕ Rights +The user's group lacks: write\./);
    expect(await asked('router', 'test', 'Mast')).toMatchObject({
      status: 2,
      answer: { error: { code: 'router-unknown' } },
    });
  });
});
