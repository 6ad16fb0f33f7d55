import { describe, expect, test } from 'vitest';
import { proxyAcross } from '#main/desktop/proxy-across.ts';
import type { FromThread } from '#main/desktop/thread-messages.ts';
import { nodePlatform } from '#main/platform/node.ts';
import { DIRECT, proxyInScript } from '#main/platform/proxy.ts';
import { proxyInEnvironment } from '#main/platform/proxy-environment.ts';

// Which way this machine wants a server to be reached.

const SERVER = 'https://central.isp.example:8443';
const at = (host: string, port: number, more: object = {}) => ({
  ...{ kind: 'http', host, port, isSecure: false, authorization: null },
  ...more,
});
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

test.each([
  [{}, null],
  [{ HTTP_PROXY: 'http://10.0.0.1:3128' }, null],
  [{ HTTPS_PROXY: ' ' }, null],
  [{ HTTPS_PROXY: 'http://10.0.0.1:3128' }, at('10.0.0.1', 3128)],
  [{ HTTPS_PROXY: 'http://10.0.0.1:3128', https_proxy: 'proxy.isp.example' }, at('proxy.isp.example', 80)],
  [{ https_proxy: 'https://proxy.isp.example' }, at('proxy.isp.example', 443, { isSecure: true })],
  [{ ALL_PROXY: 'http://[2001:db8::1]:8080' }, at('2001:db8::1', 8080)],
  [{ HTTPS_PROXY: 'http://salma:p%40s%3As@a:1' }, at('a', 1, { authorization: basic('salma:p@s:s') })],
  [{ HTTPS_PROXY: 'http://100%25:50%@a:1' }, at('a', 1, { authorization: basic('100%:50%') })],
  [{ HTTPS_PROXY: 'socks5://salma:s3cret@10.0.0.1:1080' }, { kind: 'unknown', name: 'socks5' }],
  [{ HTTPS_PROXY: 'http://' }, { kind: 'unknown', name: 'http' }],
] as const)('Given the environment %j, when it is asked for the way to the server, then it is %j', (env, way) => {
  expect(proxyInEnvironment(env, SERVER)).toEqual(way);
});

test.each([
  ['*', true],
  ['central.isp.example', true],
  ['CENTRAL.isp.example', true],
  ['isp.example', true],
  ['.isp.example', true],
  ['*.isp.example', true],
  ['localhost, other.example ,isp.example', true],
  ['central.isp.example:8443', true],
  ['central.isp.example:443', false],
  ['sp.example', false],
  ['example.isp', false],
  ['', false],
])('Given NO_PROXY %j, when the way to the server is asked for, then it is excepted: %s', (exceptions, isExcepted) => {
  const env = { HTTPS_PROXY: 'http://10.0.0.1:3128', NO_PROXY: exceptions };
  expect(proxyInEnvironment(env, SERVER)).toEqual(isExcepted ? DIRECT : at('10.0.0.1', 3128));
});

test('Given addresses in NO_PROXY, when servers are reached by address, then the same address is excepted, in either kind', () => {
  const way = (exceptions: string, url: string) =>
    proxyInEnvironment({ HTTPS_PROXY: 'http://10.0.0.1:3128', no_proxy: exceptions }, url)?.kind;
  expect(way('192.0.2.7', 'https://192.0.2.7')).toBe('direct');
  expect(way('192.0.2.7', 'https://192.0.2.77')).toBe('http');
  expect(way('2001:db8::1', 'https://[2001:db8::1]:8443')).toBe('direct');
  expect(way('[2001:db8::1]:8443', 'https://[2001:db8::1]:8443')).toBe('direct');
  expect(way('[2001:db8::1]:443', 'https://[2001:db8::1]:8443')).toBe('http');
});

test.each([
  ['DIRECT', DIRECT],
  ['', DIRECT],
  ['PROXY 10.0.0.1:3128', at('10.0.0.1', 3128)],
  ['PROXY 10.0.0.1:3128; PROXY 10.0.0.2:3128; DIRECT', at('10.0.0.1', 3128)],
  ['HTTPS proxy.isp.example:443; DIRECT', at('proxy.isp.example', 443, { isSecure: true })],
  ['SOCKS5 10.0.0.1:1080; PROXY 10.0.0.2:3128', at('10.0.0.2', 3128)],
  ['SOCKS5 10.0.0.1:1080', { kind: 'unknown', name: 'SOCKS5 10.0.0.1:1080' }],
] as const)('Given the system says %j, when the way is read, then it is %j', (script, way) => {
  expect(proxyInScript(script)).toEqual(way);
});

describe('the platforms', () => {
  test('Given a plain Node process, when it is asked for the way, then its environment says, and without it the way is direct', async () => {
    expect(await nodePlatform({ HTTPS_PROXY: 'http://10.0.0.1:3128' }).proxyFor(SERVER)).toEqual(at('10.0.0.1', 3128));
    expect(await nodePlatform({}).proxyFor(SERVER)).toEqual(DIRECT);
  });

  test('Given the core in a thread, when it asks several times, then the main thread answers each of them', async () => {
    const told: FromThread[] = [];
    const { proxyFor, answered } = proxyAcross((message) => told.push(message));
    const first = proxyFor('https://a.example');
    const second = proxyFor('https://b.example');
    expect(told).toEqual([
      { kind: 'proxy', call: 1, url: 'https://a.example' },
      { kind: 'proxy', call: 2, url: 'https://b.example' },
    ]);
    answered(2, { kind: 'unknown', name: 'b' });
    answered(1, DIRECT);
    expect([await first, await second]).toEqual([DIRECT, { kind: 'unknown', name: 'b' }]);
  });
});
