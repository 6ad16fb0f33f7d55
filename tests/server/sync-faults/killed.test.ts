import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import { csv, imported, line, type Office } from '../../features/office.ts';
import { programPath } from '../../programs.ts';
import { hasPostgreSql, newDatabaseUrl } from '../databases.ts';
import { newOffice, withPassword } from '../offices/isp.ts';
import { between } from './between.ts';
import { ownRoot } from './console.ts';

// A real kill -9 of either program while both speak with each other.

const killer = new URL('../../faults/kill-before.ts', import.meta.url).href;
const CUSTOMERS = 60;
const PASSWORD = 'correct horse battery';

/** A server that is a process of its own; the answer kills it. */
async function serverOn(folder: string, database: string, port = '0') {
  const args = [programPath('server'), '--port', port, '--data', folder, '--database-url', database];
  const program = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const kill = (): Promise<void> => killed(program);
  onTestFinished(kill);
  for await (const told of createInterface(program.stdout)) {
    const { url } = JSON.parse(told) as { url: string };
    return { url, kill };
  }
  throw new Error('The server said nothing');
}

async function killed(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const over = once(program, 'exit');
  program.kill('SIGKILL');
  await over;
}

async function started() {
  const folder = ownRoot();
  const database = await newDatabaseUrl();
  const server = await serverOn(folder, database);
  const command = (...args: string[]) => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [programPath('server'), ...args, '--data', folder, '--database-url', database],
      { encoding: 'utf8' },
    );
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as { code: string };
  };
  command('operator', 'add', '--name', 'Shapla');
  const { code } = command('enroll', '--operator', 'Shapla');
  const { client, office } = await newOffice();
  await withPassword(client, PASSWORD);
  return { folder, database, server, code, client, office };
}

const file = () => csv(Array.from({ length: CUSTOMERS }, (_, at) => line(at)));

describe.skipIf(!hasPostgreSql())('kill -9', () => {
  test('given the server is killed while it takes a push, when it is there again, then the console sends again and everybody is there once', async () => {
    const { folder, database, server, code, client } = await started();
    const way = await between(server.url);
    await client.sync.enrol({ url: way.url, code, fingerprint: null, consoleName: 'office' });
    await client.sync.join({ into: {} });
    await client.sync.now();
    await imported(client, file());
    const { asking } = way;
    way.asking = (path, document) => {
      // The request leaves for a server that ends within it.
      if (path === '/v1/push') setImmediate(() => void server.kill());
      return document;
    };
    expect(await client.sync.now()).toMatchObject({ waiting: CUSTOMERS, failure: { reason: { code: /^sync-/ } } });
    way.asking = asking;
    await serverOn(folder, database, new URL(server.url).port);
    expect(await client.sync.now()).toMatchObject({ waiting: 0, refused: 0, conflicts: 0, failure: null });
    const { customers, total } = await client.customers.list({ filter: {}, limit: 200 });
    expect(total).toBe(CUSTOMERS);
    expect(new Set(customers.map(({ sync }) => sync))).toEqual(new Set(['synced']));
  });

  test.each([3, 12, 20])(
    'given the console is killed before statement %i of a synchronisation, when it is started again, then everybody is there once',
    async (at) => {
      const { server, code, client, office } = await started();
      await client.sync.enrol({ url: server.url, code, fingerprint: null, consoleName: 'office' });
      await client.sync.join({ into: {} });
      await client.sync.now();
      await imported(client, file());
      await office.close();
      const { signal, stderr } = syncIn(office, at);
      expect(signal, stderr).toBe('SIGKILL');
      const again = await office.open();
      await again.signIn.enter({ name: 'admin', password: PASSWORD });
      expect(await again.sync.now()).toMatchObject({ waiting: 0, refused: 0, conflicts: 0, failure: null });
      expect((await again.customers.list({ filter: {}, limit: 10 })).total).toBe(CUSTOMERS);
      expect((await again.backups.check()).problems).toEqual([]);
    },
  );
});

/** `lastmile sync` over the folder of an office, which dies before one of its statements. */
function syncIn(office: Office, killBefore: number) {
  return spawnSync(
    process.execPath,
    ['--import', killer, programPath('cli'), 'sync', '--json', '--as', 'admin', '--data', office.folder],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        LASTMILE_KEYS: join(office.root, 'keys'),
        LASTMILE_PASSWORD: PASSWORD,
        KILL_BEFORE: String(killBefore),
      },
    },
  );
}
