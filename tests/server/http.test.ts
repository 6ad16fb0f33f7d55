import { randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { traverseContractProcedures } from '@orpc/server';
import { central as contract } from '#shared/sync/contract.ts';
import { SCHEMA } from '#shared/sync/head.ts';
import type { PullReply } from '#shared/sync/pull.ts';
import { makeCode } from '#server/devices/enrol.ts';
import { devicesOf, revoke } from '#server/devices/manage.ts';
import { adds, customer, NOW, SOUTH } from './central.ts';
import { hasPostgreSql } from './databases.ts';
import { call, enrolled, onTheWire, pulled, pushed } from './wire.ts';

// The wire: what a console sends and what comes back, byte for byte where it matters.

describe.skipIf(!hasPostgreSql())('the central server over HTTP', () => {
  test('given every procedure, when it is called without a token or with a made-up one, then only health and enrolment answer', async () => {
    const { app } = await onTheWire();
    const made = `${randomUUID()}.${'x'.repeat(43)}`;
    const asked: string[] = [];
    traverseContractProcedures(
      { router: contract, path: [] },
      ({
        contract: {
          '~orpc': { route },
        },
        path,
      }) => {
        if (!['health', 'enrol'].includes(path.join('.'))) asked.push(`${route.method ?? 'POST'} ${route.path ?? ''}`);
      },
    );
    expect(asked.length).toBeGreaterThan(2);
    for (const one of asked) {
      const [method = '', url = ''] = one.split(' ');
      for (const headers of [{}, { authorization: `Bearer ${made}` }]) {
        const reply = await app.inject({ method: method as 'POST', url, payload: {}, headers });
        expect({ one, status: reply.statusCode }).toEqual({ one, status: 401 });
      }
    }
    expect((await app.inject('/healthz')).json()).toEqual({ ok: true, version: '0.0.0-test', schema: SCHEMA });
    expect((await app.inject('/metrics')).statusCode).toBe(401);
  });

  test('given a code, when it is used twice, late or mistyped, then it lets one console in, once, and does not say why not', async () => {
    const at = await onTheWire();
    const { code } = await makeCode(at.database, 'Shapla', new Date(NOW));
    const old = await makeCode(at.database, 'Shapla', new Date(NOW - 2 * 86_400_000));
    const use = (typed: string) => call(at.app, '/v1/enrol', { code: typed, consoleName: 'office-pc', schema: SCHEMA });
    expect((await use(code.toLowerCase().replaceAll('-', ' '))).statusCode).toBe(200);
    for (const typed of [code, old.code, 'AAAA-BBBB-CCCC', '']) {
      const reply = await use(typed);
      expect(reply.json()).toMatchObject({ status: 422, data: { code: 'enrol-code-unknown' } });
    }
  });

  test('given a console, when it pushes and pulls with gzip, then both sides understand each other', async () => {
    const at = await onTheWire();
    const { token } = await enrolled(at);
    const rahim = customer('rahim', { address: 'রাস্তা '.repeat(200) });
    const body = gzipSync(JSON.stringify(pushed([adds([rahim])])));
    const reply = await call(at.app, '/v1/push', body, token, { 'content-encoding': 'gzip' });
    expect(reply.json()).toMatchObject({ fault: null, results: [{ status: 'applied' }] });
    const all = await call(at.app, '/v1/pull', pulled, token, { 'accept-encoding': 'gzip' });
    expect(all.headers['content-encoding']).toBe('gzip');
    expect(JSON.parse(gunzipSync(all.rawPayload).toString())).toMatchObject({
      rows: expect.arrayContaining([{ entity: 'customer', row: rahim }]),
    });
  });

  test('given texts that PostgreSQL cannot hold, when they are pushed, then those customers are named, and the others are in', async () => {
    const at = await onTheWire();
    const { token } = await enrolled(at);
    const people = [
      customer('zero', { fullName: 'a\u0000b' }),
      customer('half', { fullName: 'a\ud800b' }),
      customer('path', { fullName: 'C:\\users' }),
      customer('rahim', { fullName: 'রহিম 😀' }),
    ];
    const [zero, half, ...others] = people;
    const reply = await call(at.app, '/v1/push', pushed([adds(people)]), token);
    expect(reply.json()).toMatchObject({
      fault: null,
      results: [
        {
          status: 'applied',
          rejections: [zero, half].map((one) => ({ code: 'VALUE_UNFIT', field: 'fullName', ids: [one?.id] })),
        },
      ],
    });
    const all = await call(at.app, '/v1/pull', pulled, token);
    expect(all.json<PullReply>().rows.filter(({ entity }) => entity === 'customer')).toEqual(
      expect.arrayContaining(others.map((row) => ({ entity: 'customer', row }))),
    );
  });

  test('given a body that is no gzip, too large, or swells, when it is sent, then it is refused and nothing is done', async () => {
    const at = await onTheWire();
    const { token } = await enrolled(at);
    const send = async (body: Buffer, encoding?: string) =>
      (await call(at.app, '/v1/push', body, token, encoding ? { 'content-encoding': encoding } : {})).statusCode;
    expect(await send(Buffer.from('no gzip'), 'gzip')).toBe(400);
    expect(await send(gzipSync(Buffer.alloc(40 * 1024 * 1024)), 'gzip')).toBe(400);
    expect(await send(Buffer.alloc(9 * 1024 * 1024, 'x'))).toBe(413);
    expect(await send(Buffer.from('{}'), 'br')).toBe(415);
    expect(await send(Buffer.from('{"instanceId": 1}'))).toBe(400);
    expect(await send(Buffer.from(`\uFEFF${JSON.stringify(pushed([adds([customer('rahim')])]))}`))).toBe(200);
  });

  test('given a token that is changed, when the new one is used, then the old one is worth nothing', async () => {
    const at = await onTheWire();
    const { token } = await enrolled(at);
    const next = (await call(at.app, '/v1/token', {}, token)).json<{ token: string }>().token;
    const works = async (one: string) => (await call(at.app, '/v1/pull', pulled, one)).statusCode;
    expect(await works(token)).toBe(200);
    expect(await works(next)).toBe(200);
    expect(await works(token)).toBe(401);
    expect(await works(next)).toBe(200);
  });

  test('given a console that calls again and again, then when it was seen is told to the minute, whichever way the clock goes', async () => {
    const at = await onTheWire();
    const { token } = await enrolled(at);
    const seenAfter = async (later: number): Promise<number> => {
      at.later = later;
      expect((await call(at.app, '/v1/pull', pulled, token)).statusCode).toBe(200);
      const [console] = await devicesOf(at.database);
      return (console?.seenAt ?? Number.NaN) - NOW;
    };
    const seen: number[] = [];
    for (const later of [0, 59_000, 61_000, 62_000, -100_000]) seen.push(await seenAfter(later));
    expect(seen).toEqual([0, 0, 61_000, 61_000, -100_000]);
  });

  test('given a console that was lost, when it is revoked, then its token is worth nothing, and its name is free to be told', async () => {
    const at = await onTheWire();
    const { token, deviceId } = await enrolled(at);
    await revoke(at.database, 'OFFICE-PC', new Date(NOW));
    expect((await call(at.app, '/v1/pull', pulled, token)).statusCode).toBe(401);
    expect(await devicesOf(at.database)).toMatchObject([{ id: deviceId, consoleName: 'office-pc', revokedAt: NOW }]);
  });

  test('given a console of one operator, when it asks with its own token, then nothing of another operator is in any byte that comes back', async () => {
    const at = await onTheWire();
    const secret = customer('salma-of-the-south', { operatorId: SOUTH, phone: '01799999999' });
    await at.console(SOUTH).push([adds([secret])]);
    const { token } = await enrolled(at, 'Dhaka North');
    const replies = [
      await call(at.app, '/v1/pull', pulled, token),
      await call(at.app, '/v1/push', pushed([adds([{ ...secret, id: randomUUID() }])]), token),
    ];
    for (const { body } of replies) {
      expect(body).not.toMatch(/salma|01799999999/);
      expect(body).not.toContain(secret.id);
    }
  });

  test('given tokens, codes and passwords, when anything is logged, then they are not among it', async () => {
    const at = await onTheWire();
    const { token } = await enrolled(at);
    await call(at.app, '/v1/push', pushed([adds([customer('rahim', { password: 'p4ss-w0rd' })])]), token);
    await call(at.app, `/v1/pull?token=${token}`, pulled, token);
    const all = at.lines.join('');
    expect(all).toContain('/v1/push');
    expect(all).not.toContain('p4ss-w0rd');
    expect(all).not.toContain(token.split('.')[1]);
  });

  test('given somebody who tries codes, when they are many, then they wait, with a made-up token too', async () => {
    const { app } = await onTheWire();
    const statuses = new Set<number>();
    for (let i = 0; i < 70; i++) {
      const reply = await call(
        app,
        '/v1/enrol',
        { code: `${i}`, consoleName: 'x', schema: SCHEMA },
        `${randomUUID()}.${'x'.repeat(43)}`,
      );
      statuses.add(reply.statusCode);
    }
    expect([...statuses]).toEqual([422, 429]);
  });

  test('given a program that speaks another version, when it comes, then it is told to be updated', async () => {
    const at = await onTheWire();
    const { token } = await enrolled(at);
    const reply = await call(at.app, '/v1/push', pushed([adds([customer('rahim')])], { schema: SCHEMA + 1 }), token);
    expect(reply.json()).toMatchObject({ fault: 'UPGRADE', results: [], head: { version: 1 } });
    expect((await call(at.app, '/v1/pull', { ...pulled, schema: SCHEMA - 1 }, token)).json()).toMatchObject({
      fault: 'UPGRADE',
    });
  });

  test('given whoever writes a program of their own, when they ask for the document, then every way in is in it', async () => {
    const { app } = await onTheWire();
    const { paths } = (await app.inject('/openapi.json')).json<{ paths: object }>();
    expect(Object.keys(paths)).toEqual([
      ...['/healthz', '/v1/enrol', '/v1/push', '/v1/pull', '/v1/records', '/v1/routers/hold', '/v1/online'],
      ...['/v1/customers/sessions', '/v1/usage', '/v1/token'],
    ]);
  });
});
