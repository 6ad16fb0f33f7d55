import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { GENESIS } from '#shared/sync/head.ts';
import {
  bytesOf,
  closedPort,
  failureOf,
  HandTimer,
  HEALTH,
  json,
  lineTo,
  network,
  page,
  plain,
  raw,
  reading,
  secure,
  TOKEN,
} from './wire.ts';

// What may come back over a line, and what a person is told of it.

const pullRequest = { cursor: GENESIS, witness: GENESIS, scope: null, schema: 1, limit: 100 };
const pulled = {
  rows: [],
  tombstones: [],
  cursor: GENESIS,
  more: false,
  behind: 0,
  scope: 'all',
  fault: null,
  head: GENESIS,
};

/** What cannot be packed, the same every time. */
const noise = (bytes: number): string => createHash('shake256', { outputLength: bytes }).digest('base64');

test('Given a server, when it is asked several times at once, then it hears one question after the other over one line', async () => {
  const sockets = new Set<unknown>();
  let open = 0;
  const most: number[] = [];
  const { url } = await plain((request, response) => {
    sockets.add(request.socket);
    most.push(++open);
    setImmediate(() => {
      open--;
      json(response, HEALTH);
    });
  });
  const line = lineTo(url);
  const outcomes = await Promise.all([line.health(), line.health(), line.health()]);
  expect(outcomes).toEqual(Array(3).fill({ ok: true, value: HEALTH }));
  expect(most).toEqual([1, 1, 1]);
  expect(sockets.size).toBe(1);
});

test('Given a kept line that the server has ended, when the next question comes, then it goes over a new one and nobody notices', async () => {
  let answers = 0;
  const { url } = await plain((request, response) => {
    // The second question comes to a line that ends as it comes.
    if (++answers === 2) request.socket.destroy();
    else json(response, HEALTH);
  });
  const line = lineTo(url);
  await line.health();
  expect(await line.health()).toEqual({ ok: true, value: HEALTH });
  expect(answers).toBe(3);
});

test('Given a line that ends as a code is sent, when nobody knows whether it came, then it is not sent again unasked', async () => {
  let codes = 0;
  const { url } = await plain((request, response) => {
    if (request.url === '/healthz') json(response, HEALTH);
    else {
      codes++;
      request.socket.destroy();
    }
  });
  const line = lineTo(url);
  await line.health();
  const failure = failureOf(await line.enrol({ code: 'ABCD-EFGH-JKLM', consoleName: 'office' }));
  expect(failure).toMatchObject({ kind: 'no-server', code: 'sync-server-hangs-up' });
  expect(codes).toBe(1);
});

test('Given a question and an answer of some size, when they travel, then both are packed', async () => {
  let sent: { encoding: string | undefined; size: number; token: string | undefined } | null = null;
  const { url } = await plain(
    reading(async (request, response) => {
      const body = await bytesOf(request);
      sent = { encoding: request.headers['content-encoding'], size: body.length, token: request.headers.authorization };
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync(JSON.stringify(pulled)));
    }),
  );
  const scope = 'x'.repeat(100_000);
  expect(await lineTo(url).pull({ ...pullRequest, scope })).toEqual({ ok: true, value: pulled });
  expect(sent).toMatchObject({ encoding: 'gzip', token: `Bearer ${TOKEN}` });
  expect(sent!.size).toBeLessThan(1000);
});

