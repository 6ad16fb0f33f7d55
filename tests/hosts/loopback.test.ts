import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { refusedWith } from '../features/refusals.ts';
import { openNodeCore } from '#main/node-core.ts';
import { Refusal } from '#main/refusal.ts';
import { serveLoopback } from '#main/loopback/server.ts';
import { admitted, clientAt, loopback, ownPlace } from './links.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request whose every header is said here: fetch would not let Host and Origin be. */
function ask(
  origin: string,
  path: string,
  options: {
    readonly method?: string;
    readonly headers?: Record<string, string>;
    readonly body?: string | Buffer;
  } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  const { method = 'GET', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (some: Buffer) => (text += some.toString('utf8')));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

/** A request as a person types it, byte by byte. */
function typed(origin: string, text: string): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = '';
    socket.on('data', (some) => (answer += some.toString('latin1')));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

async function opened() {
  const { address, another, origin, folder } = await loopback();
  const page = await admitted(address);
  const { cookie } = page;
  return { address, another, origin, folder, page, cookie, hostHeader: new URL(origin).host };
}

/** Two browsers on one host, each let in by an address of its own. */
async function twoBrowsers() {
  const { address, another, origin } = await loopback();
  return [clientAt(origin, await admitted(address)), clientAt(origin, await admitted(another()))] as const;
}

const call = (origin: string, headers: Record<string, string>, path = '/rpc/settings/get') =>
  ask(origin, path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: '{}' });

