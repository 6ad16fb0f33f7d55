import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DEBIAN = '/usr/lib/postgresql';

/** The folder of PostgreSQL's own programs, of the newest version; null: it is not installed. */
export function postgresqlPrograms(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).filter((name) => Number(name) >= 15) : [];
  const newest = versions.sort((one, other) => Number(other) - Number(one))[0];
  const folder = newest === undefined ? null : join(DEBIAN, newest, 'bin');
  return folder !== null && existsSync(join(folder, 'initdb')) ? folder : null;
}

export interface PostgreSql {
  /** "postgres://postgres@127.0.0.1:40001": the name of a database is put behind it. */
  readonly url: string;
  /** The address of a database by PostgreSQL's socket, as a server on the same machine has it. */
  readonly bySocket: (database: string) => string;
  readonly stop: () => Promise<void>;
}

/** PostgreSQL does not run as root: then its own user does. */
const owner = (): { uid: number; gid: number } | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const number = (flag: string): number =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim());
  return { uid: number('-u'), gid: number('-g') };
};

/** A PostgreSQL of one's own on 127.0.0.1, in a folder that goes with it. What is written need not survive. */
export async function startPostgreSql(programs: string): Promise<PostgreSql> {
  const folder = mkdtempSync(join(tmpdir(), 'lastmile-postgresql-'));
  const as = owner();
  if (as) chownSync(folder, as.uid, as.gid);
  const data = join(folder, 'data');
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync', '--no-instructions', '-E', 'UTF8', '--locale=C'],
    { ...as, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  writeFileSync(
    join(data, 'postgresql.auto.conf'),
    `listen_addresses = '127.0.0.1'\nport = ${port}\nunix_socket_directories = '${folder}'\nfsync = off\n` +
      `synchronous_commit = off\nfull_page_writes = off\nmax_connections = 100\nshared_buffers = 64MB\n`,
  );
  const server = spawn(join(programs, 'postgres'), ['-D', data], {
    ...as,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const { promise: up, resolve, reject } = Promise.withResolvers<undefined>();
  let said = '';
  server.stderr.on('data', (part: Buffer) => {
    said += part.toString();
    if (said.includes('database system is ready to accept connections')) resolve(undefined);
  });
  server.once('exit', (code) => reject(new Error(`postgres ended with ${String(code)}: ${said}`)));
  await up;
  return {
    url: `postgres://postgres@127.0.0.1:${port}`,
    bySocket: (database) => `postgres://postgres@/${database}?host=${folder}&port=${port}`,
    stop: async () => {
      const ended = new Promise((done) => server.once('exit', done));
      // Fast: whoever is connected is cut off.
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // A server that listens on TCP has an address of this shape.
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