test('Given answers that are not the server’s, when they come, then each is told as what it is', async () => {
  let next: Parameters<typeof plain>[0] = () => undefined;
  const { url, host } = await plain((request, response) => next(request, response));
  const line = lineTo(url);
  const come = async (answer: typeof next) => {
    next = answer;
    return failureOf(await line.pull(pullRequest));
  };
  const portal = { kind: 'captive-portal', code: 'sync-captive-portal', params: { host } };
  const strange = { kind: 'not-understood', code: 'sync-answer-strange', params: { host } };
  expect(await come((_, response) => page(response, 200))).toEqual(portal);
  expect(await come((_, response) => page(response, 511))).toEqual(portal);
  expect(await come((_, response) => response.writeHead(511).end())).toEqual(portal);
  expect(await come((_, response) => page(response, 302, { location: 'http://login.cafe/?from=x' }))).toEqual(portal);
  expect(await come((_, response) => response.writeHead(307).end())).toEqual(portal);
  expect(await come((_, response) => page(response, 301, { location: 'https://127.0.0.1:9/app?key=1' }))).toEqual({
    ...{ kind: 'not-understood', code: 'sync-redirected', params: { host, to: 'https://127.0.0.1:9' } },
  });
  expect(await come((_, response) => page(response, 200, { via: '1.1 squid' }))).toMatchObject({
    ...{ kind: 'proxy', code: 'sync-proxy-page' },
  });
  expect(await come((_, response) => page(response, 502))).toMatchObject({
    kind: 'proxy',
    params: { host, status: 502 },
  });
  expect(await come((_, response) => page(response, 407))).toMatchObject({
    kind: 'proxy',
    code: 'sync-proxy-password',
  });
  expect(await come((_, response) => page(response, 404))).toMatchObject({ code: 'sync-no-central' });
  expect(await come((_, response) => json(response, {}, 404))).toMatchObject({ code: 'sync-no-central' });
  expect(await come((_, response) => response.writeHead(200).end('<!-- x --> no json'))).toEqual(strange);
  expect(await come((_, response) => json(response, { rows: 1 }))).toEqual(strange);
  expect(await come((_, response) => response.end('\u0000\u0001'))).toEqual(strange);
  expect(await come((_, response) => response.end())).toEqual(strange);
  expect(await come((_, response) => json(response, pulled, 200, { 'content-encoding': 'gzip' }))).toEqual(strange);
  expect(await come((_, response) => json(response, pulled, 200, { 'content-encoding': 'br' }))).toEqual(strange);
  expect(await come((_, response) => json(response, {}, 500))).toMatchObject({
    ...{ kind: 'no-server', code: 'sync-server-failed', params: { host, status: 500 } },
  });
  expect(await come((_, response) => json(response, {}, 400))).toMatchObject({ code: 'sync-not-understood' });
  expect(await come((_, response) => json(response, {}, 413))).toMatchObject({
    kind: 'refused',
    code: 'sync-too-large',
  });
  expect(await come((_, response) => json(response, {}, 418))).toMatchObject({ kind: 'refused', code: 'sync-refused' });
  // Another server's own log-in says nothing of our token.
  expect(await come((_, response) => json(response, {}, 401))).toMatchObject({ kind: 'refused' });
  expect(await come((_, response) => json(response, { ...pulled, fault: 'UPGRADE', scope: null }))).toEqual({
    ...{ kind: 'upgrade', code: 'enrol-upgrade', params: {} },
  });
  next = (_, response) => json(response, pulled);
  expect(await line.pull(pullRequest)).toEqual({ ok: true, value: pulled });
});

test('Given a server that is busy, when it says when to come again, then that is told, and nothing is made up when it does not', async () => {
  let headers: Record<string, string> = {};
  let status = 429;
  let document: unknown = {};
  const { url, host } = await plain((_, response) => json(response, document, status, headers));
  const line = lineTo(url);
  const busy = async () => failureOf(await line.health());
  expect(await busy()).toEqual({ kind: 'busy', code: 'sync-too-many', params: { host }, seconds: null });
  headers = { 'retry-after': '17' };
  expect(await busy()).toMatchObject({ seconds: 17 });
  headers = { 'retry-after': 'Fri, 31 Dec 1999 23:59:59 GMT' };
  expect(await busy()).toMatchObject({ seconds: null });
  document = { code: 'TOO_MANY_REQUESTS', data: { code: 'sync-too-many', params: { seconds: 9 } } };
  expect(await busy()).toMatchObject({ seconds: 9 });
  headers = { 'retry-after': '999999999' };
  expect(await busy()).toMatchObject({ seconds: 86_400 });
  status = 503;
  expect(await busy()).toMatchObject({ kind: 'busy', code: 'sync-server-busy' });
});

test('Given a server that repeats what it was told, when it refuses, then neither code nor token comes back in the failure', async () => {
  const { url } = await plain(
    reading(async (request, response) => {
      const body = (await bytesOf(request)).toString();
      const params = { body, token: request.headers.authorization ?? '', count: 3 };
      json(response, { code: 'REFUSED', data: { code: 'enrol-code-unknown', params } }, 422);
    }),
  );
  const code = 'ABCD-EFGH-JKLM';
  const line = lineTo(url);
  const failures = [await line.enrol({ code, consoleName: 'office' }), await line.pull(pullRequest)].map(failureOf);
  expect(failures[0]).toMatchObject({ kind: 'refused', code: 'enrol-code-unknown', params: { count: 3 } });
  expect(JSON.stringify(failures)).not.toContain(code);
  expect(JSON.stringify(failures)).not.toContain(TOKEN);
});

