import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Store } from '#main/store/index.ts';
import { logTo } from '#server/log.ts';
import { centralApp } from '#server/http/app.ts';
import { makeCode } from '#server/devices/enrol.ts';
import { GENESIS, SCHEMA } from '#shared/sync/head.ts';
import { lineTo } from '../../features/sync-line/wire.ts';
import { adds, central, customer, NOW } from '../central.ts';
import { hasPostgreSql } from '../databases.ts';
import { consoleAt, count, waiting } from './console.ts';
import { unsureDatabase } from './unsure-database.ts';

const MANY = Array.from({ length: 400 }, (_, at) => customer(`customer${at}`, { address: 'Road '.repeat(40) }));

/** The file may not grow any more, as on a full disk; the answer lets it. */
async function fill(store: Store): Promise<() => Promise<void>> {
  const limit = (pages: number): Promise<void> => store.write(({ db }) => void db.pragma(`max_page_count = ${pages}`));
  await limit(Number(store.reader.pragma('page_count', { simple: true })));
  return () => limit(1_000_000);
}

describe.skipIf(!hasPostgreSql())('a full disk', () => {
  test('given the disk of the console is full, when a page comes, then that is told, cursor and rows stay as they were, and with room it goes on', async () => {
    const server = await central();
    await server.console().push([adds(MANY)]);
    const { store, engine } = await consoleAt(server);
    const cursor = store.reader.prepare('SELECT cursor_version, witness_version FROM sync_server').get();
    const empty = await fill(store);
    await engine.run();
    expect(engine.going()).toMatchObject({
      ...{ phase: 'resting', progress: null, nextTryAt: expect.any(Number) },
      failure: { code: 'store-disk-full', params: { folder: store.folder } },
    });
    expect(count(store, 'customer')).toBe(0);
    expect(store.reader.prepare('SELECT cursor_version, witness_version FROM sync_server').get()).toEqual(cursor);
    await empty();
    await engine.run();
    expect(engine.going().failure).toBeNull();
    expect(count(store, 'customer')).toBe(MANY.length);
  });

  test('given the disk of the console fills up before the answer to a push is kept, then it is sent again under the same number, and is decided once', async () => {
    const server = await central();
    const taken = MANY.map(({ username }) => customer(username));
    await server.console().push([adds(taken)]);
    const { store, engine, way, do: does } = await consoleAt(server);
    await does(adds(MANY));
    let empty = (): Promise<void> => Promise.resolve();
    way.back = async () => {
      way.back = () => Promise.resolve(null);
      empty = await fill(store);
      return null;
    };
    await engine.run();
    expect(engine.going().failure).toMatchObject({ code: 'store-disk-full' });
    expect(waiting(store)).toBe(1);
    await empty();
    await engine.run();
    expect(engine.going().failure).toBeNull();
    expect(count(store, "sync_journal WHERE state = 'rejected' AND mid = 1")).toBe(1);
    const [there] = await server.database.query<{ customers: number; mutations: number }>(
      `SELECT (SELECT count(*) FROM customer) AS customers,
         (SELECT count(*) FROM mutation WHERE name = 'customers.add') AS mutations`,
    );
    expect(there).toEqual({ customers: MANY.length, mutations: 2 });
  });

  test('given the disk under the database of the server is full, then the console is told where to look, the log says it, and with room it goes in', async () => {
    const { deps } = await central();
    const database = unsureDatabase(deps.database);
    const log: string[] = [];
    const app = await centralApp({
      ...{ ...deps, database, version: '0.0.0-test', tls: null, isBehindProxy: false },
      ...{ log: logTo((one) => log.push(one), deps.now, randomUUID), metricsToken: 'm'.repeat(43) },
    });
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    try {
      const { code } = await makeCode(database, 'Shapla', new Date(NOW));
      const enrolled = await lineTo(url, { token: null }).enrol({ code, consoleName: 'office' });
      if (!enrolled.ok) throw new Error(enrolled.failure.code);
      const console = lineTo(url, { token: enrolled.value.token });
      const request = {
        ...{ instanceId: randomUUID(), firstMid: 1, witness: GENESIS, schema: SCHEMA, mutations: [adds(MANY)] },
      };
      database.before = async (number) => {
        await Promise.resolve();
        const full = Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' });
        if (number > 4) throw full;
      };
      expect(await console.push(request)).toMatchObject({
        ...{ ok: false, failure: { kind: 'no-server', code: 'sync-server-failed', params: { status: 500 } } },
      });
      expect(log.join('\n')).toContain('No space left on device');
      database.before = () => Promise.resolve();
      expect(await console.push(request)).toMatchObject({ ok: true, value: { results: [{ status: 'applied' }] } });
    } finally {
      await app.close();
    }
  });
});
