import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServerRefusal } from './refusal.ts';

/** What the server keeps beside its database, readable by its own user alone. */
export interface DataFolder {
  readonly path: string;
  /** 32 bytes: seals the secrets in the database. Without it they are lost, so it belongs into every backup. */
  readonly key: Uint8Array;
  /** By which a monitoring system is told the metrics. */
  readonly metricsToken: string;
  /** Where the embedded database is. */
  readonly database: string;
  /** Where the server that runs says how it is reached by the commands of this machine. */
  readonly door: string;
  /** There once the server of this folder has worked with a PostgreSQL. */
  readonly elsewhere: string;
}

const KEY = 32;

/** Opens a folder, or makes it. Throws ServerRefusal `server-folder`, `server-key-damaged`. */
export function openDataFolder(path: string): DataFolder {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const key = Buffer.from(
      keptIn(join(path, 'server.key'), () => randomBytes(KEY).toString('base64')),
      'base64',
    );
    if (key.length !== KEY) throw new ServerRefusal('server-key-damaged', { file: join(path, 'server.key') });
    const metricsToken = keptIn(join(path, 'metrics.token'), () => randomBytes(32).toString('base64url'));
    return {
      ...{ path, key, metricsToken, database: join(path, 'database') },
      ...{ door: join(path, 'door.json'), elsewhere: join(path, 'postgresql') },
    };
  } catch (error) {
    if (error instanceof ServerRefusal) throw error;
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ServerRefusal('server-folder', { folder: path, reason });
  }
}

/** A secret of a file, made the first time: whole, or not there at all. */
function keptIn(file: string, make: () => string): string {
  if (!existsSync(file)) {
    const draft = `${file}.new`;
    rmSync(draft, { force: true });
    writeFileSync(draft, `${make()}\n`, { mode: 0o600, flag: 'wx', flush: true });
    renameSync(draft, file);
  }
  return readFileSync(file, 'utf8').trim();
}