test('Given a server of another version, when its health is asked, then it is told which of the two is the older one', async () => {
  let schema = 2;
  const { url, host } = await plain((_, response) => json(response, { ...HEALTH, schema, more: 'of a newer one' }));
  const line = lineTo(url);
  expect(failureOf(await line.health())).toEqual({ kind: 'upgrade', code: 'sync-upgrade-console', params: { host } });
  schema = 0;
  expect(failureOf(await line.health())).toMatchObject({ kind: 'upgrade', code: 'sync-upgrade-server' });
});

test('Given an answer that breaks off, when the line or only the document ends, then it is told as cut, and the next one is whole', async () => {
  const whole = JSON.stringify(HEALTH);
  const zipped = gzipSync(whole);
  const ways: Parameters<typeof plain>[0][] = [
    (request, response) => {
      response.writeHead(200, { 'content-length': whole.length });
      response.write(whole.slice(0, 20), () => request.socket.destroy());
    },
    (request, response) => {
      response.writeHead(200);
      response.write(whole, () => request.socket.resetAndDestroy());
    },
    (_, response) => response.end(whole.slice(0, 20)),
    (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(zipped.subarray(0, zipped.length - 9)),
  ];
  let at = 0;
  const { url } = await plain((request, response) => (ways[at++] ?? ((_, r) => json(r, HEALTH)))(request, response));
  const line = lineTo(url);
  while (at < ways.length) {
    expect(failureOf(await line.health())).toMatchObject({ kind: 'no-server', code: 'sync-answer-cut' });
  }
  expect(await line.health()).toEqual({ ok: true, value: HEALTH });
});

test('Given an answer that is larger than any, when it comes or swells, then it is not read to its end', async () => {
  const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024, ' '), { level: 1 });
  let isBomb = true;
  const { url } = await plain((_, response) => {
    if (isBomb) response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    else {
      const piece = Buffer.alloc(1024 * 1024, ' ');
      response.writeHead(200);
      const more = (): void => {
        if (!response.destroyed) response.write(piece, more);
      };
      more();
    }
  });
  const line = lineTo(url);
  expect(failureOf(await line.health())).toMatchObject({ kind: 'not-understood', code: 'sync-answer-too-large' });
  isBomb = false;
  expect(failureOf(await line.health())).toMatchObject({ kind: 'not-understood', code: 'sync-answer-too-large' });
});

test('Given something that speaks no HTTP, when it answers, then it is told that this is not the server', async () => {
  const { plainUrl } = await raw((socket) => void socket.once('data', () => socket.end('220 mail.isp ESMTP\r\n')));
  expect(failureOf(await lineTo(plainUrl).health())).toMatchObject({ kind: 'not-understood', code: 'sync-no-central' });
});

test('Given an answer that comes byte by byte, when it goes on, then the deadline goes on with it', async () => {
  const timer = new HandTimer();
  const whole = JSON.stringify(HEALTH);
  const { url } = await plain((_, response) => {
    response.writeHead(200);
    const send = (at: number): void => {
      if (at === whole.length) response.end();
      else response.write(whole[at], () => setImmediate(send, at + 1));
    };
    send(0);
  });
  expect(await lineTo(url, { timer: timer.after }).health()).toEqual({ ok: true, value: HEALTH });
  expect(timer.asked.length).toBeGreaterThan(10);
  expect(new Set(timer.asked)).toEqual(new Set([30_000]));
});

test('Given silence, before the answer or in the middle of it, when it lasts too long, then the line is given up', async () => {
  const timer = new HandTimer();
  let isInMiddle = false;
  const { url, host } = await plain((_, response) => {
    if (isInMiddle) response.writeHead(200).write('{"ok":');
    heard();
  });
  let heard = (): void => undefined;
  const line = lineTo(url, { timer: timer.after });
  const silent = async () => {
    const arrived = new Promise<void>((resolve) => (heard = resolve));
    const begun = timer.asked.length;
    const outcome = line.health();
    await arrived;
    // Of the line, of the question, and in the middle of an answer of what has come of it.
    await timer.begun(begun + (isInMiddle ? 4 : 2));
    timer.pass();
    return failureOf(await outcome);
  };
  expect(await silent()).toEqual({ kind: 'no-server', code: 'sync-server-silent', params: { host, seconds: 30 } });
  isInMiddle = true;
  expect(await silent()).toEqual({ kind: 'no-server', code: 'sync-answer-stops', params: { host, seconds: 30 } });
});

