import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DIRECT } from '#main/platform/proxy.ts';
import { realAfter } from '#main/routeros/index.ts';
import { lookAt } from '#main/features/sync/line/index.ts';
import { GENESIS, SCHEMA } from '#shared/sync/head.ts';
import { makeCode } from '#server/devices/enrol.ts';
import { revoke } from '#server/devices/manage.ts';
import { centralApp } from '#server/http/app.ts';
import { logTo } from '#server/log.ts';
import { adds, central, customer, NOW } from './central.ts';
import { hasPostgreSql } from './databases.ts';
import { failureOf, isp, lineTo, network } from '../features/sync-line/wire.ts';
import { over, proxy } from '../features/sync-line/proxy.ts';

// The line to the real central server, over TLS.

async function opened() {
  const { database, deps } = await central();
  const log: string[] = [];
  const { key, cert } = isp.issue(['central.test']);
  const app = await centralApp({
    ...deps,
    log: logTo((line) => log.push(line), deps.now, randomUUID),
    ...{ version: '0.0.0-test', tls: { key, cert }, isBehindProxy: false, metricsToken: 'm'.repeat(43) },
  });
  const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  onTestFinished(() => app.close());
  const url = `https://central.test:${port}`;
  const code = async () => (await makeCode(database, 'Shapla', new Date(NOW))).code;
  return { url, database, code, log };
}

const batch = (size: number) =>
  Array.from({ length: size }, (_, at) => customer(`customer-${at}`, { address: 'রাস্তা '.repeat(20) }));
const pushOf = (customers: ReturnType<typeof batch>) => ({
  ...{ instanceId: randomUUID(), firstMid: 1, witness: GENESIS, schema: SCHEMA, mutations: [adds(customers)] },
});
const pullOf = (more: object = {}) => ({
  ...{ cursor: GENESIS, witness: GENESIS, scope: null, schema: SCHEMA, limit: 5000 },
  ...more,
});

describe.skipIf(!hasPostgreSql())('a console and the central server', () => {
  test('Given the central server over TLS, when a console looks, enrols, pushes, pulls and changes its token, then all of it comes through', async () => {
    const { url, code, log } = await opened();
    const seen = await lookAt({
      ...{ url, fingerprint: null, network, timer: realAfter, now: () => new Date() },
      proxy: () => Promise.resolve(DIRECT),
    });
    expect(seen).toEqual({ ok: true, value: { url, version: '0.0.0-test', certificate: null } });

    const stranger = lineTo(url, { token: null });
    const first = await code();
    const enrolled = await stranger.enrol({ code: first, consoleName: 'office-pc' });
    if (!enrolled.ok) throw new Error(enrolled.failure.code);
    expect(enrolled.value.operator.name).toBe('Shapla');
    // A code is for once.
    expect(failureOf(await stranger.enrol({ code: first, consoleName: 'office-pc' }))).toEqual({
      ...{ kind: 'refused', code: 'enrol-code-unknown', params: {} },
    });

    const { token } = enrolled.value;
    // By a proxy, as from an office that has one.
    const line = lineTo(url, { token, proxy: over(`http://${(await proxy('through')).host}`) });
    const customers = batch(500);
    const pushed = await line.push(pushOf(customers));
    expect(pushed).toMatchObject({ ok: true, value: { fault: null, results: [{ status: 'applied' }] } });
    const pulled = await line.pull(pullOf());
    if (!pulled.ok) throw new Error(pulled.failure.code);
    expect(pulled.value.rows.filter(({ entity }) => entity === 'customer')).toHaveLength(500);

    const next = await line.rotateToken();
    if (!next.ok) throw new Error(next.failure.code);
    expect(await lineTo(url, { token: next.value.token }).pull(pullOf())).toMatchObject({ ok: true });
    expect(failureOf(await line.pull(pullOf()))).toMatchObject({ kind: 'unauthorized', code: 'sync-unauthorized' });
    expect(log.join('')).toContain('/v1/push');
    expect(log.join('')).not.toContain(token.split('.')[1]);
  });

  test('Given a console that was revoked, or that never was, when it pushes, then it is told to enrol anew', async () => {
    const { url, code, database } = await opened();
    const enrolled = await lineTo(url, { token: null }).enrol({ code: await code(), consoleName: 'office-pc' });
    if (!enrolled.ok) throw new Error(enrolled.failure.code);
    await revoke(database, 'office-pc', new Date(NOW));
    for (const token of [enrolled.value.token, null]) {
      expect(failureOf(await lineTo(url, { token }).push(pushOf(batch(1))))).toMatchObject({
        ...{ kind: 'unauthorized', code: 'sync-unauthorized' },
      });
    }
  });

  test('Given a console of another version, when it pulls, then it is told to be updated, and faults that it can act on are values', async () => {
    const { url, code } = await opened();
    const enrolled = await lineTo(url, { token: null }).enrol({ code: await code(), consoleName: 'office-pc' });
    if (!enrolled.ok) throw new Error(enrolled.failure.code);
    const line = lineTo(url, { token: enrolled.value.token });
    expect(failureOf(await line.pull(pullOf({ schema: SCHEMA + 1 })))).toMatchObject({ kind: 'upgrade' });
    const unknown = { version: 9, commitId: 'of-another-server' };
    expect(await line.pull(pullOf({ witness: unknown, cursor: unknown }))).toMatchObject({
      ...{ ok: true, value: { fault: 'RESET', rows: [] } },
    });
  });

  test('Given somebody who tries codes, when they are too many, then it is told when to come again', async () => {
    const { url } = await opened();
    const line = lineTo(url, { token: null });
    const failures: unknown[] = [];
    for (let at = 0; at < 62; at++) failures.push(failureOf(await line.enrol({ code: `${at}`, consoleName: 'x' })));
    expect(failures.at(0)).toMatchObject({ kind: 'refused' });
    expect(failures.at(-1)).toMatchObject({ kind: 'busy', code: 'sync-too-many', seconds: expect.any(Number) });
  });
});
