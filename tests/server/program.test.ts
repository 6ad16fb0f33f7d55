import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import { programPath } from '../programs.ts';
import { hasPostgreSql, newDatabaseUrl } from './databases.ts';

// The central server as whoever runs it has it: a process, its commands, its exit statuses.

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lastmile-server-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A server that runs until the test is over. */
async function running(folder: string, ...args: string[]): Promise<{ url: string; process: ChildProcess }> {
  const server = spawn(process.execPath, [programPath('server'), '--port', '0', '--data', folder, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(async () => {
    await ended(server);
  });
  for await (const line of createInterface(server.stdout)) {
    const { url } = JSON.parse(line) as { url: string };
    return { url, process: server };
  }
  throw new Error('The server said nothing');
}

async function ended(server: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  if (server.exitCode !== null || server.signalCode !== null) return server.exitCode;
  const over = once(server, 'exit') as Promise<[number | null]>;
  server.kill(signal);
  return (await over)[0];
}

function command(folder: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [programPath('server'), ...args, '--data', folder], {
    encoding: 'utf8',
  });
  return { status, stderr, told: status === 0 ? (JSON.parse(stdout) as Record<string, unknown>) : stdout };
}

const isAlive = async (url: string): Promise<boolean> => (await fetch(`${url}/healthz`)).ok;

test('given a server with the embedded database, when commands are given while it runs and after it, then it does them, and what it has survives a kill', async () => {
  const folder = ownFolder();
  const first = await running(folder);
  expect(await isAlive(first.url)).toBe(true);
  expect(command(folder, 'operator', 'add', '--name', 'Shapla')).toMatchObject({ status: 0 });
  expect(command(folder, 'enroll', '--operator', 'shapla').told).toMatchObject({
    code: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/),
  });
  await ended(first.process, 'SIGKILL');
  expect(command(folder, 'operator', 'add', '--name', 'North', '--parent', 'Shapla')).toMatchObject({ status: 0 });
  const second = await running(folder);
  expect(command(folder, 'operator', 'add', '--name', 'SHAPLA', '--parent', 'North')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('There is an operator "SHAPLA" already'),
  });
  expect(command(folder, '--port', '0')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('A server runs over'),
  });
  expect(await ended(second.process)).toBe(0);
  if (process.platform === 'win32') return;
  for (const file of readdirSync(folder).filter((name) => name !== 'database'))
    expect({ file, mode: statSync(join(folder, file)).mode & 0o077 }).toEqual({ file, mode: 0 });
});

describe.skipIf(!hasPostgreSql())('over a PostgreSQL of its own', () => {
  test('given two servers over one database, when both start at once, then both serve, and what one is told the other knows', async () => {
    const url = await newDatabaseUrl();
    const [one, other] = [ownFolder(), ownFolder()];
    const both = await Promise.all([one, other].map((folder) => running(folder, '--database-url', url)));
    for (const server of both) expect(await isAlive(server.url)).toBe(true);
    expect(command(one, 'operator', 'add', '--name', 'Shapla', '--database-url', url).status).toBe(0);
    expect(command(other, 'enroll', '--operator', 'Shapla', '--database-url', url).status).toBe(0);
  });

  test('given a server over PostgreSQL, when a command forgets to name it, or it is opened by another key, then nothing is done in another place or by another key', async () => {
    const url = await newDatabaseUrl();
    const [folder, other] = [ownFolder(), ownFolder()];
    expect(command(folder, 'operator', 'add', '--name', 'Shapla', '--database-url', url).status).toBe(0);
    expect(command(folder, 'devices')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--database-url'),
    });
    expect(existsSync(join(folder, 'database'))).toBe(false);

    const nas = ['nas', 'add', '--name', 'tower', '--address', '10.0.0.1', '--secret-env', 'PATH'];
    expect(command(folder, ...nas, '--database-url', url).status).toBe(0);
    expect(command(other, ...nas, '--database-url', url)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('another server.key'),
    });
    copyFileSync(join(folder, 'server.key'), join(other, 'server.key'));
    expect(command(other, 'nas', '--database-url', url).status).toBe(0);
  });

  test('given a database that is not there, or a folder that is a file, then it says so in a sentence and ends with 2', () => {
    const folder = ownFolder();
    const nowhere = 'postgres://postgres:s3cret@127.0.0.1:1/none';
    const away = command(folder, 'devices', '--database-url', nowhere);
    expect(away).toMatchObject({ status: 2, stderr: expect.stringContaining('The database does not answer') });
    expect(away.stderr).not.toContain('s3cret');
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(command(file, 'devices')).toMatchObject({ status: 2, stderr: expect.stringContaining('cannot be used') });
  });
});

test('given no TLS, when it shall be reached from other machines, then it does not start', () => {
  expect(command(ownFolder(), '--host', '0.0.0.0', '--port', '0')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('--tls-cert'),
  });
});

test('given a certificate that is none, then it says so in a sentence and ends with 2', () => {
  const folder = ownFolder();
  const file = join(folder, 'cert.pem');
  writeFileSync(file, 'no certificate');
  expect(command(folder, '--port', '0', '--tls-cert', file, '--tls-key', file)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('are no certificate and its key'),
  });
});

test('given a command as npm runs it, when its folder is named from where somebody stands, then it is meant from there', () => {
  const place = ownFolder();
  const { status, stdout } = spawnSync(process.execPath, [programPath('server'), 'devices', '--data', 'mine'], {
    encoding: 'utf8',
    env: { ...process.env, npm_lifecycle_event: 'server', INIT_CWD: place },
  });
  expect({ status, told: stdout.trim() }).toEqual({ status: 0, told: '{"devices":[]}' });
  expect(readdirSync(join(place, 'mine'))).toContain('server.key');
});

test('given --help, then it says how it is called, and makes nothing', () => {
  const place = ownFolder();
  const { status, stdout } = spawnSync(
    process.execPath,
    [programPath('server'), '--help', '--data', join(place, 'no')],
    {
      encoding: 'utf8',
    },
  );
  expect({ status, isUsage: stdout.includes('server enroll'), made: readdirSync(place) }).toEqual({
    ...{ status: 0, isUsage: true, made: [] },
  });
});

test('given an address that is no PostgreSQL’s, then it is refused, and not repeated', () => {
  const told = command(ownFolder(), 'devices', '--database-url', 'mysql://root:s3cret@127.0.0.1/x');
  expect(told).toMatchObject({ status: 2, stderr: expect.stringContaining('postgres://') });
  expect(told.stderr).not.toContain('s3cret');
});

test.each([[['bogus']], [['--bogus']], [['enroll']], [['--port', 'x']], [['--tls-cert', 'only.pem']]])(
  'given %j, then it says how it is called',
  (args) => {
    expect(command(ownFolder(), ...args)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('server enroll'),
    });
  },
);