test('Given a large question, when the system has taken all of it, then the answer is waited for as long as a slow line needs', async () => {
  const timer = new HandTimer();
  const { url } = await plain(
    reading(async (request, response) => {
      await bytesOf(request);
      json(response, pulled);
    }),
  );
  const scope = noise(100_000);
  await lineTo(url, { timer: timer.after }).pull({ ...pullRequest, scope });
  expect(Math.max(...timer.asked)).toBeGreaterThan(40_000);
});

test('Given an answer that does not wait for the whole question, when it has come, then the rest of the question is not sent, and the next one has a line', async () => {
  const { url } = await plain((request, response) => {
    // Nothing of the body is read.
    if (request.method === 'POST') json(response, {}, 413);
    else json(response, HEALTH);
  });
  const line = lineTo(url);
  const scope = noise(6_000_000);
  expect(failureOf(await line.pull({ ...pullRequest, scope }))).toMatchObject({ code: 'sync-too-large' });
  expect(await line.health()).toEqual({ ok: true, value: HEALTH });
});

test('Given whoever asked takes it back, when the server has not answered, then it ends as stopped, and the line goes on', async () => {
  let isSilent = true;
  let heard = (): void => undefined;
  const { url } = await plain((_, response) => {
    if (isSilent) heard();
    else json(response, HEALTH);
  });
  const line = lineTo(url);
  const stop = new AbortController();
  const arrived = new Promise<void>((resolve) => (heard = resolve));
  const outcome = line.health(stop.signal);
  const waiting = line.health(stop.signal);
  await arrived;
  stop.abort();
  expect(failureOf(await outcome)).toEqual({ kind: 'stopped', code: 'sync-stopped', params: {} });
  expect(failureOf(await waiting)).toMatchObject({ kind: 'stopped' });
  isSilent = false;
  expect(await line.health()).toEqual({ ok: true, value: HEALTH });
  line.close();
  expect(failureOf(await line.health())).toMatchObject({ kind: 'stopped' });
});

test('Given no way to the server, when it is asked, then it is told how far the way goes', async () => {
  const port = await closedPort();
  const url = `https://central.test:${port}`;
  expect(failureOf(await lineTo(url).health())).toMatchObject({ kind: 'no-server', code: 'sync-server-refuses' });
  const lost = (code: string) => ({
    ...network,
    lookup: ((_name, _options, done) =>
      done(Object.assign(new Error(code), { code }), '', 4)) as typeof network.lookup & {},
  });
  const by = async (code: string) => failureOf(await lineTo(url, { network: lost(code) }).health());
  expect(await by('ENOTFOUND')).toMatchObject({ kind: 'offline', code: 'sync-name-unknown' });
  expect(await by('EAI_AGAIN')).toMatchObject({ kind: 'offline', code: 'sync-name-unknown' });
  expect(await by('ENETUNREACH')).toMatchObject({ kind: 'offline', code: 'sync-network-unreachable' });
  expect(await by('EHOSTUNREACH')).toMatchObject({ kind: 'no-server', code: 'sync-server-unreachable' });
  const alone = { ...lost('EAI_AGAIN'), hasInterface: () => false };
  expect(failureOf(await lineTo(url, { network: alone }).health())).toEqual({
    ...{ kind: 'offline', code: 'sync-offline', params: {} },
  });
  // This machine's own server needs no network.
  const own = failureOf(await lineTo(`http://127.0.0.1:${port}`, { network: alone }).health());
  expect(own).toMatchObject({ kind: 'no-server', code: 'sync-server-refuses' });
});

test('Given a server that takes the line and says nothing, when that lasts too long, then it is told as silent', async () => {
  const timer = new HandTimer();
  const { url } = await raw(() => undefined);
  const outcome = lineTo(url, { timer: timer.after }).health();
  await timer.begun(1);
  timer.pass();
  expect(failureOf(await outcome)).toMatchObject({ kind: 'no-server', code: 'sync-server-silent' });
});

test('Given an address that cannot be, when anything is asked, then nothing is sent and it is told why', async () => {
  const line = lineTo('http://isp.example');
  expect(failureOf(await line.pull(pullRequest))).toMatchObject({
    code: 'sync-needs-tls',
    params: { host: 'isp.example' },
  });
});

test('Given an answer over TLS, when the server is the right one, then it is read as any other', async () => {
  const { url } = await secure((_, response) => json(response, HEALTH));
  expect(await lineTo(url).health()).toEqual({ ok: true, value: HEALTH });
});
