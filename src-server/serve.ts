import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { billingClock } from './billing/clock.ts';
import type { ServeOptions } from './commands/arguments.ts';
import type { DataFolder } from './data-folder.ts';
import { openDoor } from './door.ts';
import { centralApp } from './http/app.ts';
import { sealWith } from './key/seal.ts';
import { type Log, logTo } from './log.ts';
import { followRadius } from './radius/follow.ts';
import { startRadiusWorker } from './radius/worker.ts';
import { ServerRefusal } from './refusal.ts';
import { openOwn } from './store/open-own.ts';
import type { Place } from './store/open-database.ts';

export interface Served {
  /** "http://127.0.0.1:8443" */
  readonly url: string;
  /** Takes no further requests, ends those that are open, and closes the database. */
  readonly stop: () => Promise<void>;
}

export interface Serving {
  readonly folder: DataFolder;
  readonly place: Place;
  readonly options: ServeOptions;
  readonly version: string;
  readonly now?: () => Date;
  /** Takes a line of the log. */
  readonly write: (line: string) => void;
}

/** Starts the central server. Throws ServerRefusals for what whoever runs it can act on. */
export async function serve({
  folder,
  place,
  options,
  version,
  now = () => new Date(),
  write,
}: Serving): Promise<Served> {
  const log = logTo(write, now, randomUUID);
  const tls = options.tls && tlsOf(options.tls);
  const seal = sealWith(folder.key);
  const database = await openOwn(folder, { place, seal, now }, (error) => log.failure(error, { during: 'database' }));
  const app = await centralApp({
    database,
    now,
    log,
    version,
    tls,
    seal,
    follow: followRadius,
    isBehindProxy: options.isBehindProxy,
    metricsToken: folder.metricsToken,
  });
  let url: string;
  try {
    url = await app.listen({ port: options.port, host: options.host });
  } catch (error) {
    await app.close();
    await database.close();
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ServerRefusal('server-port', { port: options.port, host: options.host, reason });
  }
  const closeDoor = await openDoor({ database, now, seal }, folder.door);
  const clock = billingClock({ database, seal, now, follow: followRadius, log });
  clock.start();
  const stopRadius = startRadiusWorker({ database, seal, now, log, staleMinutes: options.staleMinutes });
  return {
    url,
    stop: () => stop(log, [closeDoor, () => app.close(), () => clock.stop(), stopRadius, () => database.close()]),
  };
}

async function stop(log: Log, ends: readonly (() => Promise<void>)[]): Promise<void> {
  for (const end of ends) await end();
  log.info('The server has ended');
}

/** Throws ServerRefusal `server-file`, and `server-tls` where the two files are no certificate and its key. */
function tlsOf({ cert, key }: NonNullable<ServeOptions['tls']>): { readonly cert: string; readonly key: string } {
  const pair = { cert: pem(cert), key: pem(key) };
  try {
    createSecureContext(pair);
    return pair;
  } catch (error) {
    // OpenSSL's own words, in which nothing of a key stands.
    const reason = error instanceof Error && 'reason' in error ? String(error.reason) : 'not PEM';
    throw new ServerRefusal('server-tls', { cert, key, reason });
  }
}

function pem(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ServerRefusal('server-file', { file, reason });
  }
}
