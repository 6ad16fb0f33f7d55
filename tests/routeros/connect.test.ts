import { createServer as createTlsServer } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import { connect, RouterError, type ConnectOptions } from '#main/routeros/index.ts';
import { networkFailure } from '#main/routeros/network-failure.ts';
import { certificate, fingerprint, key } from './certificate.ts';
import { hear, listening, plainServer, wire } from './peer.ts';

const host = '127.0.0.1';
const account = { host, user: 'admin', password: 'hunter2' };
const failing = (options: ConnectOptions) =>
  connect(options).then(
    () => 'none',
    (error: unknown) => (error instanceof RouterError ? error.failure : error),
  );

async function tlsRouter(options: object = { key, cert: certificate }) {
  const heard: string[] = [];
  const server = createTlsServer(options, (socket) => {
    hear(socket, (words, tag) => {
      heard.push(words[0] ?? '');
      socket.write(wire(['!done', `.tag=${tag}`]));
    });
  });
  server.on('tlsClientError', () => undefined);
  const { port, end } = await listening(server);
  onTestFinished(end);
  return { port, heard };
}

describe('Connecting', () => {
  test('Given a router, when connected and it hangs up, then `closed` tells it', async () => {
    const server = plainServer((socket) => {
      hear(socket, (words, tag) => {
        if (words[0] === '/quit') socket.end();
        else socket.write(wire(['!done', `.tag=${tag}`]));
      });
    });
    const { port, end } = await listening(server);
    onTestFinished(end);
    const router = await connect({ ...account, port });
    expect(router.isOpen).toBe(true);
    await expect(router.run('/quit')).rejects.toMatchObject({ failure: { kind: 'closed', by: 'router' } });
    expect(await router.closed).toEqual({ kind: 'closed', by: 'router' });
    expect(router.isOpen).toBe(false);
  });

  test('Given nobody on the port, when connecting, then it is refused, with host and port', async () => {
    const { port, end } = await listening(plainServer(() => undefined));
    end();
    expect(await failing({ ...account, port })).toEqual({ kind: 'refused', host, port });
  });

  test('Given a router that hears and says nothing, when the deadline rings, then login timed out', async () => {
    const { port, end } = await listening(plainServer((socket) => socket.on('error', () => undefined).resume()));
    onTestFinished(end);
    expect(await failing({ ...account, port, deadlineMs: 1 })).toEqual({
      kind: 'timeout',
      during: '/login',
      afterMs: 1,
    });
  });

  test.each([
    ['ENOTFOUND', 'name-unknown'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ECONNRESET', 'reset'],
    ['ERR_SSL_DH_KEY_TOO_SMALL', 'tls-old'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls-old'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls-no-certificate'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-failed'],
  ])('Given the error %s, when it is read, then it is %s', (code, kind) => {
    expect(networkFailure(Object.assign(new Error(), { code }), { host, port: 1 })).toMatchObject({
      kind,
      host,
      port: 1,
    });
  });
});

describe('A certificate', () => {
  test('Given no pin, when connecting, then the fingerprint is told and nothing was said to the router', async () => {
    const { port, heard } = await tlsRouter();
    expect(await failing({ ...account, port, tls: {} })).toEqual({ kind: 'tls-unknown', host, port, fingerprint });
    expect(heard).toEqual([]);
  });

  test('Given the pin, or a caller who trusts it, when connecting, then login follows', async () => {
    const { port, heard } = await tlsRouter();
    for (const tls of [{ fingerprint }, { trustsNew: (found: string) => found === fingerprint }]) {
      const router = await connect({ ...account, port, tls });
      expect(router.fingerprint).toBe(fingerprint);
      router.close();
    }
    expect(heard).toEqual(['/login', '/login']);
  });

  test('Given another pin, when connecting, then both fingerprints are told and nothing was said', async () => {
    const { port, heard } = await tlsRouter();
    const expected = 'AA:BB';
    const failure = await failing({ ...account, port, tls: { fingerprint: expected, trustsNew: () => true } });
    expect(failure).toEqual({ kind: 'tls-changed', host, port, expected, found: fingerprint });
    expect(heard).toEqual([]);
  });

  test('Given a router with anonymous DH alone, when connecting, then it is told to have no certificate', async () => {
    const { port } = await tlsRouter({
      ciphers: 'ADH-AES128-SHA256:@SECLEVEL=0',
      maxVersion: 'TLSv1.2',
      dhparam: 'auto',
    });
    expect(await failing({ ...account, port, tls: {} })).toEqual({ kind: 'tls-no-certificate', host, port });
  });
});
