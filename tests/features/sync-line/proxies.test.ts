import { expect, test } from 'vitest';
import { failureOf, HandTimer, HEALTH, closedPort, isp, json, lineTo, page, plain, raw, secure } from './wire.ts';
import { over, proxy } from './proxy.ts';

// A proxy in between, and what may go wrong with it.

const healthy = () => secure((_, response) => json(response, HEALTH));
const well = { ok: true, value: HEALTH };

test('Given a proxy, when the server is asked, then it is asked by name, and the proxy sees nothing else', async () => {
  const { url, host } = await healthy();
  const between = await proxy('through');
  const line = lineTo(url, { proxy: over(`http://${between.host}`) });
  expect(await line.health()).toEqual(well);
  expect(await line.health()).toEqual(well);
  expect(between.asked).toEqual([{ to: host, by: undefined }]);
});

test('Given a proxy with a password, when it is given, wrong or missing, then only the right one goes through, and it is told', async () => {
  const { url } = await healthy();
  const between = await proxy('through', { password: 'salma:p@ss' });
  expect(await lineTo(url, { proxy: over(`http://salma:p%40ss@${between.host}`) }).health()).toEqual(well);
  for (const name of ['', 'salma:wrong@']) {
    const failure = failureOf(await lineTo(url, { proxy: over(`http://${name}${between.host}`) }).health());
    expect(failure).toEqual({ kind: 'proxy', code: 'sync-proxy-password', params: { proxy: between.host } });
  }
});

test('Given a proxy that is itself reached with TLS, when its certificate is known or not, then only the known one is told the password', async () => {
  const { url } = await healthy();
  const between = await proxy('through', { shows: isp.issue(['proxy.test']) });
  expect(await lineTo(url, { proxy: over(`https://a:b@proxy.test:${between.port}`) }).health()).toEqual(well);
  const wrong = over(`https://a:b@other.test:${between.port}`);
  expect(failureOf(await lineTo(url, { proxy: wrong }).health())).toMatchObject({ code: 'sync-proxy-strange' });
  expect(between.asked).toHaveLength(1);
});

test('Given this machine’s own server, when there is a proxy, then the proxy is not asked', async () => {
  const { url } = await plain((_, response) => json(response, HEALTH));
  const between = await proxy('through');
  expect(await lineTo(url, { proxy: over(`http://${between.host}`) }).health()).toEqual(well);
  expect(between.asked).toEqual([]);
});

test('Given a proxy that does not let through, when it says so in any way, then it is the proxy that is told', async () => {
  const { url, host } = await healthy();
  const told = async (answer: string) => {
    const between = await proxy((line) => line.end(answer));
    const failure = failureOf(await lineTo(url, { proxy: over(`http://${between.host}`) }).health());
    return { failure, proxy: between.host };
  };
  const html = 'content-type: text/html\r\ncontent-length: 6\r\n\r\n<html>';
  for (const [answer, code] of [
    [`HTTP/1.1 403 Forbidden\r\n${html}`, 'sync-proxy-forbids'],
    [`HTTP/1.1 200 OK\r\n${html}`, 'sync-proxy-strange'],
    ['HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n', 'sync-proxy-strange'],
    ['HTTP/1.1 404 Not found\r\n\r\n', 'sync-proxy-strange'],
    ['HTTP/1.1 200 OK\r\n\r\n<html>', 'sync-proxy-strange'],
    ['<html>Welcome</html>', 'sync-proxy-strange'],
    ['', 'sync-proxy-hangs-up'],
  ] as const) {
    const { failure, proxy } = await told(answer);
    expect({ answer, failure }).toMatchObject({ answer, failure: { kind: 'proxy', code, params: { proxy } } });
  }
  const logIn = ['511 Network Authentication Required', '302 Found\r\nlocation: http://login.cafe/'];
  for (const status of logIn) {
    const { failure } = await told(`HTTP/1.1 ${status}\r\n\r\n`);
    expect(failure).toEqual({ kind: 'captive-portal', code: 'sync-captive-portal', params: { host } });
  }
  const { failure, proxy: name } = await told(`HTTP/1.1 504 Gateway Timeout\r\n${html}`);
  const params = { proxy: name, host, status: 504 };
  expect(failure).toEqual({ kind: 'proxy', code: 'sync-proxy-no-way', params });
});

test('Given a proxy that is not there, or says nothing, when the server is asked, then it is told that the proxy does not answer', async () => {
  const { url } = await healthy();
  const port = await closedPort();
  const silent = { kind: 'proxy', code: 'sync-proxy-silent', params: { proxy: `127.0.0.1:${port}` } };
  expect(failureOf(await lineTo(url, { proxy: over(`http://127.0.0.1:${port}`) }).health())).toEqual(silent);
  const timer = new HandTimer();
  const dumb = await raw(() => undefined);
  const way = over(`http://127.0.0.1:${dumb.port}`);
  const outcome = lineTo(url, { proxy: way, timer: timer.after }).health();
  // Of the line to the proxy, and of its answer.
  await timer.begun(2);
  timer.pass();
  expect(failureOf(await outcome)).toMatchObject({ kind: 'proxy', code: 'sync-proxy-silent' });
});

test('Given a proxy that cuts the line in the middle, when a question is on its way, then it is told, and the next one goes through', async () => {
  let isCut = true;
  const between = await proxy('through');
  const { url } = await secure((_, response) => {
    if (isCut) between.cut();
    else json(response, HEALTH);
  });
  const line = lineTo(url, { proxy: over(`http://${between.host}`) });
  expect(failureOf(await line.health())).toEqual({
    ...{ kind: 'proxy', code: 'sync-proxy-hangs-up', params: { proxy: between.host } },
  });
  isCut = false;
  expect(await line.health()).toEqual(well);
});

test('Given a proxy behind which somebody else answers, when it shows a certificate of its own, then it is the certificate that is told', async () => {
  const other = await secure((_, response) => page(response, 200), isp.issue(['proxy.filter']));
  const between = await proxy('through');
  const failure = failureOf(await lineTo(other.url, { proxy: over(`http://${between.host}`) }).health());
  expect(failure).toMatchObject({
    kind: 'certificate',
    code: 'sync-certificate-name',
    params: { names: 'proxy.filter' },
  });
});

test('Given a proxy, when a page comes over it where an answer is due, then it is told as something in between', async () => {
  const { url } = await secure((_, response) => page(response, 200));
  const between = await proxy('through');
  expect(failureOf(await lineTo(url, { proxy: over(`http://${between.host}`) }).health())).toMatchObject({
    ...{ kind: 'proxy', code: 'sync-proxy-page' },
  });
});

test('Given a proxy of a kind that is not spoken, when the server is asked, then that is told', async () => {
  const way = () => Promise.resolve({ kind: 'unknown' as const, name: 'SOCKS5 10.0.0.1:1080' });
  expect(failureOf(await lineTo('https://central.test', { proxy: way }).health())).toEqual({
    ...{ kind: 'proxy', code: 'sync-proxy-unknown', params: { proxy: 'SOCKS5 10.0.0.1:1080' } },
  });
});

test('Given a server behind a proxy, when its encryption is too old, then it is the server that is told, and not the proxy', async () => {
  const alert = Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46]);
  const { url } = await raw((socket) => void socket.once('data', () => socket.end(alert)));
  const between = await proxy('through');
  expect(failureOf(await lineTo(url, { proxy: over(`http://${between.host}`) }).health())).toMatchObject({
    ...{ kind: 'certificate', code: 'sync-tls-old' },
  });
});