describe('the way in', () => {
  test('given a new address, when it is opened, then it sets a cookie that no script and no other site gets, and redirects', async () => {
    const { address, origin } = await loopback();
    const { pathname, search } = new URL(address);
    const { status, headers } = await ask(origin, pathname + search);
    expect(status).toBe(303);
    expect(headers.location).toBe('/');
    expect(headers['set-cookie']).toHaveLength(1);
    expect(headers['set-cookie']?.[0]).toMatch(/^lastmile-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
  });

  test('given a used address, when somebody else opens it, then it is refused', async () => {
    const { address, origin } = await opened();
    const { pathname, search } = new URL(address);
    const { status, headers } = await ask(origin, pathname + search);
    expect(status).toBe(403);
    expect(headers['set-cookie']).toBeUndefined();
  });

  test('given a used address, when the page that used it is loaded again, then the cookie lets it in', async () => {
    const { address, origin, cookie } = await opened();
    const { pathname, search } = new URL(address);
    expect((await ask(origin, pathname + search, { headers: { cookie } })).status).toBe(303);
    expect((await ask(origin, '/', { headers: { cookie } })).body).toContain('<title>Lastmile</title>');
  });

  test('given a program that only looks at an address, when it asks with HEAD, then the address is still good', async () => {
    const { address, origin } = await loopback();
    const { pathname, search } = new URL(address);
    expect((await ask(origin, pathname + search, { method: 'HEAD' })).status).toBe(403);
    expect((await ask(origin, pathname + search)).status).toBe(303);
  });

  test('given a guessed token or cookie, when it is brought, then it is refused', async () => {
    const { origin, cookie } = await opened();
    const name = cookie.split('=')[0] ?? '';
    expect((await ask(origin, `/?token=${'A'.repeat(43)}`)).status).toBe(403);
    expect((await ask(origin, '/?token=')).status).toBe(403);
    for (const guess of [`${name}=`, `${name}=${'A'.repeat(43)}`, `${cookie}x`, cookie.slice(0, -1)]) {
      expect((await ask(origin, '/', { headers: { cookie: guess } })).status).toBe(403);
    }
  });

  test('given two browsers that were let in, when one signs in, then the other has to as well', async () => {
    const [one, other] = await twoBrowsers();
    await one.signIn.changePassword({ current: null, password: 'nine green boats' });
    expect((await one.signIn.state()).who?.name).toBe('admin');
    expect(await other.signIn.state()).toMatchObject({ isNeeded: true, who: null });
    expect((await refusedWith(other.settings.get())).code).toBe('sign-in-needed');
    await other.signIn.enter({ name: 'admin', password: 'nine green boats' });
    await one.signIn.leave();
    expect((await refusedWith(one.settings.get())).code).toBe('sign-in-needed');
    expect((await other.settings.get()).country).toBe('BD');
  });

  test('given a browser that is in, when it opens another address, then it stays who it is, and the address is used', async () => {
    const { origin, cookie, another } = await opened();
    const { pathname, search } = new URL(another());
    const again = await ask(origin, pathname + search, { headers: { cookie } });
    expect([again.status, again.headers['set-cookie']]).toEqual([303, undefined]);
    expect((await ask(origin, pathname + search)).status).toBe(403);
  });

  test('given two hosts on this machine, when one is opened, then its cookie does not open the other', async () => {
    const one = await opened();
    const other = await opened();
    expect((await ask(other.origin, '/', { headers: { cookie: one.cookie } })).status).toBe(403);
    expect((await ask(other.origin, '/', { headers: { cookie: `${one.cookie}; ${other.cookie}` } })).status).toBe(200);
  });
});

describe('the key of a page', () => {
  // Cookies are kept by host and not by port: another user's program on this machine may be sent ours.
  test('given the cookie alone, as another port of this machine may be sent it, when it calls, then it is 403', async () => {
    const { origin, cookie } = await opened();
    expect((await call(origin, { cookie, origin })).status).toBe(403);
    expect((await call(origin, { cookie, origin, 'x-lastmile-key': 'A'.repeat(43) })).status).toBe(403);
  });

  test('given a page that has its key, when anybody asks for one again, then there is none', async () => {
    const { origin, cookie } = await opened();
    const { status, body } = await ask(origin, '/key', { method: 'POST', headers: { cookie, origin } });
    expect([status, body]).toEqual([204, '']);
  });

  test('given a page that was just let in, when its key is asked for other than by itself, then there is none', async () => {
    const { address, origin } = await loopback();
    const { pathname, search } = new URL(address);
    const { headers } = await ask(origin, pathname + search);
    const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    expect((await ask(origin, '/key', { headers: { cookie } })).status).toBe(403);
    expect((await ask(origin, '/key', { method: 'POST', headers: { cookie } })).status).toBe(403);
    const foreign = { cookie, origin: 'http://127.0.0.1:1' };
    expect((await ask(origin, '/key', { method: 'POST', headers: foreign })).status).toBe(403);
    expect((await ask(origin, '/key', { method: 'POST', headers: { cookie, origin } })).body).toMatch(/^[\w-]{43}$/);
  });

  test('given the key of another browser, when it is brought with one’s own cookie, then it is 403', async () => {
    const { address, another, origin } = await loopback();
    const [one, other] = [await admitted(address), await admitted(another())];
    expect((await call(origin, { cookie: one.cookie, 'x-lastmile-key': other['x-lastmile-key'], origin })).status).toBe(
      403,
    );
  });
});

describe('what is refused', () => {
  test('given no cookie, when anything is asked for, then it is 403', async () => {
    const { origin } = await opened();
    for (const path of ['/', '/index.html', '/assets/index-1a2b.js', '/nothing', '/rpc/settings/get']) {
      expect((await ask(origin, path)).status).toBe(403);
    }
    expect((await call(origin, { origin })).status).toBe(403);
  });

  test.each([
    ['the name of another site', 'lastmile.example'],
    ['localhost', 'localhost'],
    ['the address without its port', '127.0.0.1'],
    ['another port', '127.0.0.1:1'],
  ])(
    'given %s as Host, as after DNS rebinding, when it is asked with a good cookie, then it is 403',
    async (_, host) => {
      const { origin, cookie, page } = await opened();
      expect((await ask(origin, '/', { headers: { cookie, host } })).status).toBe(403);
      expect((await call(origin, { ...page, host, origin: `http://${host}` })).status).toBe(403);
    },
  );

  test.each([
    ['another site', 'https://lastmile.example'],
    ['another program on this machine', 'http://127.0.0.1:1'],
    ['a sandboxed frame or a file', 'null'],
    ['localhost', 'http://localhost'],
  ])('given %s as Origin, when it calls with a good cookie, then it is 403', async (_, foreign) => {
    const { origin, cookie, page } = await opened();
    expect((await call(origin, { ...page, origin: foreign })).status).toBe(403);
    expect((await ask(origin, '/', { headers: { cookie, origin: foreign } })).status).toBe(403);
  });

  test('given no Origin at all, when it calls, then it is 403: every browser sends one', async () => {
    const { origin, page } = await opened();
    expect((await call(origin, { ...page })).status).toBe(403);
    expect((await call(origin, { ...page, origin })).status).toBe(200);
  });

  test('given a page of another site that loads ours as a picture or a script, when the browser says so, then it is 403', async () => {
    const { origin, cookie } = await opened();
    const foreign = { cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    expect((await ask(origin, '/assets/index-1a2b.js', { headers: foreign })).status).toBe(403);
    expect((await ask(origin, '/', { headers: { ...foreign, 'sec-fetch-mode': 'navigate' } })).status).toBe(200);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'POST'])(
    'given the method %s, when a page is asked for, then it is 403',
    async (method) => {
      const { origin, cookie } = await opened();
      expect((await ask(origin, '/', { method, headers: { cookie, origin } })).status).toBe(403);
    },
  );

  test.each(['GET', 'PUT', 'HEAD', 'OPTIONS'])(
    'given the method %s, when a procedure is called, then it is 403',
    async (method) => {
      const { origin, page } = await opened();
      expect((await ask(origin, '/rpc/settings/get', { method, headers: { ...page, origin } })).status).toBe(403);
    },
  );

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//etc/passwd',
    '/assets',
    '/assets/',
    '/index.html%00.js',
    'http://127.0.0.1/secret.txt',
    '*',
  ])('given the path %s, when it is asked for, then nothing outside the pages is handed out', async (path) => {
    const { origin, cookie, hostHeader } = await opened();
    const answer = await typed(
      origin,
      `GET ${path} HTTP/1.1\r\nHost: ${hostHeader}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).not.toContain('not for pages');
  });

  test('given a body that says it is larger than any file may be, when it is sent, then it is refused before it is read', async () => {
    const { origin, page } = await opened();
    const headers = {
      ...page,
      origin,
      'content-type': 'application/json',
      'content-length': String(300 * 1024 * 1024),
    };
    const { hostname, port } = new URL(origin);
    const answer = await new Promise<number>((resolve, reject) => {
      const asking = request(
        { hostname, port, path: '/rpc/settings/get', method: 'POST', headers, agent: false },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
          asking.destroy();
        },
      );
      asking.on('error', reject);
      asking.write('{');
    });
    expect(answer).toBe(413);
  });

  test('given a body without an end, when more comes than any file may have, then the connection is ended', async () => {
    const { origin, page } = await opened();
    const { hostname, port } = new URL(origin);
    const headers = { ...page, origin, 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    const piece = Buffer.alloc(8 * 1024 * 1024, 0x20);
    const ended = await new Promise<string>((resolve) => {
      const asking = request(
        { hostname, port, path: '/rpc/settings/get', method: 'POST', headers, agent: false },
        (response) => {
          response.resume();
          response.on('end', () => resolve(`status ${response.statusCode ?? 0}`));
        },
      );
      asking.on('error', () => resolve('ended'));
      const send = (): void => {
        while (!asking.destroyed && asking.write(piece));
      };
      asking.on('drain', send);
      send();
    });
    expect(['status 413', 'ended']).toContain(ended);
    // The host lives on.
    expect((await call(origin, { ...page, origin })).status).toBe(200);
  });
});

describe('what is handed out', () => {
  test('given a page, when it is asked for, then its headers keep everything else out', async () => {
    const { origin, cookie } = await opened();
    const { headers, status } = await ask(origin, '/', { headers: { cookie } });
    expect(status).toBe(200);
    const policy = String(headers['content-security-policy']);
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ]) {
      expect(policy).toContain(rule);
    }
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'content-type': 'text/html; charset=utf-8',
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  test('given an answer of the core or a refusal, when it arrives, then it has the same headers', async () => {
    const { origin, page } = await opened();
    for (const { headers } of [await call(origin, { ...page, origin }), await ask(origin, '/')]) {
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
    }
  });
});

describe('starting and stopping', () => {
  test('given it runs, then it can be reached from this machine only', async () => {
    const { origin } = await opened();
    expect(new URL(origin).hostname).toBe('127.0.0.1');
  });

  test('given a port that is taken, when a second host wants it, then it is refused and says which', async () => {
    const { origin } = await opened();
    const core = await openNodeCore({ folder: ownPlace().folder, create: true });
    const port = Number(new URL(origin).port);
    const second: unknown = await serveLoopback(core, () => null, port).catch((error: unknown) => error);
    await core.stop();
    expect(second).toBeInstanceOf(Refusal);
    expect(second).toMatchObject({ code: 'host-port-taken', params: { port, reason: 'EADDRINUSE' } });
  });

  test('given a call that writes, when the host is stopped, then the write is whole and the folder is free', async () => {
    const { folder } = ownPlace();
    const core = await openNodeCore({ folder, create: true });
    const server = await serveLoopback(core, () => null, 0);
    const address = server.address();
    const client = clientAt(new URL(address).origin, await admitted(address));
    await client.settings.get();
    const filling = client.reference.demo().then(
      () => 'told',
      () => 'not told',
    );
    await server.close();
    await core.stop();
    await filling;
    const again = await openNodeCore({ folder, create: false });
    const { check, total } = await readBack(again);
    await again.stop();
    expect(check).toEqual({ ok: true, problems: [] });
    expect([0, 42]).toContain(total);
  });

  test('given a data folder that another host has, when it is opened, then it is refused', async () => {
    const { folder } = await opened();
    const second: unknown = await openNodeCore({ folder, create: true }).catch((error: unknown) => error);
    expect(second).toMatchObject({ code: 'folder-in-use' });
  });
});

async function readBack(core: Awaited<ReturnType<typeof openNodeCore>>) {
  const server = await serveLoopback(core, () => null, 0);
  const address = server.address();
  const client = clientAt(new URL(address).origin, await admitted(address));
  const check = await client.backups.check();
  const { total } = await client.customers.list({ filter: { status: 'all' } });
  expect((await refusedWith(client.customers.get({ id: '00000000-0000-7000-8000-000000000000' }))).code).toBe(
    'customer-unknown',
  );
  await server.close();
  return { check, total };
}
