import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { SCHEMA } from '#shared/sync/head.ts';
import { hasPostgreSql } from './databases.ts';
import { call, enrolled, onTheWire, pulled, type Wire } from './wire.ts';

// Whoever is not believed must cost next to nothing, and must not stand in the way of those who are.

/** Sends the beginning of a request over a line of its own, and answers what comes back without sending any more of it. */
async function answerTo({ app }: Wire, head: readonly string[], body: Buffer = Buffer.alloc(0)): Promise<string> {
  const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  return new Promise((resolve, reject) => {
    let told = '';
    const line = connect(Number(port), '127.0.0.1', () => {
      line.write(`${head.join('\r\n')}\r\nhost: isp.example\r\n\r\n`);
      line.write(body);
    });
    line.setEncoding('utf8');
    line.on('data', (text: string) => {
      told += text;
      if (told.includes('sync-unauthorized')) line.destroy();
    });
    line.on('error', reject);
    line.on('close', () => resolve(told));
  });
}

const statusOf = (answer: string): string => answer.split('\r\n')[0] ?? '';

describe.skipIf(!hasPostgreSql())('whoever is not believed', () => {
  test.each([
    ['no token', []],
    ['a made-up one', [`authorization: Bearer ${randomUUID()}.${'x'.repeat(43)}`]],
  ])(
    'given a zip bomb with %s, when it comes over a real line, then 401 is the answer before any of it has come',
    async (_, headers) => {
      const at = await onTheWire();
      const head = ['POST /v1/push HTTP/1.1', 'content-type: application/json', 'content-encoding: gzip', ...headers];
      // The first byte of eight megabytes: whoever waits for the others waits for ever.
      const answer = await answerTo(at, [...head, `content-length: ${8 * 1024 * 1024}`], Buffer.from([0x1f]));
      expect(statusOf(answer)).toBe('HTTP/1.1 401 Unauthorized');
      expect(answer).toContain('"code":"UNAUTHORIZED"');
    },
  );

  test('given a body that never ends, when nobody is believed, then the line ends', async () => {
    const at = await onTheWire();
    const head = ['POST /v1/push HTTP/1.1', 'content-type: application/json', 'transfer-encoding: chunked'];
    expect((await answerTo(at, head)).toLowerCase()).toContain('connection: close');
  });

  test('given an enrolment, when its body is longer than any is or swells, then it is refused and not unpacked', async () => {
    const { app } = await onTheWire();
    const body = { code: 'AAAA-BBBB-CCCC', consoleName: 'x', schema: SCHEMA };
    const send = async (sent: Buffer, headers: Record<string, string> = {}) =>
      (await call(app, '/v1/enrol', sent, undefined, headers)).statusCode;
    const zip = { 'content-encoding': 'gzip' };
    expect(await send(gzipSync(JSON.stringify(body)), zip)).toBe(422);
    expect(await send(gzipSync(Buffer.alloc(100_000)), zip)).toBe(400);
    expect(await send(Buffer.alloc(100_000, ' '))).toBe(413);
  });

  test("given somebody who calls with a console's id and no secret, when they are too many, then the console is served still", async () => {
    const at = await onTheWire();
    const { token, deviceId } = await enrolled(at);
    const statuses = new Set<number>();
    for (let i = 0; i < 70; i++) {
      statuses.add((await call(at.app, '/v1/pull', pulled, `${deviceId}.${'x'.repeat(43)}`)).statusCode);
    }
    expect([...statuses]).toEqual([401, 429]);
    expect((await call(at.app, '/v1/pull', pulled, token)).statusCode).toBe(200);
  });

  test('given made-up tokens, each another one, when they are many, then they are counted as one address', async () => {
    const { app } = await onTheWire();
    const statuses = new Set<number>();
    for (let i = 0; i < 70; i++) {
      statuses.add((await call(app, '/v1/pull', pulled, `${randomUUID()}.${'x'.repeat(43)}`)).statusCode);
    }
    expect([...statuses]).toEqual([401, 429]);
  });

  test('given a proxy in front, when somebody tells addresses of their own, then what the proxy saw counts', async () => {
    const { app } = await onTheWire(undefined, { isBehindProxy: true });
    const statuses = new Set<number>();
    for (let i = 0; i < 70; i++) {
      const headers = { 'x-forwarded-for': `10.0.0.${i}, 203.0.113.7` };
      statuses.add((await call(app, '/v1/pull', pulled, undefined, headers)).statusCode);
    }
    expect([...statuses]).toEqual([401, 429]);
  });

  test('given addresses of one line (IPv6), when they are many, then they are counted as one', async () => {
    const { app } = await onTheWire(undefined, { isBehindProxy: true });
    const statuses = new Set<number>();
    for (let i = 0; i < 70; i++) {
      const headers = { 'x-forwarded-for': `2001:db8:0:7::${i.toString(16)}` };
      statuses.add((await call(app, '/v1/pull', pulled, undefined, headers)).statusCode);
    }
    expect([...statuses]).toEqual([401, 429]);
  });
});
